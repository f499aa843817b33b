package io.tocsin.bundled.robot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.Cut;
import io.tocsin.channel.Hook;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Inert;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** DingTalk: markdown, signed in the address with the time in milliseconds. */
final class DingTalk implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String API = "https://oapi.dingtalk.com/robot/send?access_token=";
    private static final int TITLE = 200;
    /** So that the whole stays under 20,000 bytes, however much JSON adds. */
    private static final int BYTES = 8_000;
    /** Busy, and too often. */
    private static final Set<Integer> LATER = Set.of(-1, 130101, 410100);
    /** No such robot; and its signature, key words or addresses do not fit. */
    private static final Set<Integer> DENIED = Set.of(300001, 310000, 400101, 40035, 400102);

    private static final String SIGNS = "*_`#[]<>@!~|";
    private static final String ALL = "all";
    private static final Pattern MENTION = Pattern.compile("all|\\+?[0-9-]{5,20}");

    @Override
    public String kind() {
        return "dingtalk";
    }

    @Override
    public String key() {
        return RobotKey.KEY;
    }

    @Override
    public List<Setting> settings() {
        return List.of(RobotKey.SETTING, Signature.SETTING);
    }

    @Override
    public String address(Settings room, Settings all) {
        return RobotKey.address(API, room);
    }

    /** Whoever is faster is locked out for ten minutes. */
    @Override
    public Optional<Limit> limit() {
        return Optional.of(new Limit(20, Duration.ofMinutes(1)));
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        String title = Plain.line(message.title(), TITLE);
        String rest = Inert.unlinked(Inert.widened(Plain.body(message, BYTES), SIGNS));
        boolean pings = MENTION.matcher(message.mention()).matches();
        boolean all = message.mention().equals(ALL);
        String text = (title.isEmpty() ? "" : "### " + Inert.unlinked(Inert.widened(title, SIGNS)) + "\n\n")
                + (pings && !all ? "@" + message.mention() + "\n\n" : "")
                + rest.replace("\n", "  \n");
        ObjectNode body = MAPPER.createObjectNode().put("msgtype", "markdown");
        body.putObject("markdown")
                .put("title", title.isEmpty() ? Plain.line(rest, TITLE) : title)
                .put("text", Cut.bytes(text, BYTES));
        ObjectNode at = body.putObject("at").put("isAtAll", all);
        if (pings && !all) {
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

    @Override
    public void checkMention(String mention) {
        if (!MENTION.matcher(mention).matches()) {
            throw Refusal.of("channel.mention", mention, "all, or the mobile number of a member");
        }
    }
}
