package io.tocsin.bundled.ckafka;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.RecordedRequest;

/** Judges signatures as the documentation of Tencent Cloud computes them, from nothing but what has come. */
final class TencentSignatures {

    private TencentSignatures() {}

    /** What is wrong with the signature among the parameters; empty if it is right. */
    static String query(RecordedRequest request, String secret) {
        Map<String, String> parameters = new TreeMap<>();
        for (String name : request.getUrl().queryParameterNames()) {
            parameters.put(name, Objects.requireNonNull(request.getUrl().queryParameter(name)));
        }
        String given = Objects.requireNonNullElse(parameters.remove("Signature"), "none");
        String text = "GET" + request.getHeaders().get("Host") + request.getUrl().encodedPath() + "?"
                + parameters.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue())
                        .collect(Collectors.joining("&"));
        String algorithm = parameters.getOrDefault("SignatureMethod", "HmacSHA1");
        String right = Base64.getEncoder().encodeToString(hmac(algorithm, bytes(secret), text));
        return right.equals(given) ? "" : text;
    }

    /** What is wrong with the header of TC3; empty if it is right. */
    static String tc3(RecordedRequest request, String secret) {
        String host = request.getHeaders().get("Host");
        String type = Objects.requireNonNullElse(request.getHeaders().get("Content-Type"), "");
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        String canonical = "POST\n" + request.getUrl().encodedPath() + "\n\ncontent-type:" + type + "\nhost:" + host
                + "\n\ncontent-type;host\n" + sha256(body);
        String given = Objects.requireNonNullElse(request.getHeaders().get("Authorization"), "");
        String id = given.replaceFirst(".*Credential=([^/]+)/.*", "$1");
        String day = given.replaceFirst(".*Credential=[^/]+/([^/]+)/.*", "$1");
        String text = "TC3-HMAC-SHA256\n" + request.getHeaders().get("X-TC-Timestamp") + "\n" + day
                + "/ckafka/tc3_request\n" + sha256(canonical);
        byte[] key = hmac("HmacSHA256", hmac("HmacSHA256", hmac("HmacSHA256", bytes("TC3" + secret), day), "ckafka"),
                "tc3_request");
        String right = "TC3-HMAC-SHA256 Credential=" + id + "/" + day + "/ckafka/tc3_request, SignedHeaders="
                + "content-type;host, Signature=" + HexFormat.of().formatHex(hmac("HmacSHA256", key, text));
        return right.equals(given) && day.equals("2026-11-22") && id.equals("AKID") ? "" : canonical;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
