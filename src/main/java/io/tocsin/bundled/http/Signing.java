package io.tocsin.bundled.http;

import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import io.tocsin.spi.sign.Aws4;
import io.tocsin.spi.sign.Credentials;
import io.tocsin.spi.sign.Signer;
import io.tocsin.spi.sign.Tencent3;
import io.tocsin.spi.sign.TencentQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Signs a request anew for each check, as a signature is good for minutes.
 *
 * @param body the request's, as a text
 */
record Signing(Signer signer, String body) {

    private static final Pattern FORM =
            Pattern.compile("aws:(?<region>[\\w-]+)/(?<service>[\\w.-]+)|tencent:(?<tencent>\\w+)|tencent-query");

    /** @throws Refusal if a setting is missing, or it is not known how to sign */
    static Optional<Signing> of(Settings settings, RequestHeaders headers, String body) {
        Optional<String> how = settings.text("sign");
        if (how.isEmpty()) {
            for (String alone : new String[] {"sign-id", "sign-secret", "sign-token"}) {
                if (settings.text(alone).isPresent()) {
                    throw Refusal.of("http.setting.sign.missing", alone, "sign");
                }
            }
            return Optional.empty();
        }
        Matcher form = FORM.matcher(how.get().strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw Refusal.of("http.setting.sign", Clean.text(how.get()));
        }
        if (headers.has("Authorization")) {
            throw Refusal.of("http.setting.authorization");
        }
        Credentials credentials =
                new Credentials(needed(settings, "sign-id"), needed(settings, "sign-secret"), token(settings));
        if (form.group("region") != null) {
            return Optional.of(new Signing(new Aws4(credentials, form.group("region"), form.group("service")), body));
        }
        return Optional.of(new Signing(
                form.group("tencent") == null
                        ? new TencentQuery(credentials)
                        : new Tencent3(credentials, form.group("tencent")),
                body));
    }

    private static String needed(Settings settings, String name) {
        return settings.text(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Refusal.of("http.setting.sign.missing", "sign", name));
    }

    private static String token(Settings settings) {
        return settings.text("sign-token").orElse("");
    }

    Request sign(Request request, Instant now) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < request.headers().size(); i++) {
            headers.merge(request.headers().name(i), request.headers().value(i), (one, other) -> one + "," + other);
        }
        RequestBody sent = request.body();
        MediaType type = sent == null ? null : sent.contentType();
        if (type != null) {
            headers.put("Content-Type", type.toString());
        }
        Http.Request signed = signer.sign(
                new Http.Request(request.method(), request.url().uri().toString(), headers, body, Duration.ZERO), now);
        Headers.Builder all = new Headers.Builder();
        signed.headers().forEach(all::addUnsafeNonAscii);
        return request.newBuilder().url(signed.url()).headers(all.build()).build();
    }
}
