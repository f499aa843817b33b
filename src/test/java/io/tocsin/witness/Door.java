package io.tocsin.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.witness.WitnessSettings.Witness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody on loopback who takes connections while the door is open. */
public final class Door implements AutoCloseable {

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicReference<ServerSocket> server;
    private final AtomicReference<Thread> keeper = new AtomicReference<>();
    private final int port;

    public Door() throws IOException {
        server = new AtomicReference<>(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        port = server.get().getLocalPort();
        listen();
    }

    private void listen() {
        ServerSocket listening = server.get();
        keeper.set(Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    try (Socket _ = listening.accept()) {
                        taken.incrementAndGet();
                    }
                }
            } catch (IOException shut) {
                return;
            }
        }));
    }

    public Witness witness() {
        return new Witness("127.0.0.1", port);
    }

    /** How many connections were taken; those that wait for it, too, as they are taken before one more is. */
    public int taken() throws IOException {
        try (Socket last = new Socket("127.0.0.1", port)) {
            assertThat(last.getInputStream().read()).isEqualTo(-1);
        }
        return taken.decrementAndGet();
    }

    /** Connections are refused once this has returned; the last to let go of the socket is who listens. */
    public void shut() throws IOException {
        server.get().close();
        try {
            keeper.get().join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes connections at the same place as before. */
    public void open() throws IOException {
        server.set(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        listen();
    }

    @Override
    public void close() throws IOException {
        shut();
    }
}
