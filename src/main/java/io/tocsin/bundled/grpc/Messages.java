package io.tocsin.bundled.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The two messages of the health service, in Protocol Buffers behind gRPC's five bytes. */
final class Messages {

    private static final List<String> HEALTH = List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN");
    private static final List<String> STATUS = List.of(
            "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
            "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE",
            "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED");
    private static final int PREFIX = 5;
    private static final int SERVICE = 0x0A;
    private static final int LONGEST_VARINT = 10;

    private Messages() {}

    static byte[] request(String service) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        byte[] name = service.getBytes(StandardCharsets.UTF_8);
        if (name.length > 0) {
            message.write(SERVICE);
            int length = name.length;
            while (length > 0x7F) {
                message.write(length & 0x7F | 0x80);
                length >>>= 7;
            }
            message.write(length);
            message.writeBytes(name);
        }
        return ByteBuffer.allocate(PREFIX + message.size()).put((byte) 0).putInt(message.size())
                .put(message.toByteArray()).array();
    }

    /** @return empty if the bytes are no such answer */
    static Optional<String> health(byte[] framed) {
        ByteBuffer bytes = ByteBuffer.wrap(framed);
        if (framed.length < PREFIX || bytes.get() != 0 || bytes.getInt() != framed.length - PREFIX) {
            return Optional.empty();
        }
        long health = 0;
        while (bytes.hasRemaining()) {
            long tag = varint(bytes);
            long value = varint(bytes);
            int kind = (int) (tag & 7);
            boolean skipped = kind == 2 && value >= 0 && value <= bytes.remaining();
            if (tag < 0 || value < 0 || !(kind == 0 || skipped)) {
                return Optional.empty();
            }
            if (skipped) {
                bytes.position(bytes.position() + (int) value);
            }
            health = tag >> 3 == 1 && kind == 0 ? value : health;
        }
        return Optional.of(health < HEALTH.size() ? HEALTH.get((int) health) : String.valueOf(health));
    }

    /** Negative if there is none. */
    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT && bytes.hasRemaining(); i++) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }

    /** The name of a status that is written as a number. */
    static String name(String status) {
        return status.matches("\\d{1,2}") && Integer.parseInt(status) < STATUS.size()
                ? STATUS.get(Integer.parseInt(status))
                : status;
    }

    /** A message with percent signs for what may not stand in a header. */
    static String decoded(String said) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < said.length(); i++) {
            char c = said.charAt(i);
            boolean escape =
                    c == '%' && i + 2 < said.length() && said.substring(i + 1, i + 3).matches("[0-9a-fA-F]{2}");
            if (escape) {
                bytes.write(Integer.parseInt(said, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c < 0x80 ? c : '?');
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
