package io.tocsin.bundled.websocket;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Looking;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Switches to WebSocket, and sends a message and waits for one in answer where there is something to send.
 *
 * @param request its first lines, complete but for what makes it a WebSocket
 */
record WebSocketProbe(
        Endpoint there, boolean secure, boolean insecure, String request, Optional<String> message, Dialer dialer,
        ProbeContext context)
        implements Probe {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY = 16;
    private static final int LONGEST_LINE = 8_000;
    private static final int MOST_LINES = 100;
    private static final int SWITCHING = 101;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: (.*))?");
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Result run(Duration limit) throws InterruptedException {
        return Looking.at(limit, dialer.clock(), this::look);
    }

    private void look(Attempt attempt, Result.Builder seen) throws IOException, InterruptedException {
        try (Wire wire = dialer.connect(there, context, attempt).noted(seen)) {
            if (secure) {
                var _ = wire.secure(insecure, seen);
            }
            open(wire, attempt, seen);
            Frames frames = new Frames(wire, attempt, RANDOM);
            if (message.isPresent()) {
                frames.text(message.get().getBytes(StandardCharsets.UTF_8));
                attempt.await(Phrase.of("websocket.await.message"));
                seen.body(frames.message());
            }
            frames.goodbye();
        }
    }

    private void open(Wire wire, Attempt attempt, Result.Builder seen) throws IOException {
        byte[] random = new byte[KEY];
        RANDOM.nextBytes(random);
        String key = Base64.getEncoder().encodeToString(random);
        wire.send(request + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: " + key + "\r\n\r\n");
        attempt.await(Phrase.of("websocket.await.switch"));
        String first = wire.line(LONGEST_LINE);
        Matcher status = STATUS.matcher(first);
        if (!status.matches()) {
            throw new Trouble(Phrase.of("websocket.not-http", attempt.there(), Clean.text(first)));
        }
        int code = Integer.parseInt(status.group(1));
        String words = status.group(2) == null ? "" : " " + status.group(2);
        seen.status(code, Clean.text(code + words));
        if (code != SWITCHING) {
            throw new Trouble(Phrase.of("websocket.status", attempt.there(), Clean.text(code + words)));
        }
        if (!accept(wire, attempt).equals(answer(key))) {
            throw new Trouble(Phrase.of("websocket.accept", attempt.there()));
        }
    }

    private static String accept(Wire wire, Attempt attempt) throws IOException {
        String accept = "";
        for (int i = 0; i < MOST_LINES; i++) {
            String line = wire.line(LONGEST_LINE);
            if (line.isEmpty()) {
                return accept;
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-accept:")) {
                accept = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        throw new Trouble(Phrase.of("websocket.endless", attempt.there(), String.valueOf(MOST_LINES)));
    }

    static String answer(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder()
                    .encodeToString(digest.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this Java has no SHA-1", broken);
        }
    }
}
