package io.tocsin.channel.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Action.Style;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages whose looks are kept in files; {@code -Dchannel.golden=write} writes these anew, and fails. */
public enum Shown {
    OPEN(Message
            .of(Severity.CRITICAL, "DOWN  shop  #42", "  https://shop.example.com\n  3 of 3 checks since 14:02:11")
            .withFields(List.of(new Field("since", "14:02:11"), new Field("group", "web_shop")))
            .withConditions(List.of(
                    new ConditionLine(false, false, "[STATUS] (503) == 200"),
                    new ConditionLine(false, true, "[RESPONSE_TIME] (912) < 800"),
                    new ConditionLine(true, false, "[BODY].status (ok) == ok")))
            .withLinks(List.of(new Link("Dashboard", "https://tocsin.example/monitors?a=1&b=2")))
            .withActions(List.of(
                    new Button("Acknowledge", "ack 42", Style.PRIMARY),
                    new Choice("Mute...", List.of(
                            new Button("for 1 hour", "mute shop for 1h"),
                            new Button("until tomorrow", "mute shop until tomorrow 09:00"))),
                    new Button("Remove", "remove shop", Style.DANGER),
                    new Button("Details", "incident 42", Style.ASIDE)))
            .withMention("here")),
    ACKNOWLEDGED(Message.of(Severity.HANDLED, "DOWN  shop  #42", "3 of 3 checks\nana has it since 14:03")
            .withActions(List.of(new Button("Details", "incident 42", Style.ASIDE)))),
    DEGRADED(Message.of(Severity.WARNING, "DEGRADED  shop  #43", "[RESPONSE_TIME] (912) < 800")),
    MUTED(Message.of(Severity.SILENCED, "DOWN  shop  #42", "muted by ana until 16:00")
            .withActions(List.of(new Button("Unmute", "unmute shop")))),
    RECOVERED(Message.of(Severity.GOOD, "RECOVERED  shop  #42  after 4 min 12 s, acknowledged by ana", "")),
    DIGEST(Message
            .of(Severity.CRITICAL, "500 incidents, 480 open",
                    IntStream.range(0, 30).mapToObj(i -> "  DOWN  shop-" + i + "  #" + i)
                            .collect(Collectors.joining("\n")) + "\n  and 470 more")
            .withActions(List.of(new Button("Acknowledge all", "ack all", Style.PRIMARY)))),
    HOSTILE(Message
            .of(Severity.CRITICAL, "DOWN  " + Hostile.TEXT, Hostile.TEXT + "\n" + "x".repeat(200_000))
            .withFields(List.of(new Field(Hostile.TEXT, Hostile.TEXT)))
            .withConditions(List.of(new ConditionLine(false, false, "[BODY] (" + Hostile.TEXT + ") == ok")))
            .withLinks(List.of(
                    new Link(Hostile.TEXT, "https://a.example/)|@all<b>"), new Link("no", "javascript:alert(1)")))
            .withActions(List.of(new Button(Hostile.TEXT, "ack `42` @all")))
            .withMention("@all @here")),
    ANSWER(Message.of(Severity.INFO, "", "12 monitors: *11* UP, 1 DOWN\n  DOWN  shop"));

    private static final Path FOLDER = Path.of("src/test/resources/io/tocsin/bundled");

    private final Message message;

    /** What people outside may write. */
    private static final class Hostile {
        static final String TEXT = "*bold* _it_ ~no~ `code` @all @here @ana <@U1> [a](http://evil.example) "
                + "http://evil.example evil.example :x: &amp; \u202egnp.exe\u200b\u0007\u2028> quoted";
    }

    Shown(Message message) {
        this.message = message;
    }

    public Message message() {
        return message;
    }

    /** @param type of the file, such as {@code md} */
    public void compare(String chat, String type, String seen) throws IOException {
        Path file = FOLDER.resolve(chat).resolve(name().toLowerCase(Locale.ROOT) + "." + type);
        if ("write".equals(System.getProperty("channel.golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, seen + "\n");
            throw new AssertionError(file + " is written; read it");
        }
        assertThat(seen + "\n").isEqualTo(Files.readString(file));
    }
}
