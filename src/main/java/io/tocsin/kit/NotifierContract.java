package io.tocsin.kit;

import io.tocsin.spi.Action;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every channel must keep to, so that the bot can rely on it. */
final class NotifierContract {

    private static final int LONG = 20_000;
    private static final String KEY = "contract-";

    private final Notifier channel;
    private final String address;
    private final List<String> broken = new ArrayList<>();
    private int keys;

    /** A call that may be refused by the other side, and may do nothing else. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws Exception;
    }

    NotifierContract(Notifier channel, String address) {
        this.channel = channel;
        this.address = address;
    }

    /** Every clause that does not hold; the channel is closed afterwards. */
    List<String> broken() {
        say("post", Message.text("hello")).ifPresent(this::go);
        hostile().forEach((what, message) -> say("post of " + what, message));
        nowhere();
        state();
        closing();
        return broken;
    }

    private Optional<String> say(String what, Message message) {
        return kept(what, () -> given(what, channel.post(address, nextKey(), message)));
    }

    private String nextKey() {
        keys++;
        return KEY + keys;
    }

    /** What can be done with a message that was posted. */
    private void go(String reference) {
        kept("find", () -> found(channel.find(address, KEY + 1), reference));
        if (channel.edits(address)) {
            holds("edit", !reference.isEmpty(), "kit.contract.reference");
            kept("edit", () -> {
                channel.edit(address, reference, Message.text("hello again"));
                return true;
            });
            hostile().forEach((what, message) -> kept("edit to " + what, () -> {
                channel.edit(address, reference, message);
                return true;
            }));
        }
        kept("reply", () -> given("reply", channel.reply(address, reference, nextKey(), Message.text("and more"))));
        kept("findReply", () -> given("findReply", channel.findReply(address, reference, KEY + keys)));
        kept("find of what was never posted", () -> {
            holds("find", channel.find(address, KEY + "never").isEmpty(), "kit.contract.found-nothing");
            return true;
        });
    }

    private boolean found(Optional<String> reference, String posted) {
        boolean fine = given("find", reference).map(posted::equals).orElse(true);
        holds("find", fine, "kit.contract.found-other");
        return fine;
    }

    private void nowhere() {
        kept("post to a room that there is not", () -> channel.post("no such room\n", nextKey(), Message.text("hi")));
    }

    private void state() {
        kept("trouble", () -> given("trouble", channel.trouble()));
        kept("canonical", () -> {
            String one = given("canonical", channel.canonical(address));
            holds("canonical", one.equals(channel.canonical(one)), "kit.contract.canonical");
            return true;
        });
        kept("attaches", channel::attaches);
        try {
            channel.checkMention("nobody at all \u0000");
            broken("checkMention", "kit.contract.mention");
        } catch (Refusal refused) {
            holds("checkMention", !refused.phrase().key().isEmpty(), "kit.contract.mention");
        } catch (RuntimeException other) {
            broken("checkMention", "kit.contract.threw", other.toString());
        }
    }

    private void closing() {
        kept("close", () -> {
            channel.close();
            return true;
        });
        kept("close once more", () -> {
            channel.close();
            return true;
        });
    }

    /** What people outside may put into a message. */
    private static Map<String, Message> hostile() {
        Map<String, Message> messages = new LinkedHashMap<>();
        messages.put("no text at all", Message.text(""));
        messages.put("a very long text", Message.text("x".repeat(LONG)));
        messages.put("very many lines", Message.text("line\n".repeat(LONG / 10)));
        messages.put("mark-up",
                Message.text("*b* _i_ `c` <b>b</b> &amp; <!channel> @everyone [x](https://example.com)"));
        messages.put("control characters", Message.text("a\u0000b\u001b[31mc\u202ed\r\ne\tf"));
        messages.put("quotes and backslashes", Message.text("\" ' \\ \\n {\"a\": [1]} ${x} %s {0}"));
        messages.put("other scripts", Message.text("\u00e4\u00f6\u00fc \u4e2d\u6587 \ud83d\ude80 half a pair: \ud83d"));
        messages.put("everything", new Message(
                Severity.CRITICAL, "DOWN  shop  #42", "503",
                List.of(new Message.Field("since", "14:02")),
                List.of(new Message.ConditionLine(false, false, "[STATUS] (503) == 200")),
                List.of(new Message.Link("page", "https://example.com/")),
                List.of(new Action.Button("Ack", "ack 42"),
                        new Action.Choice("Mute", List.of(new Action.Button("1 h", "mute shop for 1h")))),
                List.of(Attachment.text("a.txt", "text")),
                List.of(new Message.Subject(42, "shop", "DOWN", "https://shop.example.com")),
                ""));
        return messages;
    }

    private static <T> T given(String what, T value) {
        return java.util.Objects.requireNonNull(value, () -> what + " gave null");
    }

    private void holds(String what, boolean fine, String otherwise) {
        if (!fine) {
            broken(what, otherwise);
        }
    }

    private void broken(String what, String key, Object... values) {
        broken.add("  " + what + ": " + Failure.WORDS.say(key, values));
    }

    /** What the call gave; empty if the other side refused it, or the contract is broken. */
    @SuppressWarnings("IllegalCatch") // whatever it throws is what is looked for
    private <T> Optional<T> kept(String what, Call<T> call) {
        try {
            return Optional.of(call.run());
        } catch (RoomException refused) {
            if (String.valueOf(refused.getMessage()).isBlank()) {
                broken(what, "kit.contract.silent");
            } else if (what.equals("post") || what.startsWith("close")) {
                broken(what, "kit.contract.refused", String.valueOf(refused.getMessage()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Failure.of("kit.interrupted");
        } catch (Exception | StackOverflowError other) {
            broken(what, "kit.contract.threw", other.toString());
        }
        return Optional.empty();
    }
}
