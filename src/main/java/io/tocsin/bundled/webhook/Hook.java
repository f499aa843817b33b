package io.tocsin.bundled.webhook;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One webhook. It has no {@code toString} of its parts: they are secrets.
 *
 * @param secret signs bodies; empty for none
 */
record Hook(String name, String url, String secret, Map<String, String> headers, boolean edits, boolean finds) {

    private static final String ALGORITHM = "HmacSHA256";

    Hook {
        headers = Map.copyOf(headers);
    }

    static Hook of(String name, Settings settings) {
        String url = settings.text("url").orElseThrow(() -> Refusal.of("webhook.no-url", name));
        if (!isWebAddress(url)) {
            throw Refusal.of("webhook.url", name);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : settings.all("header")) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw Refusal.of("webhook.header", name);
            }
            headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
        return new Hook(
                name,
                url,
                settings.text("secret", ""),
                headers,
                settings.flag("edits", false),
                settings.flag("find", false));
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getRawAuthority() != null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    /** The headers of a request with this body. */
    Map<String, String> headersFor(String body) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Type", "application/json; charset=utf-8");
        all.putAll(headers);
        if (!secret.isEmpty()) {
            all.put("X-Tocsin-Signature-256", "sha256=" + sign(body));
        }
        return all;
    }

    private String sign(String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException noSuchAlgorithm) {
            throw new IllegalStateException(noSuchAlgorithm);
        }
    }

    @Override
    public String toString() {
        return "webhook:" + name;
    }
}
