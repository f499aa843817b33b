package io.tocsin.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** What the other side says of a failure, fit to be shown. */
final class Remark {

    private static final int LONGEST = 200;
    private static final Pattern CODE = Pattern.compile("[a-z_]{3,40}");

    private Remark() {}

    /** A bare code, such as {@code no_service}; anything else that is no JSON may repeat what was sent. */
    static String in(String body, JsonNode json) {
        return CODE.matcher(body).matches() ? body : in(json);
    }

    static String in(JsonNode json) {
        JsonNode error = json.path("error");
        return error.isObject()
                ? error.path("message").asText("")
                : error.asText(json.path("message").asText(""));
    }

    /** With a colon in front, in one line and cut short; empty for nothing. */
    static String shown(String said) {
        String line = said.replaceAll("\\p{Cntrl}", " ").strip();
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(LONGEST, line.length()));
    }
}
