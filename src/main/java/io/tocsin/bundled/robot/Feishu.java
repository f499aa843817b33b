package io.tocsin.bundled.robot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.Cut;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Feishu, outside of China Lark: a card of plain texts, signed in the body with the time in seconds. */
final class Feishu extends Robot {

    private static final String API = "https://open.feishu.cn/open-apis/bot/v2/hook/";
    /** So that the whole stays under 20 kB, however much JSON adds. */
    private static final int BYTES = 8_000;
    /** Too often, and broken there. */
    private static final Set<Integer> LATER = Set.of(11232, 11233, 9499, 99991400, 1500);
    /** No such robot; and its signature, addresses or key words do not fit. */
    private static final Set<Integer> DENIED = Set.of(19001, 19021, 19022, 19024);

    Feishu() {
        super("feishu", API, 100, new Mentions(
                Pattern.compile("all|ou_[0-9a-f]{8,64}"), "all, or the open id of a member (ou_...)"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(KEY, Signature.SETTING);
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        ObjectNode body = MAPPER.createObjectNode();
        room.settings().text(Signature.SECRET).ifPresent(secret -> body
                .put("timestamp", Long.toString(now.getEpochSecond()))
                .put("sign", Signature.of(now.getEpochSecond() + "\n" + secret, "")));
        ObjectNode card = body.put("msg_type", "interactive").putObject("card");
        card.putObject("config").put("wide_screen_mode", true);
        String title = Plain.line(message.title(), TITLE);
        if (!title.isEmpty()) {
            ObjectNode header = card.putObject("header").put("template", colour(message.severity()));
            text(header.putObject("title"), "plain_text", title);
        }
        ArrayNode elements = card.putArray("elements");
        if (pings(message)) {
            div(elements, "lark_md", "<at id=" + message.mention() + "></at>");
        }
        String rest = Cut.bytes(Plain.body(message, BYTES), BYTES);
        if (!rest.isBlank()) {
            div(elements, "plain_text", rest);
        }
        return room.json(body);
    }

    private static void div(ArrayNode elements, String tag, String content) {
        text(elements.addObject().put("tag", "div").putObject("text"), tag, content);
    }

    private static void text(ObjectNode node, String tag, String content) {
        node.put("tag", tag).put("content", content);
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "red";
            case WARNING -> "orange";
            case HANDLED -> "yellow";
            case GOOD -> "green";
            case SILENCED -> "grey";
            case INFO -> "blue";
        };
    }

    @Override
    public Complaint.Finder complaints() {
        return Complaint.Finder.code("code", "msg", LATER, DENIED);
    }
}
