package io.tocsin.config;

import io.tocsin.spi.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords that are written out where everybody can read them: refused where they are typed, hidden where they are kept. */
public final class Literals {

    private static final String WORDS =
            "authorization|cookie|x-api-key|x-auth-token|password|passwd|passphrase|pwd|secret"
                    + "|token|api[-_]?key|access[-_]?key|credentials?";
    /** Inside of a quoted text it is escaped. */
    private static final String QUOTE = "\\\\?[\"']?";
    /** Anything that a secret's name may stand in, up to its end. */
    private static final String VALUE =
            "(?!\\$\\{secret:)(?:(?:bearer|basic|token)\\s+)?+(?!\\$\\{secret:)(?=[^\\s\"'&,;}])(?!\\\\[\"'])"
                    + "[^\\s\\\\\"'&,;}]*+(?:\\\\(?![\"'])[^\\s\\\\\"'&,;}]*+)*";
    private static final Pattern IN_URL = Pattern.compile("(://[^\\s:/@?#]*):(?!\\$\\{secret:)[^\\s/?#]*@");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?<![a-z{])((?:[a-z0-9]+[-_])*(?:" + WORDS + ")" + QUOTE + "(?:\\s*[:=]\\s*|\\s+)" + QUOTE + ")"
                    + VALUE);
    private static final Pattern WRITTEN_OUT = Pattern.compile(
            "(?i)(?<![a-z{])((?:[a-z0-9]+[-_])*(?:" + WORDS + "))(" + QUOTE + "\\s*[:=]\\s*" + QUOTE + ")" + VALUE);
    private static final Pattern SCHEME =
            Pattern.compile("(?i)\\b(bearer|basic)\\s+(?!\\$\\{secret:)[a-z0-9._~+/=-]{6,}");
    private static final Pattern HEADER =
            Pattern.compile("(?i)\\s*([a-z0-9_-]*(?:" + WORDS + ")[a-z0-9_-]*)\\s*:\\s*(.+)");

    private Literals() {}

    /** Hides what looks like a password. */
    public static String hide(String line) {
        String hidden = IN_URL.matcher(line).replaceAll("$1:" + Secret.HIDDEN + "@");
        hidden = NAMED.matcher(hidden).replaceAll("$1" + Matcher.quoteReplacement(Secret.HIDDEN));
        return SCHEME.matcher(hidden).replaceAll("$1 " + Secret.HIDDEN);
    }

    /**
     * Refuses the value of a secret setting that is written out and does not name a secret of the configuration.
     *
     * @throws Refusal with the advice to write {@code ${secret:NAME}}
     */
    public static void refuse(String setting, String value) {
        if (!value.isBlank() && !Secrets.named(value)) {
            throw Refusal.of("access.literal", setting);
        }
    }

    /** Refuses a header such as {@code Authorization: Bearer 1234} whose value is written out. */
    public static void refuseInHeader(String header) {
        Matcher secret = HEADER.matcher(header);
        if (secret.matches()) {
            refuse(secret.group(1), secret.group(2));
        }
    }

    /**
     * Refuses an address such as {@code https://user:1234@example.com} or {@code https://example.com/?token=1234}, whose
     * password is written out.
     */
    public static void refuseInTarget(String target) {
        if (IN_URL.matcher(target).find()) {
            throw Refusal.of("access.literal.target");
        }
        refuseInText(target.substring(query(target)));
    }

    /** Refuses a text such as {@code {"token":"1234"}} or {@code user=ana&password=1234}, as bodies have. */
    public static void refuseInText(String text) {
        Matcher literal = WRITTEN_OUT.matcher(text);
        if (literal.find()) {
            throw Refusal.of("access.literal", literal.group(1));
        }
    }

    /** An address with something else in the place of what {@link #refuseInTarget} refuses. */
    public static String replaceInTarget(String target, String placeholder) {
        int query = query(target);
        return IN_URL.matcher(target.substring(0, query))
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + ":" + placeholder + "@"))
                + replaceInText(target.substring(query), placeholder);
    }

    /** A text with something else in the place of what {@link #refuseInText} refuses. */
    public static String replaceInText(String text, String placeholder) {
        return WRITTEN_OUT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + found.group(2) + placeholder));
    }

    /** A host and a port look like a name and its value, so only what follows them is looked at. */
    private static int query(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target.length() : query;
    }
}
