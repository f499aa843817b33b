package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However a socket is asked for, it is guarded. */
final class GuardedSocketTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress FROM = InetAddress.ofLiteral("127.0.0.2");

    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, HERE);
        CallTime.begin(Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() throws IOException {
        CallTime.end();
        server.close();
    }

    @Test
    void aConnectedSocketGoesWhereItMay() throws IOException {
        SocketFactory sockets = new GuardedSocket.Factory(new Targets(List.of(), List.of()), 1_000);
        int port = server.getLocalPort();
        try (Socket byName = sockets.createSocket("127.0.0.1", port);
                Socket byAddress = sockets.createSocket(HERE, port);
                Socket from = sockets.createSocket(HERE, port, FROM, 0);
                Socket byNameFrom = sockets.createSocket("127.0.0.1", port, FROM, 0)) {
            assertThat(List.of(byName, byAddress, from, byNameFrom)).allMatch(Socket::isConnected)
                    .hasOnlyElementsOfType(GuardedSocket.class);
            assertThat(List.of(from, byNameFrom)).extracting(Socket::getLocalAddress).containsOnly(FROM);
        }
    }

    @Test
    void aConnectedSocketIsRefusedWhatIsDenied() {
        SocketFactory sockets = new GuardedSocket.Factory(new Targets(List.of("127.0.0.0/8"), List.of()), 1_000);
        int port = server.getLocalPort();

        assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", port)).isInstanceOf(GuardedSocket.Denied.class);
        assertThatThrownBy(() -> sockets.createSocket(HERE, port)).isInstanceOf(GuardedSocket.Denied.class);
        assertThatThrownBy(() -> sockets.createSocket(HERE, port, FROM, 0)).isInstanceOf(GuardedSocket.Denied.class);
    }
}
