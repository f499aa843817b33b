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
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Pushbullet: all devices of whoever has the token, one of them, or a channel of theirs with all who follow it. */
final class Pushbullet implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String API = "https://api.pushbullet.com";
    private static final String TOKEN = "token";
    private static final int TITLE = 200;
    private static final int TEXT = 3_000;

    @Override
    public String kind() {
        return "pushbullet";
    }

    @Override
    public String key() {
        return TOKEN;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("*." + TOKEN, Kind.SECRET, "", "the access token of an account"),
                new Setting("*.device", Kind.TEXT, "", "tells only this device, by its iden"),
                new Setting("*.channel", Kind.TEXT, "", "tells all who follow this channel, by its tag"),
                new Setting("api-url", Kind.TEXT, API, "where Pushbullet is"));
    }

    @Override
    public String address(Settings room, Settings all) {
        return all.text("api-url", API) + "/v2/pushes";
    }

    /** A push with a guid that was there before is not made again. */
    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        String title = Plain.line(message.title(), TITLE);
        String rest = Plain.body(message, TEXT);
        ObjectNode body = MAPPER.createObjectNode().put("guid", key);
        message.links().stream().filter(link -> HookRoom.isWebAddress(link.url())).findFirst()
                .ifPresentOrElse(
                        link -> body.put("type", "link").put("url", Plain.line(link.url(), 2_000)),
                        () -> body.put("type", "note"));
        if (!title.isEmpty()) {
            body.put("title", title);
        }
        if (!rest.isBlank()) {
            body.put("body", rest);
        }
        room.settings().text("device").ifPresent(device -> body.put("device_iden", device));
        room.settings().text("channel").ifPresent(channel -> body.put("channel_tag", channel));
        return room.json("POST", room.url(), body, Map.of("Access-Token", room.settings().text(TOKEN, "")));
    }
}
