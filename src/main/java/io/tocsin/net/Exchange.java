package io.tocsin.net;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is sent, and how much of an answer is waited for.
 *
 * @param send empty to send nothing
 * @param until what ends the answer; empty to take what comes first
 */
@SuppressWarnings("ArrayRecordComponent") // made once for all checks of a monitor, and read only
public record Exchange(byte[] send, byte[] until) {

    public static final Setting BODY = new Setting("body", Kind.TEXT, "", "the body of the request");

    public static final List<Setting> SETTINGS = List.of(
            BODY,
            new Setting("send", Kind.TEXT, "", "what is sent; \\r, \\n, \\t, \\\\ and \\x00 stand for what they mean"),
            new Setting("until", Kind.TEXT, "",
                    "the text that must come; without, the first that comes is the answer"));

    public static final int MOST_ANSWERED = 1_000_000;
    private static final int CHUNK = 8_192;
    private static final int SHOWN = 400;

    /** @throws Refusal if they contradict each other, or cannot be read */
    public static Exchange of(Settings settings) {
        Optional<String> escaped = settings.text("send");
        Optional<String> plain = settings.text("body");
        if (escaped.isPresent() && plain.isPresent()) {
            throw Refusal.of("net.setting.send-body");
        }
        byte[] send = escaped.map(text -> bytes("send", text))
                .orElseGet(() -> plain.orElse("").getBytes(StandardCharsets.UTF_8));
        return new Exchange(send,
                settings.text("until").map(text -> bytes("until", text)).orElseGet(() -> new byte[0]));
    }

    /** Whether an answer belongs to the check. */
    public boolean wanted() {
        return send.length > 0 || until.length > 0;
    }

    /** What comes in answer. */
    public Phrase awaited() {
        return until.length == 0 ? Phrase.of("net.await.answer") : Phrase.of("net.await.text", sought());
    }

    /** The text that must come, to be shown; the ends of its lines as they are written. */
    public String sought() {
        return Clean.text(new String(until, StandardCharsets.UTF_8).replace("\r", "\\r").replace("\n", "\\n"));
    }

    /** Sends and reads; an answer that is too long is cut unless its end is waited for. */
    public byte[] run(Wire wire, Attempt attempt) throws IOException {
        if (send.length > 0) {
            wire.send(send);
        }
        attempt.await(awaited());
        Grown answer = new Grown();
        byte[] chunk = new byte[CHUNK];
        while (answer.size() < MOST_ANSWERED) {
            int read = wire.read(chunk);
            if (read < 0) {
                return ended(answer.toByteArray(), attempt);
            }
            int before = answer.size();
            answer.write(chunk, 0, read);
            boolean done = until.length == 0 ? wire.waiting() == 0 : contains(answer, before);
            if (done) {
                return answer.toByteArray();
            }
        }
        if (until.length > 0) {
            throw new Trouble(Phrase.of(
                    "net.too-much.text", attempt.there(), String.valueOf(answer.size()), sought()));
        }
        return answer.toByteArray();
    }

    private byte[] ended(byte[] answer, Attempt attempt) throws IOException {
        if (answer.length == 0) {
            throw new EOFException("closed");
        }
        if (until.length > 0) {
            byte[] shown = Arrays.copyOf(answer, Math.min(answer.length, SHOWN));
            throw new Trouble(Phrase.of("net.closed.text", attempt.there(), sought(), Clean.text(shown)));
        }
        return answer;
    }

    /** Looks only where the last bytes may have completed it. */
    private boolean contains(Grown answer, int before) {
        return answer.indexOf(until, Math.max(0, before - until.length + 1)) >= 0;
    }

    /** Whether an answer that came in one piece has what must come. */
    public boolean met(byte[] answer) {
        Grown all = new Grown();
        all.writeBytes(answer);
        return all.indexOf(until, 0) >= 0;
    }

    /** Can be searched without being copied each time: a hostile answer comes byte by byte. */
    private static final class Grown extends ByteArrayOutputStream {

        int indexOf(byte[] part, int from) {
            for (int start = from; start <= count - part.length; start++) {
                if (Arrays.equals(buf, start, start + part.length, part, 0, part.length)) {
                    return start;
                }
            }
            return -1;
        }
    }

    private static byte[] bytes(String setting, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c != '\\') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            char kind = i < text.length() ? text.charAt(i) : ' ';
            i++;
            if (kind == 'x' && i + 2 <= text.length() && text.substring(i, i + 2).matches("[0-9a-fA-F]{2}")) {
                bytes.write(Integer.parseInt(text, i, i + 2, 16));
                i += 2;
            } else {
                bytes.write(escaped(setting, kind));
            }
        }
        return bytes.toByteArray();
    }

    private static int escaped(String setting, char kind) {
        return switch (kind) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\' -> '\\';
            default -> throw Refusal.of("net.setting.escape", setting, "\\" + kind);
        };
    }
}
