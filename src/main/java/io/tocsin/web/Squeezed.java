package io.tocsin.web;

import com.sun.net.httpserver.HttpExchange;
import io.tocsin.spi.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Bodies as they go over the wire: long ones compressed, for those who can read that. */
final class Squeezed {

    /** What is shorter fits into a packet as it is. */
    private static final int SHORT = 1_400;

    private Squeezed() {}

    static byte[] body(HttpExchange exchange, Route.Answer answer) throws IOException {
        byte[] plain = answer.body().getBytes(StandardCharsets.UTF_8);
        if (plain.length < SHORT) {
            return plain;
        }
        exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
        if (!accepts(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
            return plain;
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        ByteArrayOutputStream squeezed = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(squeezed)) {
            gzip.write(plain);
        }
        return squeezed.toByteArray();
    }

    /** Such as {@code gzip, deflate;q=0.5}; a weight of 0 means never. */
    static boolean accepts(@Nullable String encodings) {
        return encodings != null && Arrays.stream(encodings.toLowerCase(Locale.ROOT).split(","))
                .map(one -> one.replaceAll("\\s", ""))
                .anyMatch(one -> one.equals("gzip") || one.startsWith("gzip;") && !one.matches("gzip;q=0(?:\\.0*)?"));
    }
}
