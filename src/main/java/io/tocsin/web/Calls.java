package io.tocsin.web;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.text.Catalogue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request and calls it. Whatever goes wrong, the client learns no more than a sentence. */
public final class Calls {

    private static final Logger log = LoggerFactory.getLogger(Calls.class);
    /** Those that frame the answer are the server's. */
    private static final Pattern HEADER = Pattern.compile(
            "(?i)(?!(?:connection|transfer-encoding|content-(?:length|encoding|type))$)[a-z0-9-]+");

    private static final Route.Answer BROKEN = Route.Answer.text(500, "This did not work; the bot's log says why.\n");

    private final Supplier<List<Route>> routes;
    private final Catalogue words;

    /** @param routes asked anew for every request */
    public Calls(Supplier<List<Route>> routes, Catalogue words) {
        this.routes = routes;
        this.words = words;
    }

    /**
     * What a client is told.
     *
     * @param allowed the methods it may use instead; empty unless that was wrong
     */
    record Reply(Route.Answer answer, String allowed) {

        Reply(Route.Answer answer) {
            this(answer, "");
        }
    }

    /** Calls without a server between, for tests of plugins. */
    public Route.Answer answer(String method, URI target, Map<String, String> headers, String body) {
        Map<String, String> query = Requests.query(target.getRawQuery()).orElse(Map.of());
        return reply(String.valueOf(target.getRawPath()), new Route.Request(method, Map.of(), query, headers, body))
                .answer();
    }

    Reply reply(String rawPath, Route.Request request) {
        return switch (new Router(routes.get()).find(request.method(), rawPath)) {
            case Router.Found.Here here -> new Reply(handled(here, request));
            case Router.Found.OtherMethod other -> new Reply(
                    Route.Answer.text(405, "This path answers to " + other.allowed() + ".\n"), other.allowed());
            case Router.Found.Nothing _ -> new Reply(Route.Answer.text(404, "There is nothing here.\n"));
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
        boolean several = Stream.concat(Stream.of(answer.contentType()), answer.headers().values().stream())
                .anyMatch(value -> value.chars().anyMatch(c -> c < ' '));
        if (answer.status() < 200 || answer.status() > 599 || several) {
            throw new IllegalArgumentException(
                    "its answer has the status " + answer.status() + " or a type or header of several lines");
        }
        answer.headers().keySet().stream().filter(name -> !HEADER.matcher(name).matches()).findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("its answer has the header " + name);
                });
        return answer;
    }
}
