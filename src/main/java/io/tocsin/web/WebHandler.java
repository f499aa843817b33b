package io.tocsin.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tocsin.intake.Intake;
import io.tocsin.spi.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests by the routes there are at that moment. */
final class WebHandler implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(WebHandler.class);
    private static final Duration HANDLING = Duration.ofSeconds(60);

    private final Bounds bounds;
    private final Requests requests;
    private final Calls calls;
    private final Optional<Intake> intake;
    private final Door door;

    WebHandler(WebSettings settings, Calls calls, Optional<Intake> intake) {
        this.bounds = settings.bounds();
        this.requests = new Requests(bounds);
        this.calls = calls;
        this.intake = intake;
        this.door = new Door(settings.access());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = String.valueOf(exchange.getRequestURI().getRawPath());
            boolean report = intake.isPresent() && Intake.takes(path);
            switch (requests.read(exchange, report ? Intake.longestBody(path) : Integer.MAX_VALUE)) {
                case Requests.Reading.Whole whole -> {
                    Exchanges.within(HANDLING);
                    write(exchange, report
                            ? intake.get().answer(path, whole.request(), whole.bytes())
                            : answer(exchange, path, whole.request()));
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

    private Route.Answer answer(HttpExchange exchange, String path, Route.Request request) {
        if (!door.opens(path, request)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Tocsin\"");
            return Route.Answer.text(401, "This page wants a user and a password, or a token.\n");
        }
        Calls.Reply reply = calls.reply(path, request);
        if (!reply.allowed().isEmpty()) {
            exchange.getResponseHeaders().set("Allow", reply.allowed());
        }
        return reply.answer();
    }

    private void write(HttpExchange exchange, Route.Answer answer) throws IOException {
        Exchanges.within(bounds.request());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        byte[] body = Squeezed.body(exchange, answer);
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
