package io.tocsin.monitor;

import io.tocsin.condition.Glob;
import io.tocsin.spi.Refusal;
import java.util.Locale;
import java.util.Set;

/**
 * What people name when they mean monitors: a name, a group, a tag, a pattern such as {@code shop-*}, one of these made
 * certain by {@code group:} or {@code tag:}, or {@code all}.
 */
public final class Selector {

    /** Words that cannot be names of monitors, because they mean something else in commands. */
    static final Set<String> RESERVED = Set.of("all", "down", "open", "today", "monitor");

    private Selector() {}

    public static boolean matches(String selector, Monitor monitor) {
        String wanted = selector.toLowerCase(Locale.ROOT);
        if (wanted.equals("all")) {
            return true;
        }
        if (wanted.startsWith("group:")) {
            return same(wanted.substring(6), monitor.group());
        }
        if (wanted.startsWith("tag:")) {
            return monitor.tags().stream().anyMatch(tag -> same(wanted.substring(4), tag));
        }
        return same(wanted, monitor.name())
                || same(wanted, monitor.group())
                || monitor.tags().stream().anyMatch(tag -> same(wanted, tag));
    }

    /** Whether a name or pattern is, or fits, a text such as another selector. */
    public static boolean matchesName(String selector, String text) {
        return same(selector.toLowerCase(Locale.ROOT), text);
    }

    private static boolean same(String wanted, String name) {
        if (wanted.isEmpty()) {
            return false;
        }
        if (wanted.indexOf('*') < 0 && wanted.indexOf('?') < 0) {
            return wanted.equalsIgnoreCase(name);
        }
        try {
            return Glob.parse(wanted).matches(name.toLowerCase(Locale.ROOT));
        } catch (Refusal noPattern) {
            return false;
        }
    }
}
