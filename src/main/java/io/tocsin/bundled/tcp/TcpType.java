package io.tocsin.bundled.tcp;

import io.tocsin.spi.NameLookup;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Targets such as {@code tcp://db.example.com:5432} or {@code tcp://[::1]:22}. */
record TcpType(NameLookup names) implements ProbedType {

    private static final Pattern TARGET = Pattern.compile(
            "tcp://(?:\\[([0-9a-zA-Z:.%]+)]|([^\\s/:@\\[\\]?#]+)):(\\d{1,5})/?", Pattern.CASE_INSENSITIVE);
    private static final int LAST_PORT = 65_535;

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("tcp");
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Matcher parts = TARGET.matcher(target.strip());
        if (!parts.matches()) {
            throw Refusal.of("tcp.target", target);
        }
        int port = Integer.parseInt(parts.group(3));
        if (port < 1 || port > LAST_PORT) {
            throw Refusal.of("tcp.port", target, parts.group(3));
        }
        boolean brackets = parts.group(1) != null;
        String host = brackets ? parts.group(1) : ascii(target, parts.group(2));
        Optional<InetAddress> literal = literal(host);
        if (brackets && literal.isEmpty()) {
            throw Refusal.of("tcp.target", target);
        }
        literal.ifPresentOrElse(address -> context.allow(host, address), () -> context.allow(host));
        return new TcpProbe(host, port, literal, names, context);
    }

    private static String ascii(String target, String host) {
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            throw Refusal.of("tcp.target", target);
        }
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
