package io.tocsin.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NameLookupTest {

    private final NameLookup names = new NameLookup("test-names", 1);

    @AfterEach
    void close() {
        names.close();
    }

    @Test
    void aNameHasItsAddresses() throws Exception {
        assertThat(names.addresses("localhost", Duration.ofSeconds(10))).anyMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void aNameWithoutAddressesIsUnknownEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> names.addresses("nowhere.invalid", Duration.ofSeconds(10)))
                    .isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void nobodyWaitsLongerThanTheLimit() {
        await().until(() -> endsWith(TimeoutException.class, Duration.ZERO));
    }

    @Test
    void anInterruptedCallerGoesOn() {
        await().until(() -> {
            Thread.currentThread().interrupt();
            return endsWith(InterruptedException.class, Duration.ofSeconds(10));
        });
    }

    /** A look-up that is done before it is waited for ends with what it found. */
    private boolean endsWith(Class<? extends Exception> expected, Duration limit) {
        try {
            names.addresses("nowhere.invalid", limit);
            return false;
        } catch (UnknownHostException found) {
            return false;
        } catch (TimeoutException | InterruptedException ended) {
            return expected.isInstance(ended);
        } finally {
            Thread.interrupted();
        }
    }
}
