package io.tocsin.bundled.http;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * What one monitor asks, made ready once for all its checks.
 *
 * @param signing what the request is to be signed by, each time it is sent
 * @param insecure whether any certificate will do, also that of a redirect's target
 * @param redirects whether they are followed
 * @param maxBody how much of a body is read
 */
record HttpTarget(
        Request request, Optional<Signing> signing, Setup setup, boolean insecure, boolean redirects, int maxBody) {

    private static final int USUAL_BODY = 1_000_000;
    private static final int LARGEST_BODY = 100_000_000;
    private static final Set<String> BODILESS = Set.of("GET", "HEAD");
    private static final Set<String> BODIED = Set.of("POST", "PUT", "PATCH");
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,30}");
    private static final MediaType JSON = MediaType.get("application/json");

    /** @throws Refusal if the target or a setting cannot be used */
    static HttpTarget of(String target, Settings settings, String agent) {
        return of(target, settings, agent, settings.text("proxy").map(ProxyAddress::parse));
    }

    /**
     * The same by a proxy that no setting names.
     *
     * @throws Refusal if the target or a setting cannot be used
     */
    static HttpTarget of(String target, Settings settings, String agent, Optional<ProxyAddress> proxy) {
        HttpUrl url = url(target);
        Protocol version = version(settings.text("http", "1.1"));
        boolean reuse = settings.flag("reuse", false);
        boolean insecure = settings.flag("insecure", false);
        Setup setup = new Setup(security(url.isHttps(), insecure), version, reuse, proxy);
        String body = settings.text("body", "");
        String method = method(settings.text("method", body.isEmpty() ? "GET" : "POST"), body);
        RequestHeaders headers = RequestHeaders.of(url, settings);
        headers.usual("User-Agent", agent);
        if (!reuse) {
            headers.usual("Connection", "close");
        }
        if (!url.isHttps()) {
            proxy.map(ProxyAddress::credentials)
                    .filter(credentials -> !credentials.isEmpty())
                    .ifPresent(credentials -> headers.usual(ProxyAddress.AUTHORIZATION, credentials));
        }
        Request request = new Request.Builder()
                .url(url.newBuilder().username("").password("").fragment(null).build())
                .headers(headers.build())
                .method(method, body(method, body, headers))
                .build();
        return new HttpTarget(
                request,
                Signing.of(settings, headers, body),
                setup,
                insecure,
                settings.flag("redirects", true),
                settings.number("max-body", USUAL_BODY, 0, LARGEST_BODY));
    }

    /** What is sent now. */
    Request request(Instant now) {
        return signing.map(signed -> signed.sign(request, now)).orElse(request);
    }

    static Setup.Security security(boolean tls, boolean insecure) {
        if (!tls) {
            return Setup.Security.NONE;
        }
        return insecure ? Setup.Security.UNVERIFIED : Setup.Security.VERIFIED;
    }

    /** The library's own words about a wrong address go on about what follows "http", whatever is wrong. */
    private static HttpUrl url(String target) {
        HttpUrl url = HttpUrl.parse(target.strip());
        if (url == null) {
            throw Refusal.of("http.target", Clean.text(withoutUser(target)));
        }
        return url;
    }

    /** A refusal repeats the target, but not a password in it. */
    private static String withoutUser(String target) {
        return target.replaceFirst("//[^/?#]*@", "//***@");
    }

    private static Protocol version(String text) {
        return switch (text.strip()) {
            case "1.1" -> Protocol.HTTP_1_1;
            case "2" -> Protocol.HTTP_2;
            default -> throw Refusal.of("http.setting.http", Clean.text(text));
        };
    }

    private static String method(String text, String body) {
        String method = text.strip().toUpperCase(Locale.ROOT);
        if (!METHOD.matcher(method).matches() || method.equals("CONNECT")) {
            throw Refusal.of("http.setting.method", Clean.text(text));
        }
        if (BODILESS.contains(method) && !body.isEmpty()) {
            throw Refusal.of("http.setting.body", method);
        }
        return method;
    }

    private static @Nullable RequestBody body(String method, String text, RequestHeaders headers) {
        if (text.isEmpty() && !BODIED.contains(method)) {
            return null;
        }
        boolean json = text.strip().startsWith("{") || text.strip().startsWith("[");
        MediaType type = json && !headers.has("Content-Type") ? JSON : null;
        return RequestBody.create(text.getBytes(StandardCharsets.UTF_8), type);
    }
}
