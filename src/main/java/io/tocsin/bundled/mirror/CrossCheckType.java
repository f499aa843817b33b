package io.tocsin.bundled.mirror;

import io.tocsin.net.Clean;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Watched;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Targets such as {@code crosscheck://shop}: whether that monitor and others see the same. */
record CrossCheckType(Supplier<List<Watched>> monitors, InstantSource clock) implements ProbedType {

    private static final Pattern TARGET = Pattern.compile("crosscheck://(\\S.{0,99})", Pattern.CASE_INSENSITIVE);
    private static final Duration USUAL = Duration.ofMinutes(10);
    private static final List<Setting> SETTINGS = List.of(
            new Setting("with", Kind.LIST, "", "a monitor that should see the same; may be said several times"),
            new Setting("after", Kind.DURATION, "10m", "how long they may disagree"));

    @Override
    public String name() {
        return "crosscheck";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("crosscheck");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Matcher own = TARGET.matcher(target.strip());
        List<String> others = settings.all("with").stream().map(String::strip).distinct().toList();
        if (!own.matches()) {
            throw Refusal.of("mirror.crosscheck.target", Clean.text(target));
        }
        String first = own.group(1).strip();
        if (others.isEmpty() || others.stream().anyMatch(first::equalsIgnoreCase)) {
            throw Refusal.of("mirror.crosscheck.with", first);
        }
        List<String> names = new ArrayList<>(List.of(first));
        names.addAll(others);
        return new CrossCheck(List.copyOf(names), settings.duration("after", USUAL), monitors, clock);
    }
}
