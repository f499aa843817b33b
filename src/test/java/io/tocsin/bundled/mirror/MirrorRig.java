package io.tocsin.bundled.mirror;

import io.tocsin.bundled.mirror.FakeApi.Answer;
import io.tocsin.bundled.mirror.FakeApi.Asked;
import io.tocsin.config.Keys;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.net.Checks;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The plugin with one service that is asked at a local server, and a clock that stands until it is moved. */
final class MirrorRig implements AutoCloseable {

    static final String KEY = "u1234567-0123456789abcdef";

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T02:00:00Z"));
    final FakeApi api;
    final MirrorPlugin plugin;
    final String service;
    private final BoundedHttp http;

    MirrorRig(String service, Function<Asked, Answer> script, String... more) throws IOException {
        this.service = service;
        api = new FakeApi(script);
        http = new BoundedHttp(
                HttpSettings.from(Keys.of(Map.of())), new Targets(List.of(), List.of()), "Tocsin/test");
        Map<String, List<String>> settings = new HashMap<>(Map.of(
                "key", List.of(KEY), "api-url", List.of(api.url() + "/base")));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], List.of(more[i + 1]));
        }
        InstantSource clock = now::get;
        plugin = new MirrorPlugin(clock, Map.of(service, new Settings(settings)));
        plugin.accounts().open(http);
    }

    Result check(String target, String... settings) throws Exception {
        return Checks.of(plugin, service).check(service + "://" + target, settings);
    }

    Result check(Duration limit, String target) throws Exception {
        return Checks.of(plugin, service).check(limit, service + "://" + target);
    }

    /** Such as {@code UP}, {@code DOWN: why} or {@code UNKNOWN: why}. */
    String seen(String target, String... settings) throws Exception {
        return said(check(target, settings));
    }

    static String said(Result result) {
        if (result.failure().isEmpty()) {
            return result.connected() ? "UP" : "not connected";
        }
        return (result.unjudged() ? "UNKNOWN: " : "DOWN: ") + Catalogue.english().say(result.failure().get());
    }

    void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    List<String> paths() {
        return api.asked().stream().map(Asked::path).toList();
    }

    @Override
    public void close() {
        api.close();
        http.close();
    }
}
