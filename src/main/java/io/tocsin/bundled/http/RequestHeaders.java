package io.tocsin.bundled.http;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** The headers of a request: those that were written, and the usual ones that were not. */
final class RequestHeaders {

    private static final String AUTHORIZATION = "Authorization";
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z-]{0,29}");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");
    /** What follows from the body and the connection. */
    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "upgrade");

    private final Headers.Builder headers = new Headers.Builder();

    static RequestHeaders of(HttpUrl url, Settings settings) {
        RequestHeaders all = new RequestHeaders();
        settings.all("header").forEach(all::add);
        authorization(url, settings).ifPresent(all::authorize);
        return all;
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(0, colon)).strip();
        if (!NAME.matcher(name).matches()) {
            throw Refusal.of("http.setting.header", colon < 0 ? firstWord(line) : Clean.text(name));
        }
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw Refusal.of("http.setting.header.own", name);
        }
        String value = line.substring(colon + 1).strip();
        if (CONTROL.matcher(value).find()) {
            throw Refusal.of("http.setting.header.value", name);
        }
        headers.addUnsafeNonAscii(name, value);
    }

    /** Without a colon the line may be a value alone, and that a secret: only a plain word is repeated. */
    private static String firstWord(String line) {
        String word = line.strip().split("\\s", 2)[0];
        return PLAIN.matcher(word).matches() ? word : "***";
    }

    private void authorize(String value) {
        if (has(AUTHORIZATION)) {
            throw Refusal.of("http.setting.authorization");
        }
        headers.addUnsafeNonAscii(AUTHORIZATION, value);
    }

    private static Optional<String> authorization(HttpUrl url, Settings settings) {
        Optional<String> user = settings.text("user");
        Optional<String> password = settings.text("password");
        Optional<String> bearer = settings.text("bearer");
        boolean inUrl = !url.username().isEmpty() || !url.password().isEmpty();
        if ((user.isPresent() ? 1 : 0) + (bearer.isPresent() ? 1 : 0) + (inUrl ? 1 : 0) > 1) {
            throw Refusal.of("http.setting.authorization");
        }
        if (password.isPresent() && user.isEmpty()) {
            throw Refusal.of("http.setting.password");
        }
        if (bearer.isPresent()) {
            if (CONTROL.matcher(bearer.get()).find()) {
                throw Refusal.of("http.setting.header.value", AUTHORIZATION);
            }
            return Optional.of("Bearer " + bearer.get());
        }
        if (inUrl) {
            return Optional.of(Credentials.basic(url.username(), url.password(), StandardCharsets.UTF_8));
        }
        return user.map(name -> Credentials.basic(name, password.orElse(""), StandardCharsets.UTF_8));
    }

    boolean has(String name) {
        return headers.get(name) != null;
    }

    /** Sets a header that was not written. */
    void usual(String name, String value) {
        if (!has(name)) {
            headers.set(name, value);
        }
    }

    Headers build() {
        return headers.build();
    }
}
