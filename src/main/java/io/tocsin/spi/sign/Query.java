package io.tocsin.spi.sign;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The parameters of an address, and how texts are written into one (RFC 3986). */
final class Query {

    private static final String UNRESERVED = "-._~";

    private Query() {}

    /** A parameter as it is meant, without escapes. */
    record Parameter(String name, String value) {

        String written() {
            return escape(name) + "=" + escape(value);
        }
    }

    /** In the order of the address. */
    static List<Parameter> of(URI address) {
        List<Parameter> found = new ArrayList<>();
        String query = address.getRawQuery();
        for (String part : query == null ? new String[0] : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                found.add(new Parameter(meant(name), equals < 0 ? "" : meant(part.substring(equals + 1))));
            }
        }
        return found;
    }

    /** As services compare them: escaped in one way, in the order of what that gives. */
    static String canonical(URI address) {
        return of(address).stream()
                .sorted(Comparator.comparing((Parameter one) -> escape(one.name()))
                        .thenComparing(one -> escape(one.value())))
                .map(Parameter::written)
                .collect(Collectors.joining("&"));
    }

    private static String meant(String escaped) {
        return unescape(escaped.replace('+', ' '));
    }

    /** What escapes stand for; what is none stays as it is. */
    static String unescape(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] from = escaped.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < from.length; i++) {
            int high = i + 2 < from.length && from[i] == '%' ? Character.digit(from[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(from[i + 2], 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(from[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (one & 0xFF);
            boolean plain = character < 0x80 && Character.isLetterOrDigit(character);
            if (plain || UNRESERVED.indexOf(character) >= 0) {
                escaped.append(character);
            } else {
                escaped.append(String.format("%%%02X", one & 0xFF));
            }
        }
        return escaped.toString();
    }
}
