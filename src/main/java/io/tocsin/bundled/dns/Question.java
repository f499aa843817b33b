package io.tocsin.bundled.dns;

import io.tocsin.spi.Refusal;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What is asked.
 *
 * @param name in ASCII and small letters, without the dot at its end
 */
record Question(String name, RecordType type) {

    private static final int HEADER = 12;
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int INTERNET = 1;

    /** @throws Refusal if it is no name; an address may stand where one is asked for the name of it */
    static Question of(String name, RecordType type) {
        String plain = name.strip();
        if (type == RecordType.PTR) {
            try {
                return new Question(reversed(InetAddress.ofLiteral(plain)), type);
            } catch (IllegalArgumentException aName) {
                return new Question(checked(plain), type);
            }
        }
        return new Question(checked(plain), type);
    }

    private static String checked(String name) {
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String ascii;
        try {
            ascii = IDN.toASCII(plain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            throw Refusal.of("dns.name", name);
        }
        boolean root = name.equals(".");
        if ((ascii.isEmpty() && !root) || ascii.length() > LONGEST_NAME || ascii.matches(".*[\\s\\\\].*")) {
            throw Refusal.of("dns.name", name);
        }
        for (String label : ascii.split("\\.", -1)) {
            if ((label.isEmpty() && !root) || label.length() > LONGEST_LABEL) {
                throw Refusal.of("dns.name", name);
            }
        }
        return ascii;
    }

    private static String reversed(InetAddress address) {
        StringBuilder name = new StringBuilder();
        byte[] bytes = address.getAddress();
        for (int i = bytes.length - 1; i >= 0; i--) {
            int one = bytes[i] & 0xFF;
            if (address instanceof Inet4Address) {
                name.append(one).append('.');
            } else {
                name.append(Integer.toHexString(one & 0xF)).append('.').append(Integer.toHexString(one >> 4))
                        .append('.');
            }
        }
        return name + (address instanceof Inet4Address ? "in-addr.arpa" : "ip6.arpa");
    }

    /** The whole message. */
    byte[] message(int id) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(ByteBuffer.allocate(HEADER)
                .putShort((short) id)
                .putShort((short) RECURSION_DESIRED)
                .putShort((short) 1)
                .array());
        for (String label : name.split("\\.")) {
            if (!label.isEmpty()) {
                message.write(label.length());
                message.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        message.write(0);
        message.writeBytes(ByteBuffer.allocate(4).putShort((short) type.number).putShort((short) INTERNET).array());
        return message.toByteArray();
    }
}
