package io.tocsin.bundled.mail;

import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a mail that a server was handed.
 *
 * @param refused who will never get it, and what the server said
 * @param later who may get it if it is tried again, and what the server said
 */
record Sent(Map<InternetAddress, String> refused, Map<InternetAddress, String> later) {

    static final Sent TO_ALL = new Sent(Map.of(), Map.of());

    Sent {
        refused = new LinkedHashMap<>(refused);
        later = new LinkedHashMap<>(later);
    }

    boolean toNobody(List<InternetAddress> all) {
        return all.stream().allMatch(one -> refused.containsKey(one) || later.containsKey(one));
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        refused.forEach((one, said) -> parts.add("refuses " + one.getAddress() + ": " + said));
        later.forEach((one, said) -> parts.add("takes nothing for " + one.getAddress() + " now: " + said));
        return String.join("; ", parts);
    }
}
