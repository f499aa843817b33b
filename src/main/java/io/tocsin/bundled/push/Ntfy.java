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
import java.nio.charset.StandardCharsets;
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
    /** What is longer becomes a file to download, or is refused. */
    private static final int MESSAGE = 4_095;
    private static final int DOCUMENT = 8_192;

    private static final int ADDRESS = 1_000;
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
        ObjectNode body = body(room.settings().text(TOPIC, ""), message);
        return room.json("POST", room.url(), body, room.settings().text(TOKEN)
                .map(token -> Map.of("Authorization", "Bearer " + token))
                .orElse(Map.of()));
    }

    private static ObjectNode body(String topic, Message message) {
        Sound sound = sound(message.severity());
        ObjectNode body = MAPPER.createObjectNode().put("topic", topic).put("priority", sound.priority);
        body.putArray("tags").add(sound.tag);
        String title = Plain.line(message.title(), TITLE);
        String rest = Cut.bytes(Plain.body(message, MESSAGE), MESSAGE);
        if (!title.isEmpty() && !rest.isBlank()) {
            body.put("title", title);
        }
        body.put("message", rest.isBlank() ? title : rest);
        List<Message.Link> links = message.links().stream().filter(link -> opens(link.url())).limit(BUTTONS).toList();
        click(message, links).ifPresent(url -> body.put("click", url));
        ArrayNode actions = body.putArray("actions");
        links.forEach(link -> actions.addObject()
                .put("action", "view")
                .put("label", Plain.line(link.label(), LABEL))
                .put("url", link.url()));
        int over = size(body.toString()) - DOCUMENT;
        return over > 0 ? body.put("message", Cut.bytes(rest, size(rest) - over)) : body;
    }

    /** The first link; without one, what the monitor watches. */
    private static Optional<String> click(Message message, List<Message.Link> links) {
        return links.isEmpty()
                ? message.subjects().stream().map(Message.Subject::url).filter(Ntfy::opens).findFirst()
                : Optional.of(links.getFirst().url());
    }

    private static boolean opens(String url) {
        return size(url) <= ADDRESS && HookRoom.isWebAddress(url);
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
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
