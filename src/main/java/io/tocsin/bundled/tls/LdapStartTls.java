package io.tocsin.bundled.tls;

import io.tocsin.net.Attempt;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The one extended operation of LDAP that is needed here, in BER. */
final class LdapStartTls {

    private static final byte[] OPERATION = "1.3.6.1.4.1.1466.20037".getBytes(StandardCharsets.US_ASCII);
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int ENUMERATED = 0x0A;
    private static final int EXTENDED_REQUEST = 0x77;
    private static final int EXTENDED_RESPONSE = 0x78;
    private static final int REQUEST_NAME = 0x80;
    private static final int LONGEST = 100_000;

    private LdapStartTls() {}

    static byte[] request() {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        int operation = 2 + OPERATION.length;
        request.writeBytes(new byte[] {SEQUENCE, (byte) (3 + 2 + operation), INTEGER, 1, 1});
        request.writeBytes(
                new byte[] {EXTENDED_REQUEST, (byte) operation, (byte) REQUEST_NAME, (byte) OPERATION.length});
        request.writeBytes(OPERATION);
        return request.toByteArray();
    }

    /** @throws Trouble if the server declines, or does not speak LDAP */
    static void read(Wire wire, Attempt attempt) throws IOException {
        expect(wire.read() == SEQUENCE, attempt);
        byte[] message = wire.bytes(length(wire, attempt));
        int at = 0;
        expect(message.length > 2 && message[at] == INTEGER && message[at + 1] > 0 && message[at + 1] <= 4, attempt);
        at += 2 + message[at + 1];
        expect(message.length > at + 1 && message[at] == EXTENDED_RESPONSE, attempt);
        at += 2 + extra(message[at + 1]);
        expect(message.length > at + 2 && message[at] == ENUMERATED && message[at + 1] == 1, attempt);
        int code = message[at + 2];
        if (code != 0) {
            throw new Trouble(Phrase.of("net.starttls.refused", attempt.there(), "StartTLS", "LDAP " + code));
        }
    }

    /** Bytes of a length beyond its first. */
    private static int extra(byte first) {
        return (first & 0x80) == 0 ? 0 : first & 0x7F;
    }

    private static int length(Wire wire, Attempt attempt) throws IOException {
        int first = wire.read();
        if (first < 0x80) {
            return first;
        }
        int more = first & 0x7F;
        expect(more >= 1 && more <= 3, attempt);
        int length = 0;
        for (byte next : wire.bytes(more)) {
            length = length << 8 | next & 0xFF;
        }
        expect(length <= LONGEST, attempt);
        return length;
    }

    private static void expect(boolean right, Attempt attempt) throws Trouble {
        if (!right) {
            throw new Trouble(Phrase.of("net.starttls.ldap", attempt.there()));
        }
    }
}
