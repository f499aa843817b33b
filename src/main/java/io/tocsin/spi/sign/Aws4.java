package io.tocsin.spi.sign;

import io.tocsin.spi.Http;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * AWS Signature Version 4 in headers, as SNS, S3 and many others want it. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">its description</a>.
 *
 * @param region such as {@code eu-central-1}
 * @param service such as {@code sns}; of {@code s3} the path is taken as it stands, and the body's hash is sent along
 */
public record Aws4(Credentials credentials, String region, String service) implements Signer {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String S3 = "s3";
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
    /** What somebody on the way may change. */
    private static final Set<String> NOT_SIGNED =
            Set.of("authorization", "connection", "expect", "user-agent", "x-amzn-trace-id");

    @Override
    public Http.Request sign(Http.Request request, Instant now) {
        URI address = URI.create(request.url());
        String body = Digests.sha256(request.body());
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.put("X-Amz-Date", INSTANT.format(now));
        if (service.equals(S3)) {
            headers.put("X-Amz-Content-Sha256", body);
        }
        if (!credentials.token().isEmpty()) {
            headers.put("X-Amz-Security-Token", credentials.token());
        }
        SortedMap<String, String> signed = signed(headers, address);
        String names = String.join(";", signed.keySet());
        String canonical = String.join("\n",
                request.method(), path(address), Query.canonical(address), lines(signed), names, body);
        String day = DAY.format(now);
        String scope = String.join("/", day, region, service, "aws4_request");
        String text = String.join("\n", ALGORITHM, INSTANT.format(now), scope, Digests.sha256(canonical));
        byte[] key = Digests.derived("AWS4" + credentials.secret(), day, region, service, "aws4_request");
        headers.put("Authorization", ALGORITHM + " Credential=" + credentials.id() + "/" + scope
                + ", SignedHeaders=" + names + ", Signature="
                + Digests.hex(Digests.hmac(Digests.SHA256, key, text)));
        return new Http.Request(request.method(), request.url(), headers, request.body(), request.limit());
    }

    private static SortedMap<String, String> signed(Map<String, String> headers, URI address) {
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NOT_SIGNED.contains(lower)) {
                signed.put(lower, value.strip().replaceAll(" +", " "));
            }
        });
        signed.put("host", Tencent3.host(address));
        return signed;
    }

    private static String lines(SortedMap<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Each part escaped, for all services but S3 on top of the escapes that the address has. */
    private String path(URI address) {
        String path = service.equals(S3) ? address.getRawPath() : address.normalize().getRawPath();
        if (path == null || path.isEmpty()) {
            return "/";
        }
        return Arrays.stream(path.split("/", -1))
                .map(Query::unescape)
                .map(Query::escape)
                .map(part -> service.equals(S3) ? part : Query.escape(part))
                .collect(Collectors.joining("/"));
    }
}
