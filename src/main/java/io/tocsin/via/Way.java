package io.tocsin.via;

import io.tocsin.spi.Refusal;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A proxy. It looks up names itself.
 *
 * @param user empty where it asks for none
 */
public record Way(Kind kind, String host, int port, String user, String password) {

    /** What a proxy speaks. */
    public enum Kind {
        HTTP,
        SOCKS5
    }

    private static final Pattern FORM = Pattern.compile(
            "(?i)(?<kind>http|socks5h?|socks)://(?:(?<user>[^\\s/?#:]*)(?::(?<word>[^\\s/?#]*))?@)?"
                    + "(?<host>\\[[0-9a-f:.]{2,45}]|[^\\s/?#@:\\[\\]]{1,253})(?::(?<port>\\d{1,5}))?/?");
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_WORD = 255;

    /**
     * Reads an address such as {@code socks5://user:password@host:port}.
     *
     * @throws Refusal if it is none; it does not repeat the text, which may hold a password
     */
    public static Way parse(String text) {
        return parse(text, "", "");
    }

    /**
     * The same with user and password beside it, which are those of the address where these are empty.
     *
     * @throws Refusal if it is none
     */
    public static Way parse(String text, String user, String password) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw Refusal.of("via.way");
        }
        Kind kind = kind(parts.group("kind"));
        int port = parts.group("port") == null ? usual(kind) : Integer.parseInt(parts.group("port"));
        String name = user.isEmpty() ? plain(parts.group("user")) : user;
        String word = user.isEmpty() && parts.group("word") != null ? plain(parts.group("word")) : password;
        if (port < 1 || port > LAST_PORT || tooLong(name) || tooLong(word)) {
            throw Refusal.of("via.way");
        }
        return new Way(kind, host(parts.group("host")), port, name, word);
    }

    private static Kind kind(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> Kind.HTTP;
            default -> Kind.SOCKS5;
        };
    }

    private static int usual(Kind kind) {
        return switch (kind) {
            case HTTP -> 80;
            case SOCKS5 -> 1_080;
        };
    }

    private static String host(String written) {
        if (written.startsWith("[")) {
            return written.substring(1, written.length() - 1);
        }
        try {
            return IDN.toASCII(written).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            throw Refusal.of("via.way");
        }
    }

    private static String plain(@Nullable String escaped) {
        if (escaped == null) {
            return "";
        }
        try {
            return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscapes) {
            throw Refusal.of("via.way");
        }
    }

    private static boolean tooLong(String word) {
        return word.getBytes(StandardCharsets.UTF_8).length > LONGEST_WORD;
    }

    /** Where it is, without what must not be shown. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
