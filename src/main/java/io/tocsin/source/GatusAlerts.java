package io.tocsin.source;

import io.tocsin.config.Nearest;
import io.tocsin.config.Place;
import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.monitor.Draft;
import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is told of Gatus's endpoints, and what else of their alerts holds here. The lowest threshold decides when trouble is
 * believed; the others are further notices. A provider's addresses and keys are not used: a room stands for it.
 */
final class GatusAlerts {

    static final String KEY = "alerts";

    private static final String PROVIDERS = "alerting";
    private static final Set<String> KNOWN = Set.of(
            "aws-ses", "clickup", "custom", "datadog", "discord", "email", "gitea", "github", "gitlab", "googlechat",
            "gotify", "homeassistant", "ifttt", "ilert", "incident-io", "jetbrainsspace", "jira", "line", "matrix",
            "mattermost", "messagebird", "n8n", "newrelic", "ntfy", "opsgenie", "pagerduty", "plivo", "pushover",
            "rocketchat", "sendgrid", "signal", "signl4", "slack", "splunk", "squadcast", "teams", "teams-workflows",
            "telegram", "twilio", "vonage", "webex", "zapier", "zulip");
    private static final int MOST_CHECKS = 1000;
    private static final int USUAL_FAILURES = 3;
    private static final int USUAL_SUCCESSES = 2;

    private final Map<String, Alert> defaults = new HashMap<>();
    private final GatusSettings settings;
    private final Reading reading;

    GatusAlerts(Section file, GatusSettings settings, Reading reading) {
        this.settings = settings;
        this.reading = reading;
        file.section(PROVIDERS).ifPresent(this::providers);
    }

    /** An alert as it is written: what it does not say its provider may say. */
    private record Alert(
            String type, Optional<Boolean> enabled, OptionalInt failures, OptionalInt successes,
            Optional<Duration> reminder, Optional<Boolean> resolved, Optional<String> description) {

        static Alert read(Section section, String type) {
            return new Alert(
                    type, section.flag("enabled"), threshold(section, "failure-threshold"),
                    threshold(section, "success-threshold"),
                    section.duration("minimum-reminder-interval").filter(every -> !every.isZero()),
                    section.flag("send-on-resolved"), section.text("description").map(String::strip));
        }

        /** Nothing is what Gatus takes for its default. */
        private static OptionalInt threshold(Section section, String key) {
            OptionalInt checks = section.number(key, 0, MOST_CHECKS);
            return checks.isPresent() && checks.getAsInt() == 0 ? OptionalInt.empty() : checks;
        }

        Alert or(Alert provided) {
            return new Alert(
                    type, enabled.or(provided::enabled), failures.isPresent() ? failures : provided.failures,
                    successes.isPresent() ? successes : provided.successes, reminder.or(provided::reminder),
                    resolved.or(provided::resolved), description.or(provided::description));
        }

        int confirm() {
            return failures.orElse(USUAL_FAILURES);
        }

        int recover() {
            return successes.orElse(USUAL_SUCCESSES);
        }

        String text() {
            return description.orElse("");
        }
    }

    private void providers(Section alerting) {
        for (String type : alerting.others()) {
            if (!KNOWN.contains(type)) {
                alerting.problem(type, "", Nearest.to(type, KNOWN)
                        .map(near -> Phrase.of("source.unknown.nearest", near))
                        .orElseGet(() -> Phrase.of("source.unknown", String.join(", ", new TreeSet<>(KNOWN)))));
                continue;
            }
            alerting.section(type).ifPresent(provider -> provider(type, provider, alerting.placeOf(type)));
        }
    }

    private void provider(String type, Section provider, Place place) {
        Optional<Section> own = provider.section("default-alert");
        defaults.put(type, own.map(alert -> Alert.read(alert, type)).orElse(
                new Alert(
                        type, Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty())));
        own.ifPresent(alert -> alert.refuseOthers(Set.of("type")));
        reading.warn(
                provider.path(), place,
                Phrase.of("source.gatus.provider", settings.room(type, ""), type));
        for (Section override : provider.sections("overrides")) {
            override.required("group", Phrase.of("source.gatus.group")).ifPresent(group -> reading.warn(
                    override.path(), override.place(),
                    Phrase.of("source.gatus.override", group, settings.room(type, group), type)));
        }
    }

