package io.tocsin.net;

import io.tocsin.spi.Refusal;
import java.net.IDN;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the targets of a type are written: {@code scheme://host:port}.
 *
 * @param type the type's name
 * @param schemes what a target may begin with; the first is the usual one
 * @param port where none is written; 0 if one must be
 * @param example a whole target
 */
public record Form(String type, List<String> schemes, int port, String example) {

    private static final Pattern TARGET = Pattern.compile(
            "([a-z][a-z0-9]*)://(?:\\[([0-9a-zA-Z:.%]+)]|([^\\s/:@\\[\\]?#]+))(?::(\\d{1,5}))?/?",
            Pattern.CASE_INSENSITIVE);
    private static final int LAST_PORT = 65_535;

    public Form {
        schemes = List.copyOf(schemes);
    }

    /** @throws Refusal if it is not written so */
    public Endpoint parse(String target) {
        Matcher parts = TARGET.matcher(target.strip());
        if (!parts.matches() || !schemes.contains(parts.group(1).toLowerCase(Locale.ROOT))
                || (port == 0 && parts.group(4) == null)) {
            throw refusal(target);
        }
        boolean brackets = parts.group(2) != null;
        String host = brackets ? parts.group(2) : ascii(target, parts.group(3));
        Optional<InetAddress> literal = literal(host);
        if (brackets && literal.isEmpty()) {
            throw refusal(target);
        }
        return new Endpoint(host, parts.group(4) == null ? port : port(target, parts.group(4)), literal);
    }

    /** That a target is not written so. */
    public Refusal refusal(String target) {
        String form = schemes.getFirst() + (port == 0 ? "://host:port" : "://host");
        return Refusal.of("net.target", Clean.text(target.replaceFirst("//[^/?#@:]*:[^/?#]*@", "//***@")), type, form,
                example);
    }

    private static int port(String target, String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > LAST_PORT) {
            throw Refusal.of("net.port", target, text);
        }
        return port;
    }

    private String ascii(String target, String host) {
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            throw refusal(target);
        }
    }

    static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
