package io.tocsin.via;

import io.tocsin.spi.Phrase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a proxy, to which there is a connection, for one to somebody else: by SOCKS5 (RFC 1928, 1929) or by CONNECT. */
public final class Tunnel {

    private static final int SOCKS = 5;
    private static final int OPEN = 0;
    private static final int PASSWORD = 2;
    private static final int LONGEST_HEADER = 16_384;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final String END = "\r\n\r\n";
    private static final int OK = 200;
    private static final int WANTS_PASSWORD = 407;

    private final Way way;
    private final String host;
    private final int port;
    private final Line line;

    private Tunnel(Way way, String host, int port, Line line) {
        this.way = way;
        this.host = host;
        this.port = port;
        this.line = line;
    }

    /** The connection to the proxy, within the limit of the check. */
    public interface Line {

        void send(byte[] bytes) throws IOException;

        /** The next byte; less than 0 at the end. */
        int read() throws IOException;
    }

    /** The proxy gives no connection. */
    public static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Phrase reason;
        private final boolean byTarget;

        private Refused(Phrase reason, boolean byTarget) {
            super(reason.toString());
            this.reason = reason;
            this.byTarget = byTarget;
        }

        public Phrase reason() {
            return reason;
        }

        /** Whether the proxy says that it is the target that cannot be reached. */
        public boolean byTarget() {
            return byTarget;
        }

        /** A stack trace would cost more than the check. */
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /**
     * Afterwards the connection is one to the host.
     *
     * @param host a name, which the proxy looks up, or an address
     * @throws Refused if the proxy gives none, with the reason
     */
    public static void open(Way way, String host, int port, Line line) throws IOException {
        Tunnel tunnel = new Tunnel(way, host, port, line);
        switch (way.kind()) {
            case SOCKS5 -> tunnel.socks();
            case HTTP -> tunnel.connect();
        }
    }

    private void socks() throws IOException {
        line.send(way.user().isEmpty() ? new byte[] {SOCKS, 1, OPEN} : new byte[] {SOCKS, 2, OPEN, PASSWORD});
        expect(SOCKS);
        switch (next()) {
            case OPEN -> {
                // nobody asks who we are
            }
            case PASSWORD -> logIn();
            default -> throw proxy("auth");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {SOCKS, 1, 0});
        request.writeBytes(address());
        request.write(port >> 8);
        request.write(port);
        line.send(request.toByteArray());
        expect(SOCKS);
        int reply = next();
        if (reply != 0) {
            throw refused(reply);
        }
        next();
        int length = switch (next()) {
            case 1 -> 4;
            case 4 -> 16;
            case 3 -> next();
            default -> throw proxy("no-socks");
        };
        for (int i = 0; i < length + 2; i++) {
            next();
        }
    }

    private void logIn() throws IOException {
        byte[] user = way.user().getBytes(StandardCharsets.UTF_8);
        byte[] password = way.password().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream login = new ByteArrayOutputStream();
        login.write(1);
        login.write(user.length);
        login.writeBytes(user);
        login.write(password.length);
        login.writeBytes(password);
        line.send(login.toByteArray());
        next();
        if (next() != 0) {
            throw proxy("auth");
        }
    }

    private byte[] address() {
        byte[] address = literal().map(InetAddress::getAddress).orElseGet(() -> host.getBytes(StandardCharsets.UTF_8));
        byte[] head = literal().isEmpty()
                ? new byte[] {3, (byte) address.length}
                : new byte[] {(byte) (address.length == 4 ? 1 : 4)};
        byte[] all = Arrays.copyOf(head, head.length + address.length);
        System.arraycopy(address, 0, all, head.length, address.length);
        return all;
    }

    private Optional<InetAddress> literal() {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    private Refused refused(int reply) {
        return switch (reply) {
            case 5 -> new Refused(Phrase.of("via.target.refused", there(), way.toString()), true);
            case 3 -> target("network unreachable");
            case 4 -> target("host unreachable");
            case 6 -> target("time to live expired");
            case 1 -> target("general failure");
            case 2 -> new Refused(
                    Phrase.of("via.proxy.refused", way.toString(), there(), "not allowed by its rules"), false);
            default -> new Refused(
                    Phrase.of("via.proxy.refused", way.toString(), there(), "error " + reply), false);
        };
    }

    private void connect() throws IOException {
        StringBuilder request = new StringBuilder("CONNECT ").append(there()).append(" HTTP/1.1\r\nHost: ")
                .append(there()).append("\r\n");
        if (!way.user().isEmpty()) {
            byte[] who = (way.user() + ":" + way.password()).getBytes(StandardCharsets.UTF_8);
            request.append("Proxy-Authorization: Basic ").append(Base64.getEncoder().encodeToString(who))
                    .append("\r\n");
        }
        line.send(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        String header = header();
        String first = header.lines().findFirst().orElse("");
        Matcher status = STATUS.matcher(first);
        if (!status.matches()) {
            throw new Refused(Phrase.of("via.proxy.no-http", way.toString(), shown(first)), false);
        }
        int code = Integer.parseInt(status.group(1));
        switch (code) {
            case OK -> {
                // the connection is there
            }
            case WANTS_PASSWORD -> throw proxy("auth");
            case 502, 503, 504 -> throw target("status " + code);
            default -> throw new Refused(
                    Phrase.of("via.proxy.refused", way.toString(), there(), "status " + code), false);
        }
    }

    private String header() throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.length() < END.length() || header.indexOf(END, header.length() - END.length()) < 0) {
            header.append((char) next());
            if (header.length() > LONGEST_HEADER) {
                throw new Refused(
                        Phrase.of("via.proxy.no-http", way.toString(), shown(header.substring(0, 200))), false);
            }
        }
        return header.toString();
    }

    private static String shown(String foreign) {
        String clean = foreign.replaceAll("\\p{C}", "?");
        return clean.length() <= 100 ? clean : clean.substring(0, 100) + "...";
    }

    private void expect(int version) throws IOException {
        if (next() != version) {
            throw proxy("no-socks");
        }
    }

    private int next() throws IOException {
        int next = line.read();
        if (next < 0) {
            throw proxy("closed");
        }
        return next;
    }

    private Refused proxy(String key) {
        return new Refused(Phrase.of("via.proxy." + key, way.toString()), false);
    }

    private Refused target(String why) {
        return new Refused(Phrase.of("via.target.unreachable", there(), way.toString(), why), true);
    }

    private String there() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