    /**
     * Takes over the alerts of an endpoint.
     *
     * @param general the path of the list of endpoints
     */
    void read(Section entry, String general, Draft.Builder draft) {
        String group = entry.text("group").map(String::strip).orElse("");
        List<Alert> heard = new ArrayList<>();
        for (Section section : entry.sections(KEY)) {
            one(section, general + KEY + "[].", group).ifPresent(heard::add);
        }
        if (heard.isEmpty()) {
            silent(entry, general, draft);
            return;
        }
        heard.sort(Comparator.comparingInt(Alert::confirm));
        int confirm = heard.getFirst().confirm();
        draft.confirm(confirm).recover(heard.stream().mapToInt(Alert::recover).min().getAsInt());
        heard.stream().flatMap(alert -> alert.reminder.stream()).min(Comparator.naturalOrder())
                .ifPresent(draft::reminder);
        List<String> rooms = heard.stream().filter(alert -> alert.confirm() == confirm)
                .map(alert -> settings.room(alert.type, group))
                .distinct()
                .toList();
        draft.rooms(rooms.equals(List.of(settings.defaultRoom())) ? List.of() : rooms);
        draft.alerts(alerts(heard, confirm, group));
        if (heard.stream().mapToInt(Alert::recover).distinct().count() > 1) {
            warn(entry, general + KEY + "[].success-threshold", Phrase.of("source.gatus.lowest"));
        }
        if (heard.stream().flatMap(alert -> alert.reminder.stream()).distinct().count() > 1) {
            warn(entry, general + KEY + "[].minimum-reminder-interval", Phrase.of("source.gatus.lowest"));
        }
    }

    private Alerts alerts(List<Alert> heard, int confirm, String group) {
        String description = heard.stream()
                .filter(alert -> alert.confirm() == confirm && !alert.text().isEmpty())
                .map(Alert::text)
                .findFirst()
                .orElse("");
        List<Later> later = heard.stream()
                .filter(alert -> alert.confirm() > confirm)
                .map(alert -> new Later(alert.confirm(), settings.room(alert.type, group), alert.text()))
                .distinct()
                .toList();
        Set<String> quiet = new TreeSet<>();
        if (settings.strict()) {
            heard.forEach(alert -> quiet.add(settings.room(alert.type, group)));
            heard.stream().filter(alert -> alert.resolved.orElse(false))
                    .forEach(alert -> quiet.remove(settings.room(alert.type, group)));
        }
        return new Alerts(description, later, List.copyOf(quiet));
    }

    /** An alert that Gatus would send. */
    private Optional<Alert> one(Section section, String general, String group) {
        String type = section.required("type", Phrase.of("source.gatus.type")).orElse("");
        Alert written = Alert.read(section, type);
        if (section.has("provider-override")) {
            section.skip("provider-override");
            warn(section, general + "provider-override",
                    Phrase.of("source.gatus.provider", settings.room(type, group), type));
        }
        section.unsupported(general, Set.of("filters"));
        section.refuseOthers(Set.of());
        Optional<Alert> alert = Optional.ofNullable(defaults.get(type)).map(written::or);
        if (alert.isEmpty() && !type.isEmpty() && written.enabled.orElse(true)) {
            warn(section, general + "type", Phrase.of("source.gatus.no-provider", type));
        }
        Optional<Alert> sent = alert.filter(one -> one.enabled.orElse(true));
        if (sent.isPresent() && !sent.get().resolved.orElse(false)) {
            warn(section, general + "send-on-resolved", unresolved());
        }
        return sent;
    }

    private void silent(Section entry, String general, Draft.Builder draft) {
        warn(entry, general + KEY, settings.strict()
                ? Phrase.of("source.gatus.silent-kept")
                : Phrase.of("source.gatus.silent", settings.defaultRoom()));
        if (settings.strict()) {
            draft.room(Alerts.NOBODY);
        }
    }

    private Phrase unresolved() {
        return settings.strict()
                ? Phrase.of("source.gatus.unresolved-kept")
                : Phrase.of("source.gatus.unresolved");
    }

    private void warn(Section section, String path, Phrase what) {
        reading.warn(path, section.place(), what);
    }
}
