package io.tocsin.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How keys and environment variables belong together. {@code TOCSIN_} and the key in upper case, each dot and dash as
 * {@code _}: {@code web.port} is {@code TOCSIN_WEB_PORT}, {@code failure-threshold} is {@code TOCSIN_FAILURE_THRESHOLD}.
 * Where the key contains a name that only the variable tells, as {@code room.<alias>}, the name is in lower case and
 * {@code __} stands for a dash in it: {@code TOCSIN_ROOM_ON__CALL} is {@code room.on-call}.
 */
final class Variables {

    static final String PREFIX = "TOCSIN_";

    /** What Kubernetes sets in every container when a service is called tocsin. */
    private static final Pattern KUBERNETES =
            Pattern.compile("TOCSIN_SERVICE_(HOST|PORT\\w*)|TOCSIN_PORT(_\\d+_(TCP|UDP|SCTP)\\w*)?");

    private Variables() {}

    static boolean isKey(String variable) {
        return variable.startsWith(PREFIX)
                && variable.length() > PREFIX.length()
                && !KUBERNETES.matcher(variable).matches();
    }

    /** The variable of a key. */
    static String of(String key) {
        return PREFIX + loose(key);
    }

    /** The variable of a key whose dashes are doubled. */
    static String exact(String key) {
        return PREFIX + loose(key.replace("-", "__"));
    }

    static String loose(String key) {
        StringBuilder loose = new StringBuilder(key.length());
        for (char letter : key.toUpperCase(Locale.ROOT).toCharArray()) {
            loose.append(letter < 128 && Character.isLetterOrDigit(letter) ? letter : '_');
        }
        return loose.toString();
    }

    /** The key that a variable most likely means. */
    static String toKey(String variable) {
        return part(variable.substring(PREFIX.length()));
    }

    static String part(String rest) {
        return rest.toLowerCase(Locale.ROOT).replace("__", "-").replace('_', '.');
    }
}
