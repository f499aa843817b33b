package io.tocsin.bundled.mirror;

import io.tocsin.spi.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One thing that a service watches, as the service sees it.
 *
 * @param address what it watches there, such as an address or a host; may be empty
 * @param word the service's own word for how it stands
 * @param reason why it is down, if the service says so; may be empty
 * @param millis the response time that it saw last
 */
record Item(String id, String name, String address, Sight sight, String word, String reason, OptionalLong millis) {

    /** How a service sees something. */
    enum Sight {
        UP,
        DOWN,
        /** It looked bad once, and the service looks again before it says so. */
        UNCONFIRMED,
        /** Somebody has switched it off there. */
        PAUSED,
        /** It has not been looked at yet. */
        NOT_YET,
        /** A word that nobody has documented. */
        OTHER
    }

    /** What conditions can be about. What else the service tells may hold passwords, and is left out. */
    byte[] body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("name", name);
        body.put("url", address);
        body.put("status", word);
        body.put("reason", reason);
        millis.ifPresent(time -> body.put("responseTime", time));
        return Json.write(body).getBytes(StandardCharsets.UTF_8);
    }
}
