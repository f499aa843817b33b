package io.tocsin.bundled.mail;

import jakarta.mail.internet.InternetAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who has had a mail that others are still to get, so that nobody gets it twice. Safe for use by many threads. */
final class Served {

    private static final int MOST = 1_000;

    private final Map<String, Set<InternetAddress>> waiting = new LinkedHashMap<>();

    /** Those who have not had it. */
    synchronized List<InternetAddress> left(String mail, List<InternetAddress> all) {
        Set<InternetAddress> left = waiting.getOrDefault(mail, Set.copyOf(all));
        return all.stream().filter(left::contains).toList();
    }

    /** @param later those who are to get it yet */
    synchronized void keep(String mail, List<InternetAddress> all, Collection<InternetAddress> later) {
        waiting.put(mail, Set.copyOf(left(mail, all).stream().filter(later::contains).toList()));
        if (waiting.size() > MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    synchronized void forget(String mail) {
        waiting.remove(mail);
    }
}
