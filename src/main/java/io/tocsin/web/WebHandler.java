package io.tocsin.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests by the routes there are at that moment. Whatever goes wrong, the client learns no more than a sentence. */
final class WebHandler implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(WebHandler.class);
    private static final Duration HANDLING = Duration.ofSeconds(60);
    private static final Route.Answer BROKEN = Route.Answer.text(500, "This did not work; the bot's log says why.\n");

    private final Bounds bounds;
    private final Requests requests;
    private final Supplier<List<Route>> routes;
    private final Catalogue words;

    WebHandler(Bounds bounds, Supplier<List<Route>> routes, Catalogue words) {
        this.bounds = bounds;
        this.requests = new Requests(bounds);
        this.routes = routes;
        this.words = words;
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
        return switch (new Router(routes.get()).find(request.method(), path == null ? "" : path)) {
            case Router.Found.Here here -> handled(here, request);
            case Router.Found.OtherMethod other -> {
                exchange.getResponseHeaders().set("Allow", other.allowed());
                yield Route.Answer.text(405, "This path answers to " + other.allowed() + ".\n");
            }
            case Router.Found.Nothing _ -> Route.Answer.text(404, "There is nothing here.\n");
        };
    }

    @SuppressWarnings("IllegalCatch") // a route's error must not end as a closed connection and silence
    private Route.Answer handled(Router.Found.Here here, Route.Request request) {
        Route route = here.route();
        try {
            return valid(route.handler()
                    .handle(new Route.Request(
                            request.method(), here.path(), request.query(), request.headers(), request.body())));
        } catch (Refusal refusal) {
            return refused(route, refusal);
        } catch (Throwable thrown) {
            log.warn("{} {} failed: {}", route.method(), route.path(), thrown.toString());
            log.info("{} {}: all of it", route.method(), route.path(), thrown);
            return BROKEN;
        }
    }

    /** A plugin's own refusal is for the client; that the plugin failed is not. */
    private Route.Answer refused(Route route, Refusal refusal) {
        String said = words.say(refusal.phrase());
        if (refusal.phrase().key().startsWith("plugin.")) {
            log.warn("{} {} failed: {}", route.method(), route.path(), said);
            return BROKEN;
        }
        return Route.Answer.text(400, said + "\n");
    }

    private static Route.Answer valid(Route.Answer answer) {
        if (answer.status() < 200 || answer.status() > 599 || answer.contentType().chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "its answer has the status " + answer.status() + " or a type of several lines");
        }
        return answer;
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
