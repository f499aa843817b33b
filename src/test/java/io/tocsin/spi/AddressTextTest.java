package io.tocsin.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressTextTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "fe80:0:0:0:1:2:3:0, fe80::1:2:3:0",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::"
    })
    void theLongestRunOfZerosIsLeftOut(String written, String shown) {
        assertThat(AddressText.of(InetAddress.ofLiteral(written))).isEqualTo(shown);
    }
}
