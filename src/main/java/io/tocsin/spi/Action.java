package io.tocsin.spi;

import java.util.List;

/**
 * Something the reader of a message is likely to do next. A click says the line, as if the person who clicks had typed it,
 * so it needs no memory of the message and works after a restart; in a chat without buttons the line itself is shown.
 */
public sealed interface Action {

    /** What stands on it. */
    String label();

    /** What a person would type to do the same; of a choice, what its first option says. */
    String line();

    /** Whether its line is worth showing where there are no buttons. */
    default boolean said() {
        return true;
    }

    /**
     * One click.
     *
     * @param line at most {@value #LONGEST_LINE} characters, as chats keep it with the message
     */
    record Button(String label, String line, Style style) implements Action {

        public static final int LONGEST_LINE = 80;

        public Button {
            if (line.length() > LONGEST_LINE) {
                throw new IllegalArgumentException("The line of a button has at most " + LONGEST_LINE
                        + " characters: " + line);
            }
        }

        public Button(String label, String line) {
            this(label, line, Style.PLAIN);
        }

        @Override
        public boolean said() {
            return style != Style.ASIDE;
        }
    }

    /**
     * One of several, such as for how long to mute.
     *
     * @param options at least one and at most {@value #MOST_OPTIONS}
     */
    record Choice(String label, List<Button> options) implements Action {

        public static final int MOST_OPTIONS = 25;

        public Choice {
            options = List.copyOf(options);
            if (options.isEmpty() || options.size() > MOST_OPTIONS) {
                throw new IllegalArgumentException("A choice has 1 to " + MOST_OPTIONS + " options, not "
                        + options.size());
            }
        }

        @Override
        public String line() {
            return options.getFirst().line();
        }
    }

    /** How a button looks. */
    enum Style {
        PLAIN,
        /** Shown only where there are buttons. */
        ASIDE,
        /** The one that most people want. */
        PRIMARY,
        /** Something that is hard to take back. */
        DANGER
    }
}
