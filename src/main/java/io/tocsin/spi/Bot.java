package io.tocsin.spi;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/** The running bot, as a plugin sees it. */
public interface Bot {

    /** Runs a task whenever the expression says so: the same expressions as monitors, in the bot's time zone. */
    void cron(String expression, Task task);

    /** The same in a time zone of its own. */
    void cron(String expression, ZoneId zone, Task task);

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
     * Adds a path of the embedded web server.
     *
     * @param methodAndPath such as {@code GET /deploy/{name}}
     */
    void route(String methodAndPath, Route.Handler handler);

    /** Adds a kind of monitor. */
    void monitorType(MonitorType type);

    /** Adds a one-way channel. */
    void notifier(NotifierFactory factory);

    /** Adds a two-way chat system. */
    void adapter(AdapterFactory factory);

    /**
     * Has something done when something happens.
     *
     * @param kind one event, such as {@code Event.Down.class}, or several, such as {@code Event.OfIncident.class}
     */
    <E extends Event> void on(Class<E> kind, Reaction<? super E> reaction);

    /** Looks at each line that is said before anybody else does. What it says may be changed, but not who said it where. */
    void onReceive(Filter<Incoming> filter);

    /**
     * Looks at each command before it is judged and run, but for those that the plugin runs itself. What it says may be
     * changed, but not who said it where.
     */
    void onCommand(Filter<Filter.Order> filter);

    /**
     * Looks at each message before it goes out, also when it is tried again. The message may be changed, but not its room;
     * a notice that is swallowed counts as undeliverable.
     */
    void onSend(Filter<Filter.Outgoing> filter);

    /**
     * Says something in a room: an alias, or an address such as {@code slack:#ops}. Returns at once; the bot delivers it.
     *
     * @throws Refusal if there is no such room
     */
    default void send(String room, String text) {
        send(room, Message.text(text));
    }

    /** The same with more than text. */
    void send(String room, Message message);

    /**
     * The address of a room, as {@link Talk#room} and events have it. What an address stands for may become known only once
     * something was said there, so ask each time.
     *
     * @param room an alias or an address
     * @throws Refusal if there is no such room
     */
    String room(String room);

    /**
     * Runs a command as a person with all rights could type it, such as {@code mute shop for 10m because deploying}, and
     * waits for it. It is kept in the audit log under the plugin's name.
     *
     * @return the answers
     * @throws Refusal if it is refused
     */
    List<Message> run(String line);

    /**
     * Keeps in the audit log, under the plugin's name, what it has done. Commands that change something are kept there of
     * themselves, whoever runs them.
     *
     * @param what such as {@code restart-web for shop}
     * @param outcome such as {@code exit 0}
     */
    void audit(String what, String outcome);

    /** All monitors, as they stand now. */
    List<Watched> monitors();

    /** What the plugin remembers across restarts. */
    Store store();

    /**
     * The plugin's part of the configuration, {@code plugin.<name>.*}: each component of the record is a key, camel case
     * written with dashes, and may be a text, number, boolean, {@code Duration}, {@code ZoneId}, {@code URI}, enum, a
     * {@code List} of one of them, or an {@code Optional}; see {@link Option}.
     *
     * @throws Refusal that names every key that is missing, wrong or unknown
     */
    <R extends Record> R config(Class<R> type);

    /** A bounded HTTP client. */
    Http http();

    /** What time it is. */
    InstantSource clock();

    /** Called with an event. */
    @FunctionalInterface
    interface Reaction<E extends Event> {
        void happened(E event) throws Exception;
    }

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
