package io.tocsin.kit;

import io.tocsin.spi.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** What the bot has replied and nobody has looked at yet. */
final class Transcript {

    private final Deque<String> replies = new ArrayDeque<>();
    private String said = "";

    synchronized void add(Message message) {
        replies.add(message.plain());
    }

    /** Somebody says a line: what comes now are replies to it. */
    synchronized void said(String line) {
        said = line;
    }

    private synchronized Optional<String> next() {
        return Optional.ofNullable(replies.poll());
    }

    /** Everything that is left, one reply below the other. */
    synchronized String rest() {
        StringJoiner rest = new StringJoiner("\n");
        replies.forEach(rest::add);
        replies.clear();
        return rest.toString();
    }

    void expect(String reply) {
        Optional<String> came = next();
        if (!came.map(reply::equals).orElse(false)) {
            throw different(reply, came.orElse(""));
        }
    }

    void expectMatching(String regex) {
        Optional<String> came = next();
        if (!came.map(text -> Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches()).orElse(false)) {
            throw different("/" + regex + "/", came.orElse(""));
        }
    }

    void expectNothing() {
        String rest = rest();
        if (!rest.isEmpty()) {
            throw different("", rest);
        }
    }

    private AssertionError different(String expected, String came) {
        return Failure.of("kit.reply", said, shown(expected), shown(came));
    }

    /** A reply of several lines, the further ones below the first; no reply at all in words. */
    static String shown(String reply) {
        return reply.isEmpty() ? Failure.WORDS.say("kit.nothing") : Failure.indented(reply);
    }
}
