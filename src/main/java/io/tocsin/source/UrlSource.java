package io.tocsin.source;

import io.tocsin.spi.Http;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Monitors at an address, asked again and again; an answer that has not changed costs neither side much. */
final class UrlSource implements MonitorSource {

    private static final Logger log = LoggerFactory.getLogger(UrlSource.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final String url;
    private final String name;
    private final Duration refresh;
    private final Http http;
    private final InstantSource clock;
    private final GatusSettings gatus;
    private Instant next = Instant.MIN;
    private Map<String, String> validators = Map.of();
    private Optional<String> body = Optional.empty();
    private Optional<News.Broken> broken = Optional.empty();

    UrlSource(String url, Asking asking, GatusSettings gatus) {
        this.url = url;
        this.name = withoutUser(url);
        this.refresh = asking.refresh();
        this.http = asking.http();
        this.clock = asking.clock();
        this.gatus = gatus;
    }

    @Override
    public News poll() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return new News.Unchanged();
        }
        next = now.plus(refresh);
        News news = ask();
        if (news instanceof News.Broken problems) {
            return failed(problems);
        }
        broken = Optional.empty();
        return news;
    }

    private News ask() {
        try {
            Http.Answer answer = http.send(new Http.Request("GET", url, validators, "", LIMIT));
            return answered(answer);
        } catch (IOException e) {
            log.debug("{} cannot be reached", name, e);
            String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            return MonitorSource.broken(name, Phrase.of("source.unreachable", why));
        } catch (Refusal refusal) {
            log.debug("{} is refused", name, refusal);
            return MonitorSource.broken(name, refusal.phrase());
        }
    }

    private News answered(Http.Answer answer) {
        if (answer.status() == 304 && !validators.isEmpty()) {
            return new News.Unchanged();
        }
        if (!answer.ok()) {
            return MonitorSource.broken(name, Phrase.of("source.status", String.valueOf(answer.status())));
        }
        boolean same = broken.isEmpty() && body.filter(answer.body()::equals).isPresent();
        body = Optional.of(answer.body());
        validators = validators(answer.headers());
        return same
                ? new News.Unchanged()
                : MonitorSource.news(MonitorFile.parse(name, answer.body().getBytes(StandardCharsets.UTF_8), gatus));
    }

    /** What is broken is asked for anew, so that it is known when it is whole again. */
    private News failed(News.Broken problems) {
        validators = Map.of();
        boolean known = broken.filter(problems::equals).isPresent();
        broken = Optional.of(problems);
        return known ? new News.Unchanged() : problems;
    }

    private static Map<String, String> validators(Map<String, String> headers) {
        Map<String, String> validators = new HashMap<>();
        if (headers.containsKey("etag")) {
            validators.put("If-None-Match", headers.get("etag"));
        }
        if (headers.containsKey("last-modified")) {
            validators.put("If-Modified-Since", headers.get("last-modified"));
        }
        return Map.copyOf(validators);
    }

    private static String withoutUser(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getRawUserInfo() == null ? url : url.replace(uri.getRawUserInfo() + "@", "");
        } catch (IllegalArgumentException notAUri) {
            return "monitors.file";
        }
    }
}
