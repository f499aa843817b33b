package io.tocsin.http;

import java.net.InetAddress;
import java.util.Optional;

/** A range of addresses, such as {@code 169.254.0.0/16}, {@code fe80::/10} or a single {@code 100.100.100.200}. */
record Network(String written, InetAddress base, int bits) {

    private static final int BYTE = 8;

    /** Reads a range; empty if the text is none. An IPv4 address inside an IPv6 one counts as what it is. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress base = InetAddress.ofLiteral(address);
            int most = base.getAddress().length * BYTE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            // ::ffff:10.0.0.0/104 has become 10.0.0.0, its prefix counted from the longer form
            boolean mapped = address.indexOf(':') >= 0 && most == 32;
            int own = mapped && slash >= 0 ? bits - 96 : bits;
            return own < 0 || own > most ? Optional.empty() : Optional.of(new Network(text, base, own));
        } catch (IllegalArgumentException noRange) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / BYTE;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % BYTE;
        return rest == 0 || (mine[whole] ^ other[whole]) >> (BYTE - rest) == 0;
    }
}
