package io.tocsin.bundled.dns;

import java.nio.charset.StandardCharsets;

/** Walks through a message. Nothing is believed: neither a length nor where a name goes on. */
final class Reader {

    private static final int POINTER = 0xC0;
    private static final int LONGEST_NAME = 255;

    private final byte[] message;
    private int at;
    private final int end;

    Reader(byte[] message, int at, int end) {
        this.message = message;
        this.at = at;
        this.end = end;
    }

    int left() {
        return end - at;
    }

    int number(int bytes) throws BadMessage {
        need(bytes);
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | message[at++] & 0xFF;
        }
        return number;
    }

    byte[] bytes(int count) throws BadMessage {
        need(count);
        byte[] bytes = new byte[count];
        System.arraycopy(message, at, bytes, 0, count);
        at += count;
        return bytes;
    }

    /** The next bytes, to be read by themselves; names in them may lead to anywhere before. */
    Reader part(int length) throws BadMessage {
        need(length);
        Reader part = new Reader(message, at, at + length);
        at += length;
        return part;
    }

    /** Text with its length in front. */
    String text() throws BadMessage {
        return escaped(bytes(number(1)));
    }

    /** All that is left, as text. */
    String rest() throws BadMessage {
        return escaped(bytes(left()));
    }

    /** A name with a dot at its end. */
    String name() throws BadMessage {
        StringBuilder name = new StringBuilder();
        Reader here = this;
        int before = at;
        int length = here.number(1);
        while (length != 0) {
            if (length >= POINTER) {
                int to = (length & ~POINTER) << 8 | here.number(1);
                if (to >= before) {
                    throw new BadMessage("a name that goes on behind itself");
                }
                before = to;
                here = new Reader(message, to, message.length);
            } else if (length > LONGEST_NAME / 4) {
                throw new BadMessage("a label of an unknown kind");
            } else {
                name.append(escaped(here.bytes(length))).append('.');
            }
            if (name.length() > LONGEST_NAME * 4) {
                throw new BadMessage("a name without end");
            }
            length = here.number(1);
        }
        return name.isEmpty() ? "." : name.toString();
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            boolean plain = c >= ' ' && c < 0x7F;
            text.append(plain ? String.valueOf(c) : "\\%03d".formatted((int) c));
        }
        return text.toString();
    }

    private void need(int bytes) throws BadMessage {
        if (bytes > end - at) {
            throw new BadMessage("it ends too soon");
        }
    }
}
