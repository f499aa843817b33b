package io.tocsin.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThatThrownBy(() -> names.addresses("slow.invalid", Duration.ZERO)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void anInterruptedCallerGoesOn() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> names.addresses("localhost", Duration.ofSeconds(10)))
                .isInstanceOf(InterruptedException.class);
    }
}
