package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopbackNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"slack.com", "gateway.discord.gg", "discord.com"})
    void realServicesAreRefusedAndWrittenDown(String host) {
        assertThatThrownBy(() -> InetAddress.getByName(host))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("must not leave this machine");
        assertThat(LoopbackNames.strangers()).contains(host);
    }

    @Test
    void thisMachineIsKnown() throws UnknownHostException {
        assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
        assertThat(InetAddress.getByName("127.0.3.4").isLoopbackAddress()).isTrue();
    }
}
