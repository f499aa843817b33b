package io.tocsin.bundled.dns;

import io.tocsin.spi.AddressText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message from a name server.
 *
 * @param rcode such as {@code NXDOMAIN}
 * @param cut whether the rest is to be asked for by TCP
 */
record Answer(int rcode, boolean cut, List<Entry> entries) {

    private static final int RESPONSE = 0x8000;
    private static final int TRUNCATED = 0x0200;
    private static final int HEADER = 12;
    private static final int FIXED_OF_SOA = 20;
    private static final List<String> RCODES = List.of(
            "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET",
            "NOTAUTH", "NOTZONE");

    /**
     * One record.
     *
     * @param value as Gatus shows it: of an MX the server, of an SRV server and port
     * @param full as zone files have it
     */
    record Entry(RecordType type, String value, String full) {}

    /**
     * Reads what has come.
     *
     * @return empty if it is the answer to something else
     * @throws BadMessage if it is no message at all
     */
    static Optional<Answer> read(byte[] message, int id, Question question) throws BadMessage {
        Reader reader = new Reader(message, 0, message.length);
        int itsId = reader.number(2);
        int flags = reader.number(2);
        int questions = reader.number(2);
        int answers = reader.number(2);
        if (itsId != id || (flags & RESPONSE) == 0) {
            return Optional.empty();
        }
        Reader body = new Reader(message, HEADER, message.length);
        for (int i = 0; i < questions; i++) {
            String name = body.name();
            int type = body.number(2);
            body.number(2);
            if (!isSame(name, question.name()) || type != question.type().number) {
                return Optional.empty();
            }
        }
        List<Entry> entries = new ArrayList<>();
        boolean cut = (flags & TRUNCATED) != 0;
        for (int i = 0; i < answers && !(cut && body.left() == 0); i++) {
            entry(body).ifPresent(entries::add);
        }
        return Optional.of(new Answer(flags & 0xF, cut, List.copyOf(entries)));
    }

    private static boolean isSame(String name, String asked) {
        return name.toLowerCase(Locale.ROOT).equals(asked + ".");
    }

    private static Optional<Entry> entry(Reader body) throws BadMessage {
        body.name();
        Optional<RecordType> type = RecordType.numbered(body.number(2));
        body.number(2);
        body.number(4);
        Reader data = body.part(body.number(2));
        return type.isEmpty() ? Optional.empty() : Optional.of(entry(type.get(), data));
    }

    private static Entry entry(RecordType type, Reader data) throws BadMessage {
        return switch (type) {
            case A, AAAA -> same(type, address(data));
            case CNAME, NS, PTR -> same(type, data.name());
            case TXT -> text(data);
            case MX -> {
                int preference = data.number(2);
                String server = data.name();
                yield new Entry(type, server, preference + " " + server);
            }
            case SRV -> {
                int priority = data.number(2);
                int weight = data.number(2);
                int port = data.number(2);
                String server = data.name();
                yield new Entry(type, server + ":" + port, priority + " " + weight + " " + port + " " + server);
            }
            case CAA -> {
                int flags = data.number(1);
                String tag = data.text();
                yield same(type, flags + " " + tag + " \"" + data.rest() + "\"");
            }
            case SOA -> {
                String names = data.name() + " " + data.name();
                yield same(type, names + numbers(data));
            }
        };
    }

    private static Entry same(RecordType type, String value) {
        return new Entry(type, value, value);
    }

    private static String address(Reader data) throws BadMessage {
        int length = data.left();
        try {
            return AddressText.of(InetAddress.getByAddress(data.bytes(length)));
        } catch (UnknownHostException wrongLength) {
            throw new BadMessage("an address of " + length + " bytes");
        }
    }

    /** Its parts are one text. */
    private static Entry text(Reader data) throws BadMessage {
        StringBuilder all = new StringBuilder();
        while (data.left() > 0) {
            all.append(data.text());
        }
        return new Entry(RecordType.TXT, all.toString(), "\"" + all + "\"");
    }

    private static String numbers(Reader data) throws BadMessage {
        StringBuilder numbers = new StringBuilder();
        for (int read = 0; read < FIXED_OF_SOA; read += 4) {
            numbers.append(' ').append(Integer.toUnsignedString(data.number(4)));
        }
        return numbers.toString();
    }

    String code() {
        return rcode < RCODES.size() ? RCODES.get(rcode) : "RCODE" + rcode;
    }

    /** Those of the type that was asked for; where there are none, whatever leads there. In a settled order. */
    List<Entry> of(RecordType type) {
        List<Entry> asked = entries.stream().filter(entry -> entry.type() == type).toList();
        return (asked.isEmpty() ? entries : asked).stream()
                .sorted((one, other) -> one.full().compareTo(other.full()))
                .toList();
    }
}
