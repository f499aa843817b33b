package io.tocsin.channel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class PaceTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final Pace pace = new Pace(2, Duration.ofMinutes(1), now::get);

    @Test
    void whatComesTooSoonIsToldHowLongToWait() throws Exception {
        pace.take();
        pass(20);
        pace.take();

        assertThatThrownBy(pace::take)
                .hasMessage("it takes 2 messages in 60 s")
                .isInstanceOfSatisfying(RoomException.class, soon -> {
                    Assertions.assertThat(soon.kind()).isEqualTo(RoomException.Kind.LATER);
                    Assertions.assertThat(soon.retryAfter()).hasValue(Duration.ofSeconds(40));
                });
    }

    @Test
    void thePlacesComeBackOneByOne() throws Exception {
        pace.take();
        pass(20);
        pace.take();
        pass(40);

        assertThatCode(pace::take).doesNotThrowAnyException();
        assertThatThrownBy(pace::take).isInstanceOf(RoomException.class);
    }

    private void pass(int seconds) {
        now.updateAndGet(then -> then.plusSeconds(seconds));
    }
}
