package io.tocsin.monitor;

import io.tocsin.condition.Condition;
import io.tocsin.config.Literals;
import io.tocsin.config.Nearest;
import io.tocsin.config.Problem;
import io.tocsin.config.Secret;
import io.tocsin.config.Secrets;
import io.tocsin.config.Zones;
import io.tocsin.monitor.Written.Fault;
import io.tocsin.plugin.Extensions;
import io.tocsin.schedule.Schedule;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.ReportedType;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final Alike<String, Schedule> schedules = new Alike<>(Schedule::parse);
    private final Alike<List<String>, Conditions> conditions = new Alike<>(Conditions::parse);

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
        List<String> wanted = draft.conditions().isEmpty() ? type.defaultConditions() : draft.conditions();
        Monitor unprobed = monitor(
                id, origin, draft, paused, version, type.name(), conditions.of(wanted), Optional.empty());
        Map<String, List<String>> settings = filled(type, draft);
        return switch (type) {
            case ProbedType probed -> unprobed.probedBy(probe(probed, draft.target(), settings, id));
            case ReportedType reported -> unprobed.reporting(redacted(() -> reported.expected(new Settings(settings))));
        };
    }

    /**
     * The same for what was written in a file. What another program knows and nothing here can check is kept, and says so.
     *
     * @throws Refusal if anything written about it is wrong
     */
    public Monitor build(String id, Origin origin, Written written, boolean paused, long version) {
        Draft draft = written.draft();
        Optional<Phrase> missing = missing(written);
        if (missing.isEmpty()) {
            return build(id, origin, draft, paused, version);
        }
        checkName(draft.name());
        return unjudged(id, origin, draft, paused, version, missing.get());
    }

    /** What is kept though there is no type for it. */
    public Optional<Problem> unjudged(Origin origin, Written written) {
        return missing(written)
                .map(why -> written.problem(origin, Fault.of("target", Phrase.of("monitor.kept", why))));
    }

    private Optional<Phrase> missing(Written written) {
        if (!written.foreign()) {
            return Optional.empty();
        }
        try {
            var _ = type(written.draft());
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.phrase());
        }
    }

    /**
     * Everything that is wrong with what was written.
     *
     * @param refusal why it was refused, in case nothing more exact is found
     */
    public List<Problem> problems(Origin origin, Written written, Refusal refusal) {
        Faults faults = new Faults();
        check(written.draft(), faults);
        if (missing(written).isEmpty()) {
            checkType(written.draft(), faults);
        }
        if (faults.found().isEmpty()) {
            faults.add(Fault.of("", refusal.phrase()));
        }
        return faults.found().stream().map(fault -> written.problem(origin, fault)).toList();
    }

    private void check(Draft draft, Faults faults) {
        faults.check("name", () -> checkName(draft.name()));
        faults.check("schedule", () -> schedule(draft));
        faults.check("zone", () -> zone(draft.zone()));
        faults.check("timeout", () -> timeout(draft));
        faults.check("retry", () -> policy(draft));
        for (int i = 0; i < draft.conditions().size(); i++) {
            String condition = draft.conditions().get(i);
            var _ = faults.attempt("expect", i, () -> Condition.parse(condition));
        }
    }

    private void checkType(Draft draft, Faults faults) {
        faults.attempt(draft.type().isEmpty() ? "target" : "type", 0, () -> type(draft))
                .ifPresent(type -> checkSettings(type, draft, faults));
    }

    private void checkSettings(MonitorType type, Draft draft, Faults faults) {
        int before = faults.found().size();
        Map<String, List<String>> filled = new LinkedHashMap<>();
        draft.settings().forEach((name, values) -> {
            for (int i = 0; i < values.size(); i++) {
                String value = values.get(i);
                faults.attempt(name, i, () -> filled(type, name, value))
                        .ifPresent(text -> filled.computeIfAbsent(name, key -> new ArrayList<>()).add(text));
            }
        });
        if (faults.found().size() == before) {
            refused(type, draft.target(), filled).ifPresent(why -> faults.add(culprit(type, draft, filled, why)));
        }
    }

    /** Which of the settings a type refuses: the one that is refused in the same words when it stands alone. */
    private Fault culprit(MonitorType type, Draft draft, Map<String, List<String>> settings, Phrase why) {
        if (refused(type, draft.target(), Map.of()).filter(why::equals).isPresent()) {
            return Fault.of("target", why);
        }
        for (Map.Entry<String, List<String>> setting : settings.entrySet()) {
            for (int i = 0; i < setting.getValue().size(); i++) {
                var alone = Map.of(setting.getKey(), List.of(setting.getValue().get(i)));
                if (refused(type, draft.target(), alone).filter(why::equals).isPresent()) {
                    return new Fault(setting.getKey(), i, why);
                }
            }
        }
        return Fault.of("", why);
    }

    private Optional<Phrase> refused(MonitorType type, String target, Map<String, List<String>> settings) {
        try {
            switch (type) {
                case ProbedType probed -> probe(probed, target, settings, "").close();
                case ReportedType reported -> redacted(() -> reported.expected(new Settings(settings)));
            }
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.phrase());
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
                monitor(id, origin, bare, paused, version, draft.type(), new Conditions(List.of()), Optional.of(why));
        return new Monitor(
                id, origin, draft, paused, version, draft.type(), shell.target(), shell.schedule(), shell.zone(),
                shell.timeout(), shell.conditions(), shell.policy(), shell.reminder(), Optional.empty(),
                Optional.empty(), Optional.of(why));
    }

    private Monitor monitor(
            String id, Origin origin, Draft draft, boolean paused, long version, String type, Conditions conditions,
            Optional<Phrase> refused) {
        return new Monitor(
                id, origin, draft, paused || !draft.enabled(), version, type,
                Literals.replaceInTarget(USER_INFO.matcher(draft.target()).replaceFirst(""), Secret.HIDDEN),
                schedule(draft), zone(draft.zone()), timeout(draft), conditions, policy(draft), reminder(draft),
                Optional.empty(), Optional.empty(), refused);
    }

    private Schedule schedule(Draft draft) {
        return draft.schedule().isEmpty() ? standard.schedule() : schedules.of(draft.schedule());
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.of("monitor.name", name);
        }
        if (Selector.RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw Refusal.of("monitor.name-reserved", name);
        }
    }

    private Optional<Reminder> reminder(Draft draft) {
        return draft.reminder().isPresent() ? draft.reminder().filter(every -> !every.isNever()) : standard.reminder();
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
        return zone.isEmpty() ? standard.zone() : Zones.parse(zone);
    }

    private MonitorType type(Draft draft) {
        if (!draft.type().isEmpty()) {
            return extensions.needType(draft.type());
        }
        int end = draft.target().indexOf("://");
        if (end <= 0) {
            return extensions.type(draft.target()).filter(ReportedType.class::isInstance)
                    .orElseThrow(() -> Refusal.of("monitor.target", draft.target()));
        }
        return extensions.needTypeOfScheme(draft.target().substring(0, end).toLowerCase(Locale.ROOT));
    }

    private Map<String, List<String>> filled(MonitorType type, Draft draft) {
        Map<String, List<String>> filled = new LinkedHashMap<>();
        draft.settings()
                .forEach((name, values) -> filled.put(
                        name, values.stream().map(value -> filled(type, name, value)).toList()));
        return filled;
    }

    /** A value of a setting with its secrets in it. */
    private String filled(MonitorType type, String name, String value) {
        List<String> known = type.settings().stream().map(Setting::name).toList();
        if (!known.contains(name)) {
            String all = String.join(", ", known);
            throw Nearest.to(name, known)
                    .map(near -> Refusal.of("monitor.setting-near", type.name(), name, near))
                    .orElseGet(() -> Refusal.of("monitor.setting", type.name(), name, all));
        }
        return secrets.fill(value);
    }

    /** A type is given the secrets themselves, and may name what it refuses. */
    private Probe probe(ProbedType type, String target, Map<String, List<String>> settings, String id) {
        return redacted(() -> type.probe(secrets.fill(target), new Settings(settings), new Known(context, id)));
    }

    private <T> T redacted(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (Refusal refusal) {
            throw new Refusal(secrets.redact(refusal.phrase()));
        }
    }
}
