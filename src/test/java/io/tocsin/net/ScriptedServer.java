package io.tocsin.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does with each connection exactly what its script says, and knows which are still open. */
public final class ScriptedServer implements AutoCloseable {

    /** What is done with a connection; it is closed afterwards. */
    @FunctionalInterface
    public interface Script {
        void serve(Socket socket) throws Exception;
    }

    private final ServerSocket server;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    public ScriptedServer(Script script) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        this.script = script;
        this.acceptor = Thread.ofVirtual().name("scripted-server").start(this::accept);
    }

    /** Says this, and nothing more until the other side goes away. */
    public static ScriptedServer silentAfter(String start) throws IOException {
        return new ScriptedServer(socket -> {
            say(socket, start);
            drain(socket);
        });
    }

    /** Says this and closes. */
    public static ScriptedServer saying(String all) throws IOException {
        return new ScriptedServer(socket -> say(socket, all));
    }

    public static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Reads until the other side goes away. */
    public static void drain(Socket socket) throws IOException {
        while (socket.getInputStream().read(new byte[8_192]) >= 0) {
            // whatever it was
        }
    }

    /** A line without its end; what is left when there is no more. */
    public static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = socket.getInputStream().read();
        }
        return line.toString().strip();
    }

    public int port() {
        return server.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    public int connections() {
        return connections.get();
    }

    public boolean allClosed() {
        return open.isEmpty();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(socket);
        } catch (Exception gone) {
            // the probe went away, as it should
        } finally {
            open.remove(socket);
        }
    }

    /** Nobody can connect any longer when it returns. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            acceptor.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }
}
