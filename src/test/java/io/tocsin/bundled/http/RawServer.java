package io.tocsin.bundled.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that reads the header of a request and then does exactly what its script says. */
final class RawServer implements AutoCloseable {

    /** What is done with a connection after the request's header. */
    @FunctionalInterface
    interface Script {
        void answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    RawServer(Script script) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        this.script = script;
        Thread.ofVirtual().name("raw-server").start(this::accept);
    }

    /** Answers with these lines and closes. */
    static RawServer saying(String answer) throws IOException {
        return new RawServer((socket, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Says this and then nothing more, without closing. */
    static RawServer fallingSilentAfter(String start) throws IOException {
        return new RawServer((socket, out) -> {
            out.write(start.getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://" + address() + "/";
    }

    int connections() {
        return connections.get();
    }

    boolean allClosed() {
        return open.isEmpty();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            readHeader(socket.getInputStream());
            script.answer(socket, socket.getOutputStream());
        } catch (IOException | InterruptedException gone) {
            // the probe went away, as it should
        } finally {
            open.remove(socket);
        }
    }

    private static void readHeader(InputStream in) throws IOException {
        int seen = 0;
        while (seen < 4) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            boolean expected = next == (seen % 2 == 0 ? '\r' : '\n');
            seen = expected ? seen + 1 : next == '\r' ? 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
