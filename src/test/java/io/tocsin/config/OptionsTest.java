package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {

    @Test
    void nothingNeedsToBeGiven() {
        assertThat(Options.parse(List.of()))
                .isEqualTo(new Options(
                        Optional.empty(), Path.of("data"), false, Optional.empty(), Optional.empty(), false, false));
    }

    @Test
    void everyOptionIsRead() {
        assertThat(Options.parse(List.of(
                "--config", "/etc/tocsin.properties", "--data=/var/lib/tocsin", "--check-config",
                "--new-plugin", "Hello", "--test-plugin=plugins/Hello.java", "--version", "--help")))
                .isEqualTo(new Options(
                        Optional.of(Path.of("/etc/tocsin.properties")), Path.of("/var/lib/tocsin"), true,
                        Optional.of("Hello"), Optional.of(Path.of("plugins/Hello.java")), true, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --confg x          | there is no option "--confg"; did you mean --config?
            --chek-config      | there is no option "--chek-config"; did you mean --check-config?
            -x                 | there is no option "-x"; the options are --config FILE, --data DIR, --check-config, --new-plugin NAME, --test-plugin FILE, --version and --help
            bot.properties     | there is no option "bot.properties"; the options are --config FILE, --data DIR, --check-config, --new-plugin NAME, --test-plugin FILE, --version and --help
            --config           | --config needs the name of a file: --config bot.properties
            --data --version   | --data needs the name of a directory: --data data
            --new-plugin       | --new-plugin needs the name of a plugin: --new-plugin Hello
            --test-plugin=     | --test-plugin needs the file of a plugin: --test-plugin plugins/Hello.java
            --help --help      | --help is given twice; give it once
            --version=3        | --version takes no value
            """)
    void aWrongCommandLineIsRefused(String line, String message) {
        assertThatThrownBy(() -> Options.parse(List.of(line.split(" "))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                        Catalogue.english().say(refusal.phrase()))
                        .isEqualTo(message));
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(Catalogue.english().say(Options.usage()))
                .contains("--config FILE", "--data DIR", "--check-config", "--new-plugin NAME",
                        "--test-plugin FILE", "--version", "--help");
    }
}
