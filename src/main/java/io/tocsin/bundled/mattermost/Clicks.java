package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands behind buttons and comes back with clicks: the lines that may be said, and a mark that only the bot can make.
 * Mattermost keeps it from the people who click. The mark is made with the token, so that it holds across restarts.
 */
final class Clicks {

    /** Where Mattermost posts clicks. */
    static final String PATH = "/mattermost/action";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "tocsin click\n";

    private final String url;
    private final SecretKeySpec secret;

    Clicks(String publicUrl, String token) {
        this.url = publicUrl + PATH;
        this.secret = new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** What a button or a choice is sent with. */
    ObjectNode integration(List<String> lines) {
        ObjectNode integration = Api.JSON.createObjectNode().put("url", url);
        ObjectNode context = integration.putObject("context");
        lines.forEach(context.putArray("lines")::add);
        context.put("mark", mark(lines));
        return integration;
    }

    /** What a click says; empty if the bot never offered it. */
    Optional<String> line(JsonNode context) {
        List<String> lines = new ArrayList<>();
        context.path("lines").forEach(line -> lines.add(line.asText("")));
        byte[] mark = context.path("mark").asText("").getBytes(StandardCharsets.UTF_8);
        boolean ours = MessageDigest.isEqual(mark, mark(lines).getBytes(StandardCharsets.UTF_8));
        if (!ours || lines.isEmpty()) {
            return Optional.empty();
        }
        String chosen = context.path("selected_option").asText(lines.size() == 1 ? lines.getFirst() : "");
        return lines.contains(chosen) ? Optional.of(chosen) : Optional.empty();
    }

    private String mark(List<String> lines) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] text = (PURPOSE + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException noSuchAlgorithm) {
            throw new IllegalStateException(noSuchAlgorithm);
        }
    }
}
