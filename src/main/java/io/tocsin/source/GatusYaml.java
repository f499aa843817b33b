package io.tocsin.source;

import io.tocsin.maintenance.Timetable;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Written;
import io.tocsin.monitor.Written.Spot;
import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the endpoints of a Gatus configuration. What Gatus knows and this bot does not is a warning, so that an existing
 * file can be used as it is; what neither knows is refused.
 */
final class GatusYaml {

    static final String KEY = "endpoints";
    static final String EXTERNAL = "external-endpoints";

    private static final Set<String> OTHER_PARTS = Set.of(
            "announcements", "api", "concurrency", "connectivity", "debug", "disable-monitoring-lock",
            "kubernetes", "metrics", "remote", "security",
            "skip-invalid-config-update", "storage", "suites", "tunneling", "ui", "web");
    private static final Set<String> OTHER_ENDPOINT = Set.of(
            "always-run", "extra-labels", "ssh", "store", "ui");
    private static final Set<String> OTHER_CLIENT = Set.of(
            "dns-resolver", "identity-aware-proxy", "kerberos", "network", "oauth2", "tls", "tunnel");

    private static final String DNS = "dns";
    private static final String HEARTBEAT = "heartbeat";
    /** What Gatus looks at beside http. */
    private static final Set<String> SCHEMES = Set.of(
            "tcp", "udp", "sctp", "icmp", "starttls", "tls", "ssh", "ws", "wss", "grpc", "grpcs");
    /** Which of the settings that Gatus takes for every endpoint, and then passes over, mean something where. */
    private static final Map<String, Set<String>> TAKES = Map.of(
            "tcp", Set.of("body"), "udp", Set.of("body"), "tls", Set.of("body", "insecure"),
            "starttls", Set.of("insecure"), "ws", Set.of("body", "header", "insecure"),
            "wss", Set.of("body", "header", "insecure"), "grpc", Set.of("insecure"), "grpcs", Set.of("insecure"));
    private static final Set<String> FOR_HTTP = Set.of("method", "body", "header", "insecure", "redirects", "proxy");

    private final GatusAlerts alerts;
    private final GatusText text;
    private final GatusSettings settings;
    private final Reading reading;

    private GatusYaml(Section file, GatusSettings settings, Reading reading) {
        this.alerts = new GatusAlerts(file, settings, reading);
        this.text = new GatusText(settings.secrets(), reading);
        this.settings = settings;
        this.reading = reading;
    }

    static void read(Section file, GatusSettings settings, Reading reading) {
        GatusYaml gatus = new GatusYaml(file, settings, reading);
        file.sections(KEY).forEach(gatus::endpoint);
        file.sections(EXTERNAL).forEach(gatus::external);
        file.section("maintenance").flatMap(GatusMaintenance::read).ifPresent(reading::closed);
        file.unsupported("", OTHER_PARTS);
    }

    private void endpoint(Section entry) {
        Optional<String> name = entry.required("name", Phrase.of("source.missing.name"));
        Optional<String> url = entry.required("url", Phrase.of("source.missing.target"));
        Draft.Builder draft = begin(entry, name.orElse(""), url.orElse(""));
        entry.duration("interval").ifPresent(interval -> draft.schedule("every " + DurationText.write(interval)));
        draft.conditions(entry.texts("conditions"));
        request(entry, draft);
        entry.section("dns").ifPresent(dns -> dns(dns, draft));
        entry.section("client").ifPresent(client -> client(client, draft));
        leaveOut(draft, url.orElse("").strip().toLowerCase(Locale.ROOT), entry.has("dns"));
        alerts.read(entry, KEY + "[].", draft);
        List<Timetable> windows = windows(entry);
        entry.unsupported(KEY + "[].", OTHER_ENDPOINT);
        entry.refuseOthers(OTHER_ENDPOINT);
        if (name.isPresent() && url.isPresent()) {
            add(draft.build(), entry, windows);
        }
    }

    private Draft.Builder begin(Section entry, String name, String target) {
        Draft.Builder draft = Draft.named(name, target);
        entry.text("group").ifPresent(group -> draft.group(group.strip()));
        entry.flag("enabled").ifPresent(draft::enabled);
        if (!settings.retries()) {
            draft.retry(Duration.ZERO);
        }
        return draft;
    }

    /** What is pushed to Gatus reports here by itself, at the same address. */
    private void external(Section entry) {
        Optional<String> name = entry.required("name", Phrase.of("source.missing.name"));
        Optional<String> token = entry.required("token", Phrase.of("source.gatus.token"));
        Draft.Builder draft = begin(entry, name.orElse(""), HEARTBEAT).type(HEARTBEAT);
        token.ifPresent(secret -> draft.setting("token", secret));
        Optional<Duration> interval = entry.section(HEARTBEAT).flatMap(heartbeat -> {
            Optional<Duration> length = heartbeat.duration("interval").filter(every -> !every.isZero());
            heartbeat.refuseOthers(Set.of());
            return length;
        });
        interval.ifPresent(every -> {
            draft.schedule("every " + DurationText.write(every));
            reading.warn(EXTERNAL + "[].heartbeat", entry.placeOf(HEARTBEAT), Phrase.of("source.gatus.first-sign"));
        });
        if (interval.isEmpty()) {
            draft.setting("awaited", "false");
        }
        alerts.read(entry, EXTERNAL + "[].", draft);
        List<Timetable> windows = windows(entry);
        entry.refuseOthers(Set.of());
        if (name.isPresent() && token.isPresent()) {
            Draft written = text.fill(draft.build(), EXTERNAL + "[]", entry.place());
            unique(entry, written);
            Map<String, List<Spot>> spots = Map.of(
                    "name", entry.spots("name"), "token", entry.hiddenSpots("token"), "schedule",
                    entry.spots(HEARTBEAT));
            reading.add(new Written(written, entry.place(), spots, false));
            windows.forEach(reading::closedLast);
        }
    }

    private static List<Timetable> windows(Section entry) {
        return entry.sections("maintenance-windows").stream()
                .flatMap(window -> GatusMaintenance.read(window).stream())
                .toList();
    }

    private static void leaveOut(Draft.Builder draft, String target, boolean dns) {
        String scheme = dns ? DNS : target.replaceFirst(":.*", "");
        if (dns || SCHEMES.contains(scheme)) {
            Set<String> taken = TAKES.getOrDefault(scheme, Set.of());
            FOR_HTTP.stream().filter(setting -> !taken.contains(setting)).forEach(draft::dropSetting);
        }
    }

    private void unique(Section entry, Draft draft) {
        reading.unique(
                entry.path(), entry.place(), Phrase.of("source.by.group"), List.of(draft.group(), draft.name()));
    }

    private void add(Draft read, Section entry, List<Timetable> windows) {
        unique(entry, read);
        Draft draft = text.fill(read, KEY + "[]", entry.place());
        Map<String, List<Spot>> spots = Map.of(
                "name", entry.spots("name"), "target", entry.spots("url"), "schedule", entry.spots("interval"),
                "expect",
                entry.spots("conditions"));
        for (Draft part : DomainPart.of(draft)) {
            boolean whole = part.conditions().size() == draft.conditions().size();
            reading.add(new Written(part, entry.place(), whole ? spots : Map.of(), isKnownElsewhere(part)));
            windows.forEach(reading::closedLast);
            if (!part.name().equals(draft.name())) {
                reading.warn(KEY + "[].conditions", entry.place(), Phrase.of("source.gatus.domain"));
            }
        }
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
}
