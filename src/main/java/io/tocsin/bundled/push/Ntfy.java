package io.tocsin.bundled.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Cut;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ntfy: a priority and a sign by severity; links to open. A topic is known to whoever may read it, so it is a secret. */
final class Ntfy implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SERVER = "https://ntfy.sh/";
    private static final String TOPIC = "topic";
    private static final String TOKEN = "token";
    private static final int TITLE = 200;
    /** What is longer becomes a file to download. */
    private static final int BYTES = 4_096;

    private static final int BUTTONS = 3;
    private static final int LABEL = 40;

    /** How loud it is, and what stands before it. */
    private record Sound(int priority, String tag) {}

    @Override
    public String kind() {
        return "ntfy";
    }

    @Override
    public String key() {
        return TOPIC;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("*." + TOPIC, Kind.SECRET, "", "the topic; kept secret, as whoever knows it can read"),
                new Setting("*." + TOKEN, Kind.SECRET, "", "an access token, where the topic is not open"),
                new Setting("*.server", Kind.TEXT, SERVER, "the server's address"));
    }

    @Override
    public String address(Settings room, Settings all) {
        return room.text("server", SERVER);
    }

    @Override
    public String suspect(Settings room) {
        return room.text(TOKEN).isPresent() ? TOKEN : TOPIC;
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        Sound sound = sound(message.severity());
        ObjectNode body = MAPPER.createObjectNode()
                .put("topic", room.settings().text(TOPIC, ""))
                .put("priority", sound.priority);
        body.putArray("tags").add(sound.tag);
        String title = Plain.line(message.title(), TITLE);
        String rest = Cut.bytes(Plain.body(message, BYTES), BYTES);
        if (!title.isEmpty() && !rest.isBlank()) {
            body.put("title", title);
        }
        body.put("message", rest.isBlank() ? title : rest);
        List<Message.Link> links = message.links().stream()
                .filter(link -> HookRoom.isWebAddress(link.url()))
                .limit(BUTTONS)
                .toList();
        click(message, links).ifPresent(url -> body.put("click", url));
        ArrayNode actions = body.putArray("actions");
        links.forEach(link -> actions.addObject()
                .put("action", "view")
                .put("label", Plain.line(link.label(), LABEL))
                .put("url", link.url()));
        return room.json("POST", room.url(), body, room.settings().text(TOKEN)
                .map(token -> Map.of("Authorization", "Bearer " + token))
                .orElse(Map.of()));
    }

    /** The first link; without one, what the monitor watches. */
    private static Optional<String> click(Message message, List<Message.Link> links) {
        return links.isEmpty()
                ? message.subjects().stream().map(Message.Subject::url).filter(HookRoom::isWebAddress).findFirst()
                : Optional.of(links.getFirst().url());
    }

    private static Sound sound(Severity severity) {
        return switch (severity) {
            case CRITICAL -> new Sound(5, "rotating_light");
            case WARNING -> new Sound(4, "warning");
            case HANDLED -> new Sound(3, "eyes");
            case SILENCED -> new Sound(1, "mute");
            case GOOD -> new Sound(3, "white_check_mark");
            case INFO -> new Sound(3, "information_source");
        };
    }
}
