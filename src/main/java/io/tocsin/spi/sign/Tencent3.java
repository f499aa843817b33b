package io.tocsin.spi.sign;

import io.tocsin.spi.Http;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tencent Cloud's signature TC3-HMAC-SHA256, in headers. What is to be done stands in headers of the request: {@code
 * X-TC-Action}, {@code X-TC-Version}, {@code X-TC-Region}. See <a
 * href="https://www.tencentcloud.com/document/api/1005/34678">its description</a>.
 *
 * @param service such as {@code ckafka}
 */
public record Tencent3(Credentials credentials, String service) implements Signer {

    private static final String ALGORITHM = "TC3-HMAC-SHA256";
    private static final String SIGNED = "content-type;host";
    private static final String TYPE = "Content-Type";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    @Override
    public Http.Request sign(Http.Request request, Instant now) {
        URI address = URI.create(request.url());
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        if (header(headers, TYPE).isEmpty()) {
            headers.put(TYPE, request.body().isEmpty() ? "application/x-www-form-urlencoded" : "application/json");
        }
        String time = Long.toString(now.getEpochSecond());
        headers.put("X-TC-Timestamp", time);
        if (!credentials.token().isEmpty()) {
            headers.put("X-TC-Token", credentials.token());
        }
        String type = header(headers, TYPE).orElse("").strip().toLowerCase(Locale.ROOT);
        String query = Optional.ofNullable(address.getRawQuery()).orElse("");
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String canonical = String.join("\n",
                request.method(), path, query, "content-type:" + type, "host:" + host(address), "", SIGNED,
                Digests.sha256(request.body()));
        String day = DAY.format(now);
        String scope = day + "/" + service + "/tc3_request";
        String text = String.join("\n", ALGORITHM, time, scope, Digests.sha256(canonical));
        byte[] key = Digests.derived("TC3" + credentials.secret(), day, service, "tc3_request");
        headers.put("Authorization", ALGORITHM + " Credential=" + credentials.id() + "/" + scope
                + ", SignedHeaders=" + SIGNED + ", Signature="
                + Digests.hex(Digests.hmac(Digests.SHA256, key, text)));
        return new Http.Request(request.method(), request.url(), headers, request.body(), request.limit());
    }

    private static Optional<String> header(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The host as a request names it: with the port where it is not the usual one. */
    static String host(URI address) {
        if (address.getHost() == null) {
            throw new IllegalArgumentException("no host in the address");
        }
        int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return address.getPort() < 0 || address.getPort() == usual ? host : host + ":" + address.getPort();
    }
}
