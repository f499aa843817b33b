package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host of several addresses, of which one does not answer. */
final class SeveralAddressesTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    void anAddressThatHangsTakesItsShareOfTheTimeAndNoMore() throws Exception {
        InetAddress silent = InetAddress.ofLiteral("127.0.0.2");
        InetAddress well = InetAddress.ofLiteral("127.0.0.1");
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                ServerSocket full = new ServerSocket(server.port(), 1, silent);
                Waiting waiting = Waiting.at(full);
                Probing probing = new Probing((host, limit) -> List.of(silent, well), InstantSource.system())) {
            Result result = Probing.run(probing.probe("http://two.example:" + server.port()), LIMIT);

            assertThat(waiting.sockets()).hasSize(2);
            assertThat(result.failure()).isEmpty();
            assertThat(result.ip()).hasValue("127.0.0.1");
            assertThat(Duration.ofNanos(result.phases().connect())).isBetween(LIMIT.dividedBy(4), LIMIT);
        }
    }

    @Test
    void whereNobodyTakesTheConnectionTheFirstIsTold() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        List<InetAddress> both = List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
        try (Probing probing = new Probing((host, limit) -> both, InstantSource.system())) {
            assertThat(Probing.reason(probing.check("http://two.example:" + port)))
                    .isEqualTo("connection refused by 127.0.0.1:" + port);
        }
    }

    /** Connections that fill a server's queue, so that it takes no more. */
    private record Waiting(List<Socket> sockets) implements AutoCloseable {

        static Waiting at(ServerSocket full) throws Exception {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                sockets.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            return new Waiting(sockets);
        }

        @Override
        public void close() throws Exception {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
