package io.tocsin.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What somebody wrote about a monitor, in whatever form, before anything is checked against its type. Two that are equal
 * mean the same monitor in the same condition.
 *
 * @param name what people call it
 * @param type its kind; empty to go by the target's scheme
 * @param target what it looks at
 * @param settings those of its type, by name; a flag is {@code true} or {@code false}
 * @param schedule {@code every 60s} or a cron expression; empty for the default
 * @param zone of the schedule, such as {@code Europe/Berlin}; empty for the default
 * @param timeout the limit of a whole check
 * @param conditions what must hold; none for those of the type
 * @param failureThreshold bad checks in a row until it is down
 * @param successThreshold good checks in a row until it has recovered
 * @param retryInterval how soon a check that disagrees is repeated
 * @param group may be empty
 * @param rooms who is told: aliases or addresses; none for the default room
 * @param enabled whether it is checked at all
 * @param reminder how often an incident is told again
 * @param alerts what else rooms hear of it
 * @param parents names of the monitors without which this one cannot be well
 */
public record Draft(
        String name,
        String type,
        String target,
        SortedMap<String, List<String>> settings,
        String schedule,
        String zone,
        Optional<Duration> timeout,
        List<String> conditions,
        OptionalInt failureThreshold,
        OptionalInt successThreshold,
        Optional<Duration> retryInterval,
        String group,
        List<String> tags,
        List<String> rooms,
        boolean enabled,
        Optional<Reminder> reminder,
        Alerts alerts,
        List<String> parents) {

    public Draft {
        SortedMap<String, List<String>> copy = new TreeMap<>();
        settings.forEach((setting, values) -> copy.put(setting, List.copyOf(values)));
        settings = Collections.unmodifiableSortedMap(copy);
        conditions = List.copyOf(conditions);
        tags = List.copyOf(tags);
        rooms = List.copyOf(rooms);
        parents = List.copyOf(parents);
    }

    public static Builder named(String name, String target) {
        return new Builder(name, target);
    }

    /** A copy to be changed. */
    public Builder edit() {
        Builder builder = named(name, target).type(type).schedule(schedule).zone(zone).group(group).enabled(enabled);
        builder.settings.putAll(settings);
        builder.conditions.addAll(conditions);
        builder.tags.addAll(tags);
        builder.rooms.addAll(rooms);
        builder.parents.addAll(parents);
        timeout.ifPresent(builder::timeout);
        failureThreshold.ifPresent(builder::confirm);
        successThreshold.ifPresent(builder::recover);
        retryInterval.ifPresent(builder::retry);
        reminder.ifPresent(builder::reminder);
        return builder.alerts(alerts);
    }

    /** Collects what is written. Not safe for use by several threads. */
    public static final class Builder {

        private String name;
        private String target;
        private String type = "";
        private final Map<String, List<String>> settings = new TreeMap<>();
        private String schedule = "";
        private String zone = "";
        private Optional<Duration> timeout = Optional.empty();
        private final List<String> conditions = new ArrayList<>();
        private OptionalInt confirm = OptionalInt.empty();
        private OptionalInt recover = OptionalInt.empty();
        private Optional<Duration> retry = Optional.empty();
        private String group = "";
        private final List<String> tags = new ArrayList<>();
        private final List<String> rooms = new ArrayList<>();
        private boolean enabled = true;
        private Optional<Reminder> reminder = Optional.empty();
        private Alerts alerts = Alerts.NONE;
        private final List<String> parents = new ArrayList<>();

        private Builder(String name, String target) {
            this.name = name;
            this.target = target;
        }

        public Builder name(String text) {
            name = text;
            return this;
        }

        public Builder target(String text) {
            target = text;
            return this;
        }

        public Builder type(String text) {
            type = text;
            return this;
        }

        /** Gives a setting these values in place of any it had. */
        public Builder setting(String setting, String... values) {
            settings.put(setting, List.of(values));
            return this;
        }

        /** Adds a value to a setting that may have several. */
        public Builder addSetting(String setting, String value) {
            List<String> values = new ArrayList<>(settings.getOrDefault(setting, List.of()));
            values.add(value);
            settings.put(setting, values);
            return this;
        }

        /** Takes a setting back to its default. */
        public Builder dropSetting(String setting) {
            settings.remove(setting);
            return this;
        }

        /** The schedule, such as {@code every 30s}. */
        public Builder schedule(String text) {
            schedule = text;
            return this;
        }

        public Builder zone(String text) {
            zone = text;
            return this;
        }

        public Builder timeout(Duration limit) {
            timeout = Optional.of(limit);
            return this;
        }

        /** One more condition. */
        public Builder expect(String condition) {
            conditions.add(condition);
            return this;
        }

        /** These conditions in place of all others. */
        public Builder conditions(List<String> texts) {
            conditions.clear();
            conditions.addAll(texts);
            return this;
        }

        public Builder confirm(int badChecks) {
            confirm = OptionalInt.of(badChecks);
            return this;
        }

        public Builder recover(int goodChecks) {
            recover = OptionalInt.of(goodChecks);
            return this;
        }

        public Builder retry(Duration interval) {
            retry = Optional.of(interval);
            return this;
        }

        public Builder group(String text) {
            group = text;
            return this;
        }

        public Builder tag(String text) {
            tags.add(text);
            return this;
        }

        /** These tags in place of all others. */
        public Builder tags(List<String> texts) {
            tags.clear();
            tags.addAll(texts);
            return this;
        }

        public Builder room(String text) {
            rooms.add(text);
            return this;
        }

        /** These rooms in place of all others. */
        public Builder rooms(List<String> texts) {
            rooms.clear();
            rooms.addAll(texts);
            return this;
        }

        public Builder enabled(boolean checked) {
            enabled = checked;
            return this;
        }

        public Builder reminder(Duration interval) {
            return reminder(Reminder.every(interval));
        }

        public Builder reminder(Reminder wanted) {
            reminder = Optional.of(wanted);
            return this;
        }

        /** The steps that are taken while nobody acknowledges. */
        public Builder escalation(String name) {
            alerts = new Alerts(alerts.description(), alerts.later(), alerts.quiet(), name);
            return this;
        }

        /** What else rooms hear of it. */
        public Builder alerts(Alerts wanted) {
            alerts = wanted;
            return this;
        }

        public Builder parent(String text) {
            parents.add(text);
            return this;
        }

        /** These parents in place of all others. */
        public Builder parents(List<String> names) {
            parents.clear();
            parents.addAll(names);
            return this;
        }

        public Draft build() {
            return new Draft(
                    name,
                    type,
                    target,
                    new TreeMap<>(settings),
                    schedule,
                    zone,
                    timeout,
                    conditions,
                    confirm,
                    recover,
                    retry,
                    group,
                    tags,
                    rooms,
                    enabled,
                    reminder,
                    alerts,
                    parents);
        }
    }
}
