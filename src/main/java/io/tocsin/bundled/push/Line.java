package io.tocsin.bundled.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** LINE: a push by an official account, to a person, a group or a room. */
final class Line implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String API = "https://api.line.me";
    private static final String TOKEN = "token";
    private static final String TO = "to";
    private static final int TEXT = 5_000;

    @Override
    public String kind() {
        return "line";
    }

    @Override
    public String key() {
        return TO;
    }

    @Override
    public List<String> needed() {
        return List.of(TO, TOKEN);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("*." + TO, Kind.TEXT, "", "the id of a person, a group or a room: U..., C... or R..."),
                new Setting("*." + TOKEN, Kind.SECRET, "", "the channel access token of the official account"),
                new Setting("api-url", Kind.TEXT, API, "where LINE is"));
    }

    @Override
    public String address(Settings room, Settings all) {
        return all.text("api-url", API) + "/v2/bot/message/push";
    }

    @Override
    public String suspect(Settings room) {
        return TOKEN;
    }

    /** A retry key that was taken before is a conflict, and nothing is sent again. */
    @Override
    public boolean keyed() {
        return true;
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        ObjectNode body = MAPPER.createObjectNode().put("to", room.settings().text(TO, ""));
        body.putArray("messages").addObject().put("type", "text").put("text", Plain.of(message, TEXT));
        return room.json("POST", room.url(), body, Map.of(
                "Authorization", "Bearer " + room.settings().text(TOKEN, ""),
                "X-Line-Retry-Key", UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString()));
    }
}
