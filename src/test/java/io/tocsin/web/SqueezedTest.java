package io.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqueezedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "gzip | true", "deflate, GZIP ; q=0.1 | true", "br,gzip;q=1.0 | true", "gzip;q=0 | false",
        "gzip;q=0.00, x-gzip | false", "identity | false", "'' | false", " | false",
    })
    void aClientSaysWhetherItReadsGzip(String said, boolean reads) {
        assertThat(Squeezed.accepts(said)).isEqualTo(reads);
    }
}
