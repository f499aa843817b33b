package io.tocsin.source;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Written;
import io.tocsin.monitor.Written.Spot;
import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the endpoints of a Gatus configuration. What Gatus knows and this bot does not is a warning, so that an existing
 * file can be used as it is; what neither knows is refused.
 */
final class GatusYaml {

    static final String KEY = "endpoints";

    private static final Set<String> OTHER_PARTS = Set.of(
            "alerting", "announcements", "api", "concurrency", "connectivity", "debug", "disable-monitoring-lock",
            "external-endpoints", "kubernetes", "maintenance", "metrics", "remote", "security",
            "skip-invalid-config-update", "storage", "suites", "tunneling", "ui", "web");
    private static final Set<String> OTHER_ENDPOINT = Set.of(
            "always-run", "extra-labels", "maintenance-windows", "ssh", "store", "ui");
    private static final Set<String> OTHER_CLIENT = Set.of(
            "dns-resolver", "identity-aware-proxy", "kerberos", "network", "oauth2", "tls", "tunnel");
    /** The rooms that are told come from this bot's configuration. */
    private static final Set<String> ALERT_ROUTING =
            Set.of("type", "description", "send-on-resolved", "provider-override", "filters");

    private static final String DNS = "dns";
    /** What Gatus looks at beside http. */
    private static final Set<String> SCHEMES = Set.of(
            "tcp", "udp", "sctp", "icmp", "starttls", "tls", "ssh", "ws", "wss", "grpc", "grpcs");
    /** Which of the settings that Gatus takes for every endpoint, and then passes over, mean something where. */
    private static final Map<String, Set<String>> TAKES = Map.of(
            "tcp", Set.of("body"), "udp", Set.of("body"), "tls", Set.of("body", "insecure"),
            "starttls", Set.of("insecure"), "ws", Set.of("body", "header", "insecure"),
            "wss", Set.of("body", "header", "insecure"), "grpc", Set.of("insecure"), "grpcs", Set.of("insecure"));
    private static final Set<String> FOR_HTTP = Set.of("method", "body", "header", "insecure", "redirects", "proxy");
    private static final int MOST_CHECKS = 1000;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?!secret:)[^}]*}");

    private final Reading reading;

    private GatusYaml(Reading reading) {
        this.reading = reading;
    }

    static void read(Section file, Reading reading) {
        GatusYaml gatus = new GatusYaml(reading);
        file.sections(KEY).forEach(gatus::endpoint);
        file.unsupported("", OTHER_PARTS);
    }

    private void endpoint(Section entry) {
        Optional<String> name = entry.required("name", Phrase.of("source.missing.name"));
        Optional<String> url = entry.required("url", Phrase.of("source.missing.target"));
        Draft.Builder draft = Draft.named(name.orElse(""), url.orElse(""));
        entry.text("group").ifPresent(group -> draft.group(group.strip()));
        entry.flag("enabled").ifPresent(draft::enabled);
        entry.duration("interval").ifPresent(interval -> draft.schedule("every " + DurationText.write(interval)));
        draft.conditions(entry.texts("conditions"));
        request(entry, draft);
        entry.section("dns").ifPresent(dns -> dns(dns, draft));
        entry.section("client").ifPresent(client -> client(client, draft));
        leaveOut(draft, url.orElse("").strip().toLowerCase(Locale.ROOT), entry.has("dns"));
        alerts(entry.sections("alerts"), draft);
        entry.unsupported(KEY + "[].", OTHER_ENDPOINT);
        entry.refuseOthers(OTHER_ENDPOINT);
        if (name.isPresent() && url.isPresent()) {
            add(draft.build(), entry);
        }
    }

    private static void leaveOut(Draft.Builder draft, String target, boolean dns) {
        String scheme = dns ? DNS : target.replaceFirst(":.*", "");
        if (dns || SCHEMES.contains(scheme)) {
            Set<String> taken = TAKES.getOrDefault(scheme, Set.of());
            FOR_HTTP.stream().filter(setting -> !taken.contains(setting)).forEach(draft::dropSetting);
        }
    }

    private void add(Draft draft, Section entry) {
        reading.unique(
                entry.path(), entry.place(), Phrase.of("source.by.group"), List.of(draft.group(), draft.name()));
        boolean variables = VARIABLE.matcher(draft.target()).find()
                || draft.settings().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(value -> VARIABLE.matcher(value).find());
        if (variables) {
            reading.warn(KEY + "[]", entry.place(), Phrase.of("source.gatus.variable"));
        }
        Map<String, List<Spot>> spots = Map.of(
                "name", entry.spots("name"), "target", entry.spots("url"), "schedule", entry.spots("interval"),
                "expect",
                entry.spots("conditions"));
        reading.add(new Written(draft, entry.place(), spots, isKnownElsewhere(draft)));
    }

    private static boolean isKnownElsewhere(Draft draft) {
        String target = draft.target().toLowerCase(Locale.ROOT);
        return draft.type().equals(DNS) || SCHEMES.stream().anyMatch(scheme -> target.startsWith(scheme + ":"));
    }

    private static void request(Section entry, Draft.Builder draft) {
        Map<String, String> headers = entry.map("headers");
        boolean graphql = entry.flag("graphql").orElse(false);
        entry.text("method").ifPresent(method -> draft.setting("method", method.strip()));
        entry.text("body").ifPresent(body -> draft.setting("body", graphql ? Graphql.wrap(body) : body));
        headers.forEach((header, value) -> draft.addSetting("header", header + ": " + value));
        if (graphql && headers.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            draft.addSetting("header", "Content-Type: application/json");
        }
    }

    private static void dns(Section dns, Draft.Builder draft) {
        draft.type(DNS);
        dns.text("query-type").ifPresent(type -> draft.setting("query-type", type.strip()));
        dns.required("query-name", Phrase.of("source.gatus.query"))
                .ifPresent(name -> draft.setting("query-name", name));
        dns.refuseOthers(List.of());
    }

    private static void client(Section client, Draft.Builder draft) {
        client.duration("timeout").filter(limit -> !limit.isZero()).ifPresent(draft::timeout);
        client.flag("insecure").ifPresent(insecure -> draft.setting("insecure", String.valueOf(insecure)));
        client.flag("ignore-redirect").ifPresent(ignore -> draft.setting("redirects", String.valueOf(!ignore)));
        client.text("proxy-url").ifPresent(proxy -> draft.setting("proxy", proxy.strip()));
        client.unsupported(KEY + "[].client.", OTHER_CLIENT);
        client.refuseOthers(OTHER_CLIENT);
    }

    /** The first of several alerts to speak decides when a room here is told. */
    private static void alerts(List<Section> alerts, Draft.Builder draft) {
        OptionalInt confirm = OptionalInt.empty();
        OptionalInt recover = OptionalInt.empty();
        Optional<Duration> reminder = Optional.empty();
        for (Section alert : alerts) {
            boolean enabled = alert.flag("enabled").orElse(true);
            OptionalInt failures = alert.number("failure-threshold", 1, MOST_CHECKS);
            OptionalInt successes = alert.number("success-threshold", 1, MOST_CHECKS);
            Optional<Duration> again = alert.duration("minimum-reminder-interval").filter(every -> !every.isZero());
            alert.unsupported(KEY + "[].alerts[].", ALERT_ROUTING);
            alert.refuseOthers(ALERT_ROUTING);
            if (enabled) {
                confirm = least(confirm, failures);
                recover = least(recover, successes);
                reminder = least(reminder, again);
            }
        }
        confirm.ifPresent(draft::confirm);
        recover.ifPresent(draft::recover);
        reminder.ifPresent(draft::reminder);
    }

    private static OptionalInt least(OptionalInt one, OptionalInt other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.getAsInt() <= other.getAsInt() ? one : other;
    }

    private static Optional<Duration> least(Optional<Duration> one, Optional<Duration> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }
}
