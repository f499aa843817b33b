package io.tocsin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A web site on loopback that says which authorization it was sent. */
final class Site implements AutoCloseable {

    private final AtomicInteger status = new AtomicInteger(200);
    private final HttpServer server;

    Site() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
        byte[] body = ("{\"status\":\"UP\",\"sent\":\"" + sent + "\"}").getBytes(UTF_8);
        exchange.sendResponseHeaders(status.get(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    void answers(int newStatus) {
        status.set(newStatus);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
