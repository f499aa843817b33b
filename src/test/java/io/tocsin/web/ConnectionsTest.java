package io.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The JDK reads some bounds once in a process, so they are tested in a process of their own. */
final class ConnectionsTest {

    private static final int ALLOWED = 3;

    @Test
    void silentConnectionsAreCountedAndClosed() throws Exception {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), ConnectionsTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo("3 open, then 0 open");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Opens twice as many connections as allowed, says nothing on them, and counts those that live. */
    public static void main(String[] args) throws Exception {
        Bounds bounds = new Bounds(1_000, 2_000, Duration.ofSeconds(2), Duration.ofSeconds(2), ALLOWED);
        WebSettings settings =
                new WebSettings(true, false, "127.0.0.1", 0, Optional.empty(), bounds, WebSettings.Access.OPEN);
        try (WebServer server = WebServer.start(settings, List::of, Catalogue.english(), Optional.empty())) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 2 * ALLOWED; i++) {
                sockets.add(new Socket("127.0.0.1", URI.create(server.address()).getPort()));
            }
            System.out.print(open(sockets, 100) + " open, then " + open(sockets, 5_000) + " open");
        }
    }

    private static long open(List<Socket> sockets, int patience) throws IOException {
        long open = 0;
        for (Socket socket : sockets) {
            socket.setSoTimeout(patience);
            try {
                open += socket.getInputStream().read() == -1 ? 0 : 1;
            } catch (SocketTimeoutException silent) {
                open++;
            }
        }
        return open;
    }
}
