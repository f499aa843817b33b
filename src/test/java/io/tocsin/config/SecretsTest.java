package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SecretsTest {

    private final Secrets secrets = new Secrets(Map.of(
            "LONG", new Secret("hunter2hunter2"), "SHORT", new Secret("abc"), "PART", new Secret("hunter2"), "ODD",
            new Secret("$1\\")));

    @Test
    void namesAreReplacedByValues() {
        assertThat(secrets.fill("a ${secret:SHORT} ${secret:ODD} $x ${y}")).isEqualTo("a abc $1\\ $x ${y}");
    }

    @Test
    void valuesAreHidden() {
        assertThat(secrets.redact("token hunter2hunter2, hunter2, abc")).isEqualTo("token ***, ***, abc");
    }

    @Test
    void aSecretDoesNotPrintItsValue() {
        assertThat(new Secret("hunter2")).hasToString("***");
    }
}
