package io.tocsin.net;

import static org.awaitility.Awaitility.await;

import io.tocsin.Ports;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A server that is installed on this machine, as a process of its own on a port of loopback. */
public final class LocalServer implements AutoCloseable {

    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final int port;

    private LocalServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where a program is; also among those for root, which are in nobody else's path. */
    public static Optional<String> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .map(directory -> new File(directory, name))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst();
    }

    /**
     * Comes back when the server takes connections.
     *
     * @param command for a port, which another program may have taken meanwhile: then it is tried with the next
     * @param log what the server prints
     */
    public static LocalServer start(IntFunction<List<String>> command, Path log) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = Ports.quiet();
            Process process = new ProcessBuilder(command.apply(port)).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            await().atMost(PATIENCE).until(() -> !process.isAlive() || accepts(port));
            if (process.isAlive()) {
                return new LocalServer(process, port);
            }
        }
        throw new IOException("the server does not start: " + Files.readString(log));
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
