package io.tocsin.http;

import io.tocsin.spi.AddressText;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Refusal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses may be connected to. Denied by default are those that only machines have reason to talk to: link-local
 * ones, the metadata services of clouds, multicast and the unspecified address. Loopback and private networks are what
 * people watch. What is allowed expressly wins.
 */
public final class Targets implements ProbeContext {

    /** What {@code targets.deny} holds unless it is set; the word {@code default} in it stands for these. */
    static final List<String> DENIED = List.of(
            "169.254.0.0/16",
            "fe80::/10",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "fd00:ec2::254",
            "fd20:ce::254",
            "metadata.google.internal",
            "0.0.0.0/8",
            "::",
            "224.0.0.0/4",
            "255.255.255.255",
            "ff00::/8");

    private static final Network NAT64 = Network.parse("64:ff9b::/96").orElseThrow();
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16").orElseThrow();
    private static final Network COMPATIBLE = Network.parse("::/96").orElseThrow();

    private final Rules denied;
    private final Rules allowed;

    /** @throws IllegalArgumentException if an entry is neither a range of addresses nor a name */
    public Targets(List<String> deny, List<String> allow) {
        this.denied = Rules.of(deny);
        this.allowed = Rules.of(allow);
    }

    /** Whether a text can stand in a list of targets. */
    static boolean readable(String entry) {
        return Network.parse(entry).isPresent() || Rules.NAME.matcher(entry).matches();
    }

    @Override
    public void allow(String host, InetAddress address) {
        String name = name(host);
        Optional<InetAddress> inner = inner(address);
        Optional<String> rule = denied.match(name, address).or(() -> inner.flatMap(four -> denied.match(name, four)));
        if (rule.isEmpty() || allowed.match(name, address).isPresent()) {
            return;
        }
        String shown = AddressText.of(address);
        boolean byName = Network.parse(rule.get()).isEmpty();
        if (byName || name.indexOf(':') >= 0 || name.equals(shown)) {
            throw Refusal.of("http.denied", host, rule.get());
        }
        throw Refusal.of("http.denied.resolved", host, shown, rule.get());
    }

    /** An address written out is judged, else the name alone. */
    @Override
    public void allow(String host) {
        String name = name(host);
        Optional<Network> literal = Network.parse(name);
        if (literal.isPresent()) {
            allow(host, literal.get().base());
            return;
        }
        denied.match(name).filter(rule -> allowed.match(name).isEmpty()).ifPresent(rule -> {
            throw Refusal.of("http.denied", host, rule);
        });
    }

    /** Without the dot that may end a name. */
    private static String name(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The IPv4 address that an IPv6 one leads to. */
    private static Optional<InetAddress> inner(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        boolean own = address.isLoopbackAddress() || address.isAnyLocalAddress();
        if (NAT64.contains(address) || COMPATIBLE.contains(address) && !own) {
            return Optional.of(four(Arrays.copyOfRange(bytes, 12, 16)));
        }
        return SIX_TO_FOUR.contains(address) ? Optional.of(four(Arrays.copyOfRange(bytes, 2, 6))) : Optional.empty();
    }

    private static InetAddress four(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }

    /** One list. */
    private record Rules(List<Network> networks, List<String> names) {

        private static final Pattern NAME =
                Pattern.compile("(\\*\\.)?[\\p{L}\\d]([\\p{L}\\d._-]*[\\p{L}\\d])?");

        static Rules of(List<String> entries) {
            List<Network> networks = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (String entry : entries) {
                Optional<Network> network = Network.parse(entry);
                network.ifPresent(networks::add);
                if (network.isEmpty()) {
                    names.add(name(entry));
                }
            }
            return new Rules(List.copyOf(networks), List.copyOf(names));
        }

        private static String name(String entry) {
            if (!NAME.matcher(entry).matches()) {
                throw new IllegalArgumentException("neither a range of addresses nor a name: " + entry);
            }
            return entry.toLowerCase(Locale.ROOT);
        }

        /** The entry that covers a host at an address. */
        Optional<String> match(String host, InetAddress address) {
            for (Network network : networks) {
                if (network.contains(address)) {
                    return Optional.of(network.written());
                }
            }
            return match(host);
        }

        Optional<String> match(String host) {
            for (String name : names) {
                if (name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name)) {
                    return Optional.of(name);
                }
            }
            return Optional.empty();
        }
    }
}
