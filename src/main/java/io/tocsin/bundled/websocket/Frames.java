package io.tocsin.bundled.websocket;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Exchange;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The frames of RFC 6455, as a client sends and reads them. */
final class Frames {

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int RESERVED = 0x70;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int SHORTEST_16 = 126;
    private static final int SHORTEST_64 = 127;
    private static final int NORMAL = 1_000;

    private final Wire wire;
    private final Attempt attempt;
    private final RandomGenerator random;

    Frames(Wire wire, Attempt attempt, RandomGenerator random) {
        this.wire = wire;
        this.attempt = attempt;
        this.random = random;
    }

    void text(byte[] message) throws IOException {
        send(TEXT, message);
    }

    void goodbye() throws IOException {
        send(CLOSE, ByteBuffer.allocate(2).putShort((short) NORMAL).array());
    }

    private void send(int kind, byte[] payload) throws IOException {
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (FIN | kind));
        if (payload.length < SHORTEST_16) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (MASKED | SHORTEST_16)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | SHORTEST_64)).putLong(payload.length);
        }
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % 4]));
        }
        wire.send(Arrays.copyOf(frame.array(), frame.position()));
    }

    /** The next message, be it text or not; what the server asks meanwhile is answered. */
    byte[] message() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        boolean begun = false;
        while (true) {
            int first = wire.read();
            int kind = first & 0xF;
            byte[] payload = payload(kind, message.size());
            if ((first & RESERVED) != 0) {
                throw invalid("reserved bits are set");
            }
            switch (kind) {
                case PING -> send(PONG, payload);
                case PONG -> {
                }
                case CLOSE -> throw closed(payload);
                case TEXT, BINARY, CONTINUATION -> {
                    if (begun != (kind == CONTINUATION)) {
                        throw invalid("a message in the wrong order");
                    }
                    begun = true;
                    message.writeBytes(payload);
                    if ((first & FIN) != 0) {
                        return message.toByteArray();
                    }
                }
                default -> throw invalid("a frame of the unknown kind " + kind);
            }
        }
    }

    private byte[] payload(int kind, int before) throws IOException {
        int second = wire.read();
        if ((second & MASKED) != 0) {
            throw invalid("a server's frame is masked");
        }
        long length = second;
        if (second == SHORTEST_16) {
            length = ByteBuffer.wrap(wire.bytes(2)).getShort() & 0xFFFF;
        } else if (second == SHORTEST_64) {
            length = ByteBuffer.wrap(wire.bytes(8)).getLong();
        }
        if (kind >= CLOSE && length >= SHORTEST_16) {
            throw invalid("a control frame of " + length + " bytes");
        }
        if (length < 0 || before + length > Exchange.MOST_ANSWERED) {
            throw new Trouble(Phrase.of("websocket.too-much", attempt.there(), String.valueOf(Exchange.MOST_ANSWERED)));
        }
        return wire.bytes((int) length);
    }

    private Trouble invalid(String what) {
        return new Trouble(Phrase.of("websocket.invalid", attempt.there(), what));
    }

    private Trouble closed(byte[] payload) {
        if (payload.length < 2) {
            return new Trouble(Phrase.of("websocket.closed", attempt.there()));
        }
        String code = String.valueOf(ByteBuffer.wrap(payload).getShort() & 0xFFFF);
        String why = Clean.text(Arrays.copyOfRange(payload, 2, payload.length));
        return new Trouble(Phrase.of("websocket.closed.code", attempt.there(), (code + " " + why).strip()));
    }
}
