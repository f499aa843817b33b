package io.tocsin.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.text.Catalogue;
import io.tocsin.witness.WitnessSettings.Witness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WitnessSettingsTest {

    @Test
    void nobodyIsAskedUnlessSomebodyIsNamed() {
        Keys keys = Keys.of(Map.of());

        assertThat(WitnessSettings.from(keys)).isEqualTo(WitnessSettings.NONE);
        assertThat(keys.finish().isEmpty()).isTrue();
    }

    @Test
    void everyKeyIsRead() {
        Keys keys =
                Keys.of(Map.of("witness", "1.1.1.1:53, [2620:fe::fe]:53,ntp.example.com:443", "witness.every", "1m"));

        assertThat(WitnessSettings.from(keys)).isEqualTo(new WitnessSettings(
                List.of(new Witness("1.1.1.1", 53), new Witness("2620:fe::fe", 53),
                        new Witness("ntp.example.com", 443)),
                Duration.ofMinutes(1)));
        assertThat(keys.finish().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "host:0", "host:65536", "host:http", "::1:53", "http://host:80", ":53", "a b:1"})
    void whatIsNoHostAndPortIsAProblem(String text) {
        Keys keys = Keys.of(Map.of("witness", "1.1.1.1:53, " + text));

        assertThat(WitnessSettings.from(keys).witnesses()).containsExactly(new Witness("1.1.1.1", 53));
        assertThat(keys.finish().all()).singleElement()
                .satisfies(problem -> assertThat(Catalogue.english().say(problem.phrase()))
                        .contains("\"" + text + "\" is no witness; write host:port"));
    }

    @Test
    void askingMoreOftenThanEverySecondIsAProblem() {
        Keys keys = Keys.of(Map.of("witness.every", "100ms"));

        assertThat(WitnessSettings.from(keys)).isEqualTo(WitnessSettings.NONE);
        assertThat(keys.finish().all()).hasSize(1);
    }
}
