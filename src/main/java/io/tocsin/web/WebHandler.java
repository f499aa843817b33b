package io.tocsin.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tocsin.spi.Route;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests by the routes there are at that moment. */
final class WebHandler implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(WebHandler.class);
    private static final Duration HANDLING = Duration.ofSeconds(60);

    private final Bounds bounds;
    private final Requests requests;
    private final Calls calls;

    WebHandler(Bounds bounds, Supplier<List<Route>> routes, Catalogue words) {
        this.bounds = bounds;
        this.requests = new Requests(bounds);
        this.calls = new Calls(routes, words);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (requests.read(exchange)) {
                case Requests.Reading.Whole whole -> {
                    Exchanges.within(HANDLING);
                    write(exchange, answer(exchange, whole.request()));
                }
                case Requests.Reading.Refused refused -> {
                    exchange.getResponseHeaders().set("Connection", "close");
                    write(exchange, refused.answer());
                }
            }
        } catch (IOException gone) {
            log.debug("a client is gone: {}", gone.toString());
            throw gone;
        }
    }

    private Route.Answer answer(HttpExchange exchange, Route.Request request) {
        String path = exchange.getRequestURI().getRawPath();
        Calls.Reply reply = calls.reply(path == null ? "" : path, request);
        if (!reply.allowed().isEmpty()) {
            exchange.getResponseHeaders().set("Allow", reply.allowed());
        }
        return reply.answer();
    }

    private void write(HttpExchange exchange, Route.Answer answer) throws IOException {
        Exchanges.within(bounds.request());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        boolean empty = body.length == 0 || answer.status() == 204 || answer.status() == 304;
        exchange.sendResponseHeaders(answer.status(), empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
    }
}
