package io.tocsin.spi.sign;

import io.tocsin.spi.Http;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tencent Cloud's older signature, among the parameters of a GET: by HMAC-SHA1, or by HMAC-SHA256 where {@code
 * SignatureMethod=HmacSHA256} is among them. The key's id, the time and a number used once are added unless they are
 * there. See <a href="https://www.tencentcloud.com/document/api/213/31574">its description</a>.
 */
public record TencentQuery(Credentials credentials) implements Signer {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String METHOD = "SignatureMethod";

    @Override
    public Http.Request sign(Http.Request request, Instant now) {
        URI address = URI.create(request.url());
        Map<String, String> parameters = new TreeMap<>();
        for (Query.Parameter one : Query.of(address)) {
            parameters.put(one.name(), one.value());
        }
        parameters.putIfAbsent("SecretId", credentials.id());
        parameters.putIfAbsent("Timestamp", Long.toString(now.getEpochSecond()));
        parameters.putIfAbsent("Nonce", Integer.toString(RANDOM.nextInt(1, Integer.MAX_VALUE)));
        if (!credentials.token().isEmpty()) {
            parameters.put("Token", credentials.token());
        }
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String text = request.method() + Tencent3.host(address) + path + "?" + parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("&"));
        String algorithm = Digests.SHA256.equals(parameters.get(METHOD)) ? Digests.SHA256 : Digests.SHA1;
        byte[] signature = Digests.hmac(algorithm, Digests.bytes(credentials.secret()), text);
        parameters.put("Signature", Base64.getEncoder().encodeToString(signature));
        List<String> written = parameters.entrySet().stream()
                .map(one -> new Query.Parameter(one.getKey(), one.getValue()).written())
                .toList();
        String url = address.getScheme() + "://" + address.getRawAuthority() + path + "?" + String.join("&", written);
        return new Http.Request(request.method(), url, request.headers(), request.body(), request.limit());
    }
}
