package io.tocsin.spi;

import java.time.Duration;

/**
 * A kind of monitor that does not look: a program gives signs of life over HTTP, and its silence past a deadline is a
 * result, too. The monitor's schedule says when a sign is expected.
 */
public non-sealed interface ReportedType extends MonitorType {

    /**
     * Reads what is expected of one program.
     *
     * @throws Refusal if a setting is wrong
     */
    Expected expected(Settings settings);

    /**
     * What is expected.
     *
     * @param grace how late a sign may be, and how long what has begun may take
     * @param secret signs what the program posts; empty where it cannot sign
     * @param token stands in the addresses of programs that do not sign; empty for none
     */
    record Expected(Duration grace, String secret, String token) {

        /** Without what must not be shown. */
        @Override
        public String toString() {
            return "Expected[grace=" + grace + "]";
        }
    }
}
