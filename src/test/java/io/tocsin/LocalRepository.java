package io.tocsin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Executors;

/** What this build has got from Maven Central, offered on loopback as a repository with checksums. */
final class LocalRepository implements AutoCloseable {

    private static final String SUM = ".sha1";

    private final Path directory;
    private final HttpServer server;

    /** @param type a class from a jar of the repository, and how deep in it that jar lies */
    LocalRepository(Class<?> type, int depth) throws IOException, URISyntaxException {
        Path at = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (int i = 0; i < depth; i++) {
            at = at.getParent();
        }
        directory = at;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean sum = path.endsWith(SUM);
            String name = sum ? path.substring(0, path.length() - SUM.length()) : path;
            Path file = directory.resolve("." + name).normalize();
            if (!file.startsWith(directory) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            byte[] answer = sum ? sha1(content).getBytes(StandardCharsets.US_ASCII) : content;
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
