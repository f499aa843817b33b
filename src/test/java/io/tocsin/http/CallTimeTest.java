package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallTimeTest {

    @Test
    void eachAddressHasItsShareAndTheLastAllThatIsLeft() {
        CallTime time = CallTime.begin(Duration.ofMinutes(10));
        try {
            CallTime.current().addresses(3);

            assertThat(time.share()).isBetween(190_000, 200_000);
            assertThat(time.share()).isBetween(290_000, 300_000);
            assertThat(time.share()).isZero();
            assertThat(time.share()).as("one more, for a proxy or a redirect").isZero();
        } finally {
            CallTime.end();
        }
        assertThatThrownBy(CallTime::current).isInstanceOf(IllegalStateException.class);
    }
}
