package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BuildTest {

    @Test
    void testsRunOnTheChosenJava() {
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    }
}
