package io.tocsin.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Checks of one monitor type, each on a virtual thread as in the bot. */
public final class Checks {

    /** More than any machine needs for what answers at all. */
    public static final Duration PLENTY = Duration.ofSeconds(60);

    public static final Duration SHORT = Duration.ofMillis(400);

    private static final ProbeContext ANYTHING = (host, address) -> {};

    private final ProbedType type;

    public Checks(MonitorType type) {
        this.type = (ProbedType) type;
    }

    public static Checks of(Plugin plugin, String type) {
        return new Checks(
                plugin.monitorTypes().stream().filter(it -> it.name().equals(type)).findFirst().orElseThrow());
    }

    /** @param settings name, value, name, value, ...; a name may come several times */
    public Result check(String target, String... settings) throws Exception {
        return check(PLENTY, target, settings);
    }

    public Result check(Duration limit, String target, String... settings) throws Exception {
        try (Probe probe = type.probe(target, settings(settings), ANYTHING)) {
            FutureTask<Result> check = new FutureTask<>(() -> probe.run(limit));
            Thread.ofVirtual().start(check);
            return check.get(120, TimeUnit.SECONDS);
        }
    }

    /** Why a check failed. */
    public String reason(String target, String... settings) throws Exception {
        return reason(check(target, settings));
    }

    public static String reason(Result result) {
        return Catalogue.english().say(result.failure().orElseThrow());
    }

    public static String body(Result result) {
        return new String(result.body(), StandardCharsets.UTF_8);
    }

    /** Why a target or a setting is refused. */
    public String refusal(String target, String... settings) {
        Refusal[] refused = new Refusal[1];
        assertThatThrownBy(() -> type.probe(target, settings(settings), ANYTHING))
                .isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
        return Catalogue.english().say(refused[0].phrase());
    }

    private static Settings settings(String... named) {
        Map<String, List<String>> settings = new HashMap<>();
        for (int i = 0; i < named.length; i += 2) {
            settings.computeIfAbsent(named[i], _ -> new ArrayList<>()).add(named[i + 1]);
        }
        return new Settings(settings);
    }
}
