package io.tocsin.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * Something people can tell the bot to do. One declaration serves every way of saying it.
 *
 * @param name its words, such as {@code mute} or {@code add monitor}
 * @param aliases other words for it, such as {@code silence}
 * @param role what a person must be allowed to do
 * @param changes whether it changes anything, and so is kept in the audit log
 * @param parameters what may follow the name: first those without a keyword, in order, then clauses in any order
 * @param summary one line for {@code help}
 * @param examples lines as people would type them
 */
public record Command(
        String name,
        List<String> aliases,
        Role role,
        boolean changes,
        List<Parameter> parameters,
        Phrase summary,
        List<String> examples,
        Handler handler) {

    public Command {
        aliases = List.copyOf(aliases);
        parameters = List.copyOf(parameters);
        examples = List.copyOf(examples);
    }

    /** The same, done by another. */
    public Command with(Handler other) {
        return new Command(name, aliases, role, changes, parameters, summary, examples, other);
    }

    /** Does what was asked and replies. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Runs the command.
         *
         * @throws Refusal to answer with its phrase
         */
        void run(Talk talk, Arguments arguments) throws Exception;
    }

    /** What a value must look like. */
    public enum Kind {
        /** One word, or several in quotes. */
        WORD,
        /** Everything to the end of the line. */
        REST,
        /** Length of time, such as {@code 2h}. */
        DURATION,
        /** A moment, such as {@code 17:30} or {@code tomorrow 09:00}; {@code recovery} is {@code Instant.MAX}. */
        MOMENT,
        /** A whole number of 1 or more. */
        NUMBER,
        /** The name of a monitor, group or tag, or a pattern. */
        SELECTOR,
        /** An alias or address of a room. */
        ROOM
    }

    /**
     * A value the command takes.
     *
     * @param name by which {@link Arguments} knows it
     * @param keyword the word that announces it, such as {@code for}; empty for a value that stands by its position
     * @param required whether it must be there
     * @param repeated whether there may be several
     */
    public record Parameter(String name, String keyword, Kind kind, boolean required, boolean repeated) {}

    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects the parts of a command. Not safe for use by several threads. */
    public static final class Builder {

        private final String name;
        private final List<String> aliases = new ArrayList<>();
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<String> examples = new ArrayList<>();
        private Role role = Role.READ;
        private boolean changes;
        private Phrase summary = Phrase.literal("");

        private Builder(String name) {
            this.name = name;
        }

        public Builder alias(String... words) {
            aliases.addAll(List.of(words));
            return this;
        }

        public Builder needs(Role needed) {
            role = needed;
            return this;
        }

        /** The command changes something. */
        public Builder changes() {
            changes = true;
            return this;
        }

        /** A value that must stand next. */
        public Builder value(String parameter, Kind kind) {
            return add(parameter, "", kind, true, false);
        }

        /** A value that may stand next. */
        public Builder optional(String parameter, Kind kind) {
            return add(parameter, "", kind, false, false);
        }

        /** One or more values that must stand next. */
        public Builder values(String parameter, Kind kind) {
            return add(parameter, "", kind, true, true);
        }

        /** Any number of values that may stand next. */
        public Builder optionals(String parameter, Kind kind) {
            return add(parameter, "", kind, false, true);
        }

        /** A value announced by its own name, such as {@code for 2h}. */
        public Builder clause(String keyword, Kind kind) {
            return add(keyword, keyword, kind, false, false);
        }

        /** A value announced by its own name that may come several times, such as {@code tag web tag eu}. */
        public Builder clauses(String keyword, Kind kind) {
            return add(keyword, keyword, kind, false, true);
        }

        private Builder add(String parameter, String keyword, Kind kind, boolean required, boolean repeated) {
            parameters.add(new Parameter(parameter, keyword, kind, required, repeated));
            return this;
        }

        public Builder summary(String words) {
            return summary(Phrase.literal(words));
        }

        public Builder summary(Phrase words) {
            summary = words;
            return this;
        }

        public Builder example(String line) {
            examples.add(line);
            return this;
        }

        public Command run(Handler handler) {
            return new Command(name, aliases, role, changes, parameters, summary, examples, handler);
        }
    }
}
