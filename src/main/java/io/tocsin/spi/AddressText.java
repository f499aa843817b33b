package io.tocsin.spi;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** Addresses as people and conditions write them: an IPv6 one with its longest run of zeros left out, as in ::1. */
public final class AddressText {

    private static final int GROUPS = 8;

    private AddressText() {}

    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        String full = address.getHostAddress();
        int zone = full.indexOf('%');
        String plain = zone < 0 ? full : full.substring(0, zone);
        return shortened(plain.split(":")) + (zone < 0 ? "" : full.substring(zone));
    }

    private static String shortened(String[] groups) {
        int from = 0;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > length) {
                from = i;
                length = zeros;
            }
        }
        if (length == 1) {
            return String.join(":", groups);
        }
        String before = String.join(":", List.of(groups).subList(0, from));
        return before + "::" + String.join(":", List.of(groups).subList(from + length, GROUPS));
    }

    private static int zerosFrom(String[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end].equals("0")) {
            end++;
        }
        return end - start;
    }
}
