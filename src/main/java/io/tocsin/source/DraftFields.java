package io.tocsin.source;

import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Reminder;
import io.tocsin.monitor.Written;
import io.tocsin.monitor.Written.Spot;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be said about every monitor, in the words that commands, keys and files have in common. */
public final class DraftFields {

    /** The names that are not settings of a type. */
    public static final List<String> NAMES = List.of(
            "name", "type", "target", "every", "cron", "zone", "timeout", "expect", "confirm", "recover", "retry",
            "group",
            "tag", "tags", "room", "rooms", "enabled", "reminder", "description", "later", "quiet", "escalation",
            "depends");

    private static final int MOST_CHECKS = 1000;

    private DraftFields() {}

    /** Reads a monitor; what is left over is settings of its type. */
    static Optional<Written> withSettings(Section section, String name) {
        Optional<Draft.Builder> draft = read(section, name, "target");
        Map<String, List<Spot>> spots = spots(section, "target");
        draft.ifPresent(builder -> {
            for (String setting : section.others()) {
                List<String> values = section.texts(setting);
                if (!values.isEmpty()) {
                    builder.setting(setting, values.toArray(String[]::new));
                    spots.put(setting, section.hiddenSpots(setting));
                }
            }
        });
        return draft.map(builder -> new Written(builder.build(), section.place(), spots, false));
    }

    /** Where everything stands that may turn out to be wrong later. */
    static Map<String, List<Spot>> spots(Section section, String target) {
        Map<String, List<Spot>> spots = new HashMap<>();
        for (String word : List.of("name", "type", "zone", "timeout", "expect", "retry", "depends", "escalation")) {
            spots.put(word, section.spots(word));
        }
        spots.put("schedule", section.spots(section.has("cron") ? "cron" : "every"));
        spots.put("target", section.spots(target));
        return spots;
    }

    /** Reads what every monitor has, if it says what it looks at. */
    static Optional<Draft.Builder> read(Section section, String name, String target) {
        Draft.Builder draft = Draft.named(name, "");
        schedule(section, draft);
        section.text("type").ifPresent(text -> draft.type(text.strip()));
        section.text("zone").ifPresent(text -> draft.zone(text.strip()));
        section.text("group").ifPresent(text -> draft.group(text.strip()));
        section.duration("timeout").ifPresent(draft::timeout);
        section.duration("retry").ifPresent(draft::retry);
        reminder(section).ifPresent(draft::reminder);
        section.number("confirm", 1, MOST_CHECKS).ifPresent(draft::confirm);
        section.number("recover", 1, MOST_CHECKS).ifPresent(draft::recover);
        section.flag("enabled").ifPresent(draft::enabled);
        section.texts("expect").forEach(draft::expect);
        section.words("tag").forEach(draft::tag);
        section.words("tags").forEach(draft::tag);
        section.words("room").forEach(draft::room);
        section.words("rooms").forEach(draft::room);
        draft.alerts(alerts(section));
        section.names("depends").forEach(draft::parent);
        return section.required(target, Phrase.of("source.missing.target")).map(draft::target);
    }

    private static Optional<Reminder> reminder(Section section) {
        List<String> waits = section.words("reminder");
        String written = String.join(", ", waits);
        try {
            return waits.isEmpty() ? Optional.empty() : Optional.of(Reminder.parse(written));
        } catch (Refusal refusal) {
            section.problem("reminder", written, refusal.phrase());
            return Optional.empty();
        }
    }

    private static Alerts alerts(Section section) {
        List<Later> later = new ArrayList<>();
        for (String written : section.texts("later")) {
            try {
                later.add(Later.parse(written));
            } catch (Refusal refusal) {
                section.problem("later", written, refusal.phrase());
            }
        }
        return new Alerts(section.text("description").orElse(""), later, section.words("quiet"),
                section.text("escalation").map(String::strip).orElse(""));
    }

    private static void schedule(Section section, Draft.Builder draft) {
        Optional<String> every = section.text("every");
        Optional<String> cron = section.text("cron");
        if (every.isPresent() && cron.isPresent()) {
            section.problem("cron", cron.get(), Phrase.of("source.schedules"));
        }
        every.ifPresent(text -> draft.schedule("every " + text.strip()));
        cron.ifPresent(text -> draft.schedule(text.strip()));
    }
}
