package io.tocsin.command;

import io.tocsin.chat.ChatTalk;
import io.tocsin.config.Literals;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Reminder;
import io.tocsin.schedule.Schedule;
import io.tocsin.spi.Arguments;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The clauses by which a monitor is described in a command. */
final class DraftClauses {

    static final String NONE = "none";

    private static final Pattern SECRET = Pattern.compile("(?i)password|bearer|secret|token|key");

    /** Nobody else uses them, so where nobody else reads along they may be typed as they are. */
    private static final Set<String> OF_PROGRAMS = Set.of("secret", "token");

    private final List<Setting> settings;

    DraftClauses(List<Setting> settings) {
        this.settings = List.copyOf(settings);
    }

    /** All that can be said of a monitor. */
    Command.Builder declare(Command.Builder command) {
        command.clause("every", Kind.WORD)
                .clause("cron", Kind.WORD)
                .clause("zone", Kind.WORD);
        return declareLook(command)
                .clause("group", Kind.WORD)
                .clauses("tag", Kind.WORD)
                .clauses("room", Kind.ROOM)
                .clauses("depends on", Kind.SELECTOR)
                .clause("confirm", Kind.NUMBER)
                .clause("recover", Kind.NUMBER)
                .clause("retry", Kind.DURATION)
                .clause("remind", Kind.WORD)
                .clause("escalation", Kind.WORD);
    }

    /** What concerns a single look. */
    Command.Builder declareLook(Command.Builder command) {
        command.clauses("expect", Kind.WORD)
                .clause("timeout", Kind.DURATION)
                .clause("type", Kind.WORD);
        for (Setting setting : settings) {
            if (setting.kind() == Setting.Kind.LIST) {
                command.clauses(setting.name(), Kind.WORD);
            } else {
                command.clause(setting.name(), Kind.WORD);
            }
        }
        return command.clauses("set", Kind.WORD);
    }

    /**
     * Puts what was said into a draft; what was not mentioned stays.
     *
     * @throws Refusal if something contradicts itself or holds a password
     */
    Draft apply(Draft before, Arguments said, ChatTalk talk) {
        Literals.refuseInTarget(before.target());
        Draft.Builder draft = before.edit();
        schedule(draft, said, talk);
        said.optional("zone").ifPresent(draft::zone);
        said.optional("type").ifPresent(draft::type);
        said.optional("group").ifPresent(group -> draft.group(unlessNone(group)));
        if (said.has("expect")) {
            draft.conditions(listOrNone(said.all("expect")));
        }
        if (said.has("tag")) {
            draft.tags(listOrNone(said.all("tag")));
        }
        if (said.has("room")) {
            draft.rooms(listOrNone(said.all("room")));
        }
        if (said.has("depends on")) {
            draft.parents(listOrNone(said.all("depends on")));
        }
        said.duration("timeout").ifPresent(draft::timeout);
        said.duration("retry").ifPresent(draft::retry);
        said.optional("remind").map(Reminder::parse).ifPresent(draft::reminder);
        said.optional("escalation").map(DraftClauses::unlessNone).ifPresent(draft::escalation);
        said.number("confirm").ifPresent(checks -> draft.confirm(threshold("confirm", checks)));
        said.number("recover").ifPresent(checks -> draft.recover(threshold("recover", checks)));
        for (Setting setting : settings) {
            if (said.has(setting.name())) {
                setting(draft, setting, said.all(setting.name()), talk.direct());
            }
        }
        Map<String, List<String>> set = new LinkedHashMap<>();
        said.all("set").forEach(text -> set(set, text));
        set.forEach((name, values) -> draft.setting(name, values.toArray(String[]::new)));
        return draft.build();
    }

    private static int threshold(String clause, long checks) {
        if (checks > 1000) {
            throw Refusal.of("monitor.threshold", clause, Long.toString(checks));
        }
        return (int) checks;
    }

    private static void schedule(Draft.Builder draft, Arguments said, ChatTalk talk) {
        if (said.has("every") && said.has("cron")) {
            throw Refusal.of("command.two-schedules");
        }
        said.optional("every").ifPresent(time -> draft.schedule(Schedule.parse("every " + time).text()));
        said.optional("cron").ifPresent(expression -> {
            Schedule schedule = Schedule.parse(expression);
            if (schedule.next(talk.now(), talk.zone()).isEmpty()) {
                throw Refusal.of("command.schedule-over", expression);
            }
            draft.schedule(schedule.text());
        });
    }

    private static void setting(Draft.Builder draft, Setting setting, List<String> values, boolean direct) {
        if (values.equals(List.of(NONE))) {
            draft.dropSetting(setting.name());
            return;
        }
        boolean secret = setting.kind() == Setting.Kind.SECRET;
        boolean between = direct && OF_PROGRAMS.contains(setting.name());
        values.stream()
                .filter(value -> !between || value.isBlank() || value.contains(" "))
                .forEach(value -> refuseLiteral(setting.name(), secret, value));
        draft.setting(setting.name(), values.toArray(String[]::new));
    }

    /** A setting that may be said several times is said so. */
    private static void set(Map<String, List<String>> settings, String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw Refusal.of("command.set", text);
        }
        String name = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        refuseLiteral(name, SECRET.matcher(name).find(), value);
        settings.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    private static void refuseLiteral(String setting, boolean secret, String value) {
        if (secret) {
            Literals.refuse(setting, value);
        } else if (setting.equals("header")) {
            Literals.refuseInHeader(value);
        } else {
            Literals.refuseInTarget(value);
            Literals.refuseInText(value);
        }
    }

    private static List<String> listOrNone(List<String> values) {
        return values.equals(List.of(NONE)) ? List.of() : values;
    }

    private static String unlessNone(String text) {
        return text.equals(NONE) ? "" : text;
    }
}
