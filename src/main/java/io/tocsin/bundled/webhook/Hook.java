package io.tocsin.bundled.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.channel.HookRoom;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One webhook. It has no {@code toString} of its parts: they are secrets.
 *
 * @param secret signs bodies; empty for none
 */
record Hook(
        String name,
        String url,
        String secret,
        Map<String, String> headers,
        boolean edits,
        boolean finds,
        Manner manner) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern SENDABLE = Pattern.compile("\\s*[!-9;-~]+\\s*:[\\t -~]*");
    private static final String ALGORITHM = "HmacSHA256";

    Hook {
        headers = Map.copyOf(headers);
    }

    Hook(String name, String url, String secret, Map<String, String> headers, boolean edits, boolean finds) {
        this(name, url, secret, headers, edits, finds, Manner.STANDARD);
    }

    static Hook of(String name, Settings settings) {
        String url = settings.text("url").orElseThrow(() -> Refusal.of("webhook.no-url", name));
        if (!HookRoom.isWebAddress(url)) {
            throw Refusal.of("webhook.url", name);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : settings.all("header")) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw Refusal.of("webhook.header", name);
            }
            if (!SENDABLE.matcher(header).matches()) {
                throw Refusal.of("webhook.header-letters", name);
            }
            headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
        return new Hook(
                name,
                url,
                settings.text("secret", ""),
                headers,
                settings.flag("edits", false),
                settings.flag("find", false),
                Manner.of(name, settings, headers));
    }

    Http.Request request(String action, String key, String reference, Message message) {
        String body = manner.shape().body(action, key, reference, message);
        return new Http.Request(manner.method(), url, headersFor(body), body, LIMIT);
    }

    /** Asks for the reference of the message with a key. */
    Http.Request question(String key) {
        String asked = url + (url.indexOf('?') < 0 ? "?" : "&") + "key=" + URLEncoder.encode(key, UTF_8);
        return new Http.Request("GET", asked, headersFor(""), "", LIMIT);
    }

    /** The headers of a request with this body. */
    Map<String, String> headersFor(String body) {
        Map<String, String> all = new LinkedHashMap<>();
        all.putAll(headers);
        all.keySet().removeIf(name -> name.equalsIgnoreCase("Content-Type"));
        all.put("Content-Type", manner.contentType());
        if (!secret.isEmpty()) {
            all.put("X-Tocsin-Signature-256", "sha256=" + sign(body));
        }
        return all;
    }

    private String sign(String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException noSuchAlgorithm) {
            throw new IllegalStateException(noSuchAlgorithm);
        }
    }

    @Override
    public String toString() {
        return "webhook:" + name;
    }
}
