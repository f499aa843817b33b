package io.tocsin.bundled.robot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.Cut;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Setting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** DingTalk: markdown, signed in the address with the time in milliseconds. */
final class DingTalk extends Robot {

    private static final String API = "https://oapi.dingtalk.com/robot/send?access_token=";
    /** So that the whole stays under 20,000 bytes, however much JSON adds. */
    private static final int BYTES = 8_000;
    /** Busy, and too often. */
    private static final Set<Integer> LATER = Set.of(-1, 130101, 410100);
    /** No such robot or group; and its signature, key words or addresses do not fit. */
    private static final Set<Integer> DENIED = Set.of(300001, 300005, 310000, 400013, 400101, 400102, 400106);

    private static final String ALL = "all";

    DingTalk() {
        super("dingtalk", API, 20, new Mentions(
                Pattern.compile("all|\\+?[0-9-]{5,20}"), "all, or the mobile number of a member"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(KEY, Signature.SETTING);
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        String title = Plain.line(message.title(), TITLE);
        String rest = inert(Plain.body(message, BYTES));
        boolean all = message.mention().equals(ALL);
        boolean one = pings(message) && !all;
        String text = (title.isEmpty() ? "" : "### " + inert(title) + "\n\n")
                + (one ? "@" + message.mention() + "\n\n" : "")
                + rest.replace("\n", "  \n");
        ObjectNode body = MAPPER.createObjectNode().put("msgtype", "markdown");
        body.putObject("markdown")
                .put("title", title.isEmpty() ? Plain.line(rest, TITLE) : title)
                .put("text", Cut.bytes(text, BYTES));
        ObjectNode at = body.putObject("at").put("isAtAll", all);
        if (one) {
            at.putArray("atMobiles").add(message.mention());
        }
        return room.json("POST", address(room, now), body);
    }

    private static String address(HookRoom room, Instant now) {
        Optional<String> secret = room.settings().text(Signature.SECRET);
        if (secret.isEmpty()) {
            return room.url();
        }
        String sign = Signature.of(secret.get(), now.toEpochMilli() + "\n" + secret.get());
        return room
                .with("timestamp=" + now.toEpochMilli() + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }

    @Override
    public Complaint.Finder complaints() {
        return Complaint.Finder.code("errcode", "errmsg", LATER, DENIED);
    }
}
