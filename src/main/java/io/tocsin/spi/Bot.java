package io.tocsin.spi;

import java.time.InstantSource;
import java.util.regex.Pattern;

/** The running bot, as a plugin sees it. */
public interface Bot {

    /** Runs a task whenever the expression says so: the same expressions as monitors, in the bot's time zone. */
    void cron(String expression, Task task);

    /** Runs a task again and again, such as {@code every("30s", ...)}. */
    void every(String period, Task task);

    /** Answers a line said to the bot that matches the whole regular expression, upper and lower case alike. */
    default void respond(String regex, Listener listener) {
        respond(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), listener);
    }

    /** Answers a line said to the bot that matches the whole pattern. */
    void respond(Pattern pattern, Listener listener);

    /** Reacts to any line said in a room the bot is in, when the regular expression is found anywhere in it. */
    default void hear(String regex, Listener listener) {
        hear(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), listener);
    }

    /** Reacts to any line said in a room the bot is in, when the pattern is found anywhere in it. */
    void hear(Pattern pattern, Listener listener);

    /** Adds a command. */
    void command(Command command);

    /**
     * Says something in a room: an alias, or an address such as {@code slack:#ops}. Returns at once; the bot delivers it.
     *
     * @throws Refusal if there is no such room
     */
    void send(String room, String text);

    /** A bounded HTTP client. */
    Http http();

    /** What time it is. */
    InstantSource clock();

    /** A scheduled task. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    /** Called with a line that matched. */
    @FunctionalInterface
    interface Listener {
        void heard(Talk talk) throws Exception;
    }
}
