package io.tocsin;

import io.tocsin.text.Catalogue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A program that reports to a bot. */
final class Reporter implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+:\\d+");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    Reporter(TalkingBot bot) {
        this.address = address(bot);
    }

    static String address(TalkingBot bot) {
        Matcher address = ADDRESS.matcher(bot.assembly.web().where(Catalogue.english()));
        if (!address.find()) {
            throw new IllegalStateException("the bot does not listen");
        }
        return address.group();
    }

    String address() {
        return address;
    }

    static String sign(String hash, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(hash);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), hash));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException unknown) {
            throw new IllegalArgumentException(hash, unknown);
        }
    }

    /** Posts a body, signed as the article's client does. */
    int beat(String name, String secret, String body) throws Exception {
        return post(name, "X-Hub-Signature", sign("HmacSHA1", secret, body.getBytes(StandardCharsets.UTF_8)), body)
                .statusCode();
    }

    HttpResponse<String> post(String name, String header, String signature, String body) throws Exception {
        return post(name, header, signature, body.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String name, String header, String signature, byte[] body) throws Exception {
        return send("POST", "/heartbeat/" + name, header, signature, body);
    }

    HttpResponse<String> send(String method, String path) throws Exception {
        return send(method, path, "X-Nothing", "x", new byte[0]);
    }

    HttpResponse<String> send(String method, String path, String header, String value, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header(header, value)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    int status(String method, String path) throws Exception {
        return send(method, path).statusCode();
    }

    @Override
    public void close() {
        client.close();
    }
}
