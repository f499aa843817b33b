package io.tocsin.monitor;

import io.tocsin.config.Literals;
import io.tocsin.config.Secret;
import io.tocsin.config.Secrets;
import io.tocsin.plugin.Extensions;
import io.tocsin.schedule.Schedule;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes monitors of what was written about them. Safe for use by many threads. */
public final class MonitorBuilder {

    private static final Pattern NAME =
            Pattern.compile(
                    "(?!#?\\d+$|(?i:group|tag):)[^\\p{Cntrl}\"*?\\s](?:[^\\p{Cntrl}\"*?]{0,98}[^\\p{Cntrl}\"*?\\s])?");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@]*@");
    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final MonitorSettings standard;
    private final Extensions extensions;
    private final Secrets secrets;
    private final ProbeContext context;

    public MonitorBuilder(MonitorSettings standard, Extensions extensions, Secrets secrets, ProbeContext context) {
        this.standard = standard;
        this.extensions = extensions;
        this.secrets = secrets;
        this.context = context;
    }

    /** Judges the checks of what is made here. */
    public Judge judge() {
        return new Judge(secrets);
    }

    /**
     * Makes a monitor ready to be checked.
     *
     * @throws Refusal if anything written about it is wrong
     */
    public Monitor build(String id, Origin origin, Draft draft, boolean paused, long version) {
        checkName(draft.name());
        MonitorType type = type(draft);
        List<String> conditions = draft.conditions().isEmpty() ? type.defaultConditions() : draft.conditions();
        return monitor(id, origin, draft, paused, version, type.name(), Conditions.parse(conditions),
                Optional.of(probeSafely(type, draft)), Optional.empty());
    }

    /** A type is given the secrets themselves, and may name what it refuses. */
    private Probe probeSafely(MonitorType type, Draft draft) {
        try {
            return probe(type, draft);
        } catch (Refusal refused) {
            throw new Refusal(secrets.redact(refused.phrase()));
        }
    }

    /** A monitor that was accepted once; if it no longer is, it is kept and says why it cannot be judged. */
    public Monitor restore(String id, Origin origin, Draft draft, boolean paused, long version) {
        try {
            return build(id, origin, draft, paused, version);
        } catch (Refusal refusal) {
            return unjudged(id, origin, draft, paused, version, refusal.phrase());
        }
    }

    private Monitor unjudged(String id, Origin origin, Draft draft, boolean paused, long version, Phrase why) {
        Draft bare =
                Draft.named(draft.name(), draft.target()).group(draft.group()).tags(draft.tags()).rooms(draft.rooms())
                        .enabled(draft.enabled()).build();
        Monitor shell =
                monitor(id, origin, bare, paused, version, draft.type(), new Conditions(List.of()), Optional.empty(),
                        Optional.of(why));
        return new Monitor(
                id, origin, draft, paused, version, draft.type(), shell.target(), shell.schedule(), shell.zone(),
                shell.timeout(), shell.conditions(), shell.policy(), shell.reminder(), Optional.empty(),
                Optional.of(why));
    }

    private Monitor monitor(
            String id, Origin origin, Draft draft, boolean paused, long version, String type, Conditions conditions,
            Optional<Probe> probe, Optional<Phrase> refused) {
        return new Monitor(
                id, origin, draft, paused || !draft.enabled(), version, type,
                Literals.replaceInTarget(USER_INFO.matcher(draft.target()).replaceFirst(""), Secret.HIDDEN),
                draft.schedule().isEmpty() ? standard.schedule() : Schedule.parse(draft.schedule()),
                zone(draft.zone()), timeout(draft), conditions, policy(draft), reminder(draft), probe, refused);
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.of("monitor.name", name);
        }
        if (Selector.RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw Refusal.of("monitor.name-reserved", name);
        }
    }

    private Optional<Duration> reminder(Draft draft) {
        return draft.reminder().isPresent() ? draft.reminder().filter(every -> !every.isZero()) : standard.reminder();
    }

    private Policy policy(Draft draft) {
        Policy usual = standard.policy();
        return new Policy(
                threshold("confirm", draft.failureThreshold().orElse(usual.failureThreshold())),
                threshold("recover", draft.successThreshold().orElse(usual.successThreshold())),
                draft.retryInterval().orElse(usual.retryInterval()),
                usual.flapping());
    }

    private static int threshold(String clause, int checks) {
        if (checks < 1 || checks > 1000) {
            throw Refusal.of("monitor.threshold", clause, Integer.toString(checks));
        }
        return checks;
    }

    private Duration timeout(Draft draft) {
        Duration timeout = draft.timeout().orElse(standard.timeout());
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw Refusal.of("monitor.timeout", timeout, LONGEST);
        }
        return timeout;
    }

    private ZoneId zone(String zone) {
        if (zone.isEmpty()) {
            return standard.zone();
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw Refusal.of("monitor.zone", zone);
        }
    }

    private MonitorType type(Draft draft) {
        if (!draft.type().isEmpty()) {
            return extensions.needType(draft.type());
        }
        int end = draft.target().indexOf("://");
        if (end <= 0) {
            throw Refusal.of("monitor.target", draft.target());
        }
        return extensions.needTypeOfScheme(draft.target().substring(0, end).toLowerCase(Locale.ROOT));
    }

    private Probe probe(MonitorType type, Draft draft) {
        Map<String, List<String>> filled = new LinkedHashMap<>();
        draft.settings().forEach((name, values) -> {
            if (type.settings().stream().noneMatch(setting -> setting.name().equals(name))) {
                throw Refusal.of("monitor.setting", type.name(), name, names(type));
            }
            filled.put(name, values.stream().map(secrets::fill).toList());
        });
        return switch (type) {
            case ProbedType probed -> probed.probe(secrets.fill(draft.target()), new Settings(filled), context);
        };
    }

    private static String names(MonitorType type) {
        return String.join(", ", type.settings().stream().map(Setting::name).toList());
    }
}
