package io.tocsin.web;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
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

    private final Supplier<List<Route>> routes;
    private final Catalogue words;

    /**
     * The calls of these routes.
     *
     * @param routes asked anew for every request
     * @param words for those who ask for no language
     */
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

    /** What whoever asks reads. */
    private Catalogue words(Route.Request request) {
        return Language.accepted(request.headers().getOrDefault("accept-language", ""))
                .map(Language::words)
                .orElse(words);
    }

    private Route.Answer said(Route.Request request, int status, String key, Object... values) {
        return Route.Answer.text(status, words(request).say(key, values) + "\n");
    }

    Reply reply(String rawPath, Route.Request request) {
        return switch (new Router(routes.get()).find(request.method(), rawPath)) {
            case Router.Found.Here here -> new Reply(handled(here, request));
            case Router.Found.OtherMethod other -> new Reply(
                    said(request, 405, "web.method", other.allowed()), other.allowed());
            case Router.Found.Nothing _ -> new Reply(said(request, 404, "web.nothing"));
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
            return refused(request, route, refusal);
        } catch (Throwable thrown) {
            log.warn("{} {} failed: {}", route.method(), route.path(), thrown.toString());
            log.info("{} {}: all of it", route.method(), route.path(), thrown);
            return said(request, 500, "web.broken");
        }
    }

    /** A plugin's own refusal is for the client; that the plugin failed is not. */
    private Route.Answer refused(Route.Request request, Route route, Refusal refusal) {
        if (refusal.phrase().key().startsWith("plugin.")) {
            log.warn("{} {} failed: {}", route.method(), route.path(), words.say(refusal.phrase()));
            return said(request, 500, "web.broken");
        }
        return Route.Answer.text(400, words(request).say(refusal.phrase()) + "\n");
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
