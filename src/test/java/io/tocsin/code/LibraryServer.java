package io.tocsin.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/**
 * A repository of libraries on loopback: {@code org.example:greeting:1.0}, whose {@code Greeting.text()} gives
 * {@code Hello Ana}, and {@code org.example:name:1.0}, which it needs.
 */
public final class LibraryServer implements AutoCloseable {

    final Map<String, byte[]> served = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Path work;
    private final HttpServer server;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean silent;

    public LibraryServer(Path work) throws Exception {
        this.work = work;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::answer);
        server.start();
        library("name", "org.example.Name", "public static String of() { return \"Ana\"; }", "");
        library("greeting", "org.example.Greeting", "public static String text() { return \"Hello \" + Name.of(); }",
                """
                        <dependencies><dependency><groupId>org.example</groupId><artifactId>name</artifactId>
                        <version>1.0</version></dependency></dependencies>
                        """);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on it takes requests and says nothing. */
    void fallSilent() {
        silent = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        if (silent) {
            await();
        }
        byte[] bytes = served.get(path);
        exchange.sendResponseHeaders(bytes == null ? 404 : 200, bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void await() throws IOException {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private void library(String artifact, String type, String member, String dependencies) throws Exception {
        Path sources = Files.createDirectories(work.resolve("sources/org/example"));
        String simple = type.substring(type.lastIndexOf('.') + 1);
        Path source = Files.writeString(sources.resolve(simple + ".java"),
                "package org.example; public class " + simple + " { " + member + " }");
        Path classes = Files.createDirectories(work.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), "-cp",
                classes.toString(), source.toString());
        assertThat(status).isZero();
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar)) {
            out.putNextEntry(new ZipEntry("org/example/" + simple + ".class"));
            out.write(Files.readAllBytes(classes.resolve("org/example/" + simple + ".class")));
        }
        String base = "/org/example/" + artifact + "/1.0/" + artifact + "-1.0";
        offer(base + ".jar", jar.toByteArray());
        offer(base + ".pom", """
                <project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>%s</artifactId>
                <version>1.0</version>%s</project>
                """.formatted(artifact, dependencies).getBytes(StandardCharsets.UTF_8));
    }

    private void offer(String path, byte[] bytes) throws Exception {
        served.put(path, bytes);
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        served.put(path + ".sha1", sum.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
