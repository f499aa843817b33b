package io.tocsin.spi.testing;

import io.tocsin.spi.Adapter;
import io.tocsin.spi.Event;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.ReportedType;
import io.tocsin.spi.Result;
import io.tocsin.spi.Role;
import io.tocsin.spi.Route;
import io.tocsin.spi.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A bot with one plugin, for its test: real chat, real threads and limits, but no network, a database in memory, and a
 * clock that stands until the test moves it. It starts by itself when something is first asked of it. Each method returns
 * when the plugin has done all that follows from it. What differs from what was expected is thrown as an {@link
 * AssertionError}, and so are, at the end of the test, requests that nobody answered and failures inside the plugin that
 * the test has not asked for with {@link #faults}.
 */
public interface TestBot {

    /** Sets a key of the plugin's own configuration, without {@code plugin.<name>.} in front; before the start. */
    TestBot config(String key, String value);

    /** Sets what a person may do; everybody may do everything otherwise. Before the start. */
    TestBot role(String person, Role role);

    /** Sets what is watched, as {@link io.tocsin.spi.Bot#monitors} tells it. */
    TestBot watched(Watched... monitors);

    /** Starts the bot, unless it runs. */
    TestBot start();

    /** Ends the bot and starts it again with the plugin loaded anew; what is in its store survives. */
    void restart();

    /** A person named {@code ana} says a line to the bot. */
    void say(String line);

    /** Somebody else says a line to the bot. */
    void say(String person, String line);

    /** Somebody says a line to nobody in particular, in the room {@code ops}. */
    void overhear(String person, String line);

    /**
     * Takes the next reply and compares it.
     *
     * @param reply all of it, as plain text
     */
    void expect(String reply);

    /** Takes the next reply, which must match the regular expression from end to end. */
    void expectMatching(String regex);

    /** Makes sure that every reply has been taken. */
    void expectNothing();

    /**
     * Plays a dialogue: a line that begins with {@code "> "} is said to the bot by {@code ana}, one that begins with
     * {@code "ben> "} by {@code ben}; one with {@code "~ "} or {@code "ben~ "} is said to nobody in particular. All
     * lines up to the next such line are what the bot must reply, no more and no less; a line between two slashes is a
     * regular expression.
     */
    void dialogue(String text);

    /** Lets time go by and runs whatever is due meanwhile, one after the other, each at its time. */
    void pass(Duration time);

    /** What time it is: at first Monday, 5 January 2026, 08:00 UTC. */
    Instant now();

    /** Scripts the internet. */
    TestHttp http();

    /** All that the bot has said in a room of its own accord, as plain text. */
    List<String> sent(String room);

    /** The same, with all parts of the messages. */
    List<Message> messages(String room);

    /** Takes the next message of a room and compares its plain text. */
    void expectSent(String room, String text);

    /** Makes sure that every message of a room has been taken. */
    void expectNothingSent(String room);

    /** Tells the plugin of an event. */
    void happened(Event event);

    /**
     * The commands that the plugin has run by {@link io.tocsin.spi.Bot#run}, in order. Those that no plugin adds do nothing
     * here, but are refused if the bot would not understand them.
     */
    List<String> ran();

    /** What the plugin has kept in the audit log by {@link io.tocsin.spi.Bot#audit}, each with its outcome after a colon. */
    List<String> audited();

    /** Makes a probe for a target, by a kind of monitor that the plugin adds, and runs it once. */
    Result check(String target, Map<String, String> settings);

    /** The same, with no settings. */
    default Result check(String target) {
        return check(target, Map.of());
    }

    /** What a kind of monitor that the plugin adds expects of a program that reports by itself. */
    ReportedType.Expected expected(String type, Map<String, String> settings);

    /**
     * Calls a path of the web server that the plugin adds.
     *
     * @param request such as {@code POST /deploy/shop?by=ana}
     */
    Route.Answer web(String request, String body);

    /** The same, with headers, their names in lower case. */
    Route.Answer web(String request, Map<String, String> headers, String body);

    /** Makes a channel of a kind that the plugin adds. */
    Notifier notifier(String kind, Map<String, String> settings);

    /** Makes a chat system of a kind that the plugin adds, and starts it: what it hands in is answered there. */
    Adapter adapter(String kind, Map<String, String> settings);

    /**
     * Holds a channel or chat system to its contract: whatever is posted, edited or replied, hostile texts included,
     * works or is refused with a {@link io.tocsin.spi.RoomException}, what was posted is found, and closing twice does no
     * harm.
     *
     * @param address a room it must be able to post to
     */
    void verify(Notifier channel, String address);

    /** What went wrong inside the plugin; a test that has asked for it does not fail because of it. */
    List<String> faults();
}
