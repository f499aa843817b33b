package io.tocsin.bundled.ping;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** One echo request and its answer, as the kernel hands them over: it fills in checksum and identifier itself. */
final class Echo {

    static final int LENGTH = 64;

    private static final int REQUEST = 8;
    private static final int REQUEST_6 = 128;
    private static final int REPLY = 0;
    private static final int REPLY_6 = 129;
    private static final int HEADER = 8;

    private Echo() {}

    /** @param token by which the answer is known */
    static byte[] request(boolean six, int sequence, long token) {
        return ByteBuffer.allocate(LENGTH)
                .put((byte) (six ? REQUEST_6 : REQUEST))
                .putShort(6, (short) sequence)
                .putLong(HEADER, token)
                .array();
    }

    /** Whose answer it is; empty if it is none. */
    static OptionalLong token(boolean six, ByteBuffer packet) {
        boolean reply = packet.remaining() >= HEADER + Long.BYTES
                && (packet.get(0) & 0xFF) == (six ? REPLY_6 : REPLY)
                && packet.get(1) == 0;
        return reply ? OptionalLong.of(packet.getLong(HEADER)) : OptionalLong.empty();
    }
}
