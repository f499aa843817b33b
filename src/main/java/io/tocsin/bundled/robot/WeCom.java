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
import io.tocsin.spi.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** WeCom: markdown, its title in a colour. */
final class WeCom implements Hook {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String API = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=";
    private static final int TITLE = 200;
    private static final int BYTES = 4_096;
    /** Too often, and busy. */
    private static final Set<Integer> LATER = Set.of(-1, 45009, 45033);
    /** No such robot, or not from here. */
    private static final Set<Integer> DENIED = Set.of(93000, 40014, 40001, 60020);

    private static final String SIGNS = "*_`#[]<>@!~|";
    private static final Pattern MENTION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]{0,63}");

    @Override
    public String kind() {
        return "wecom";
    }

    @Override
    public String key() {
        return RobotKey.KEY;
    }

    @Override
    public List<Setting> settings() {
        return List.of(RobotKey.SETTING);
    }

    @Override
    public String address(Settings room, Settings all) {
        return RobotKey.address(API, room);
    }

    /** Whoever is faster is locked out for a while. */
    @Override
    public Optional<Limit> limit() {
        return Optional.of(new Limit(20, Duration.ofMinutes(1)));
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        StringBuilder content = new StringBuilder();
        if (MENTION.matcher(message.mention()).matches()) {
            content.append("<@").append(message.mention()).append(">\n");
        }
        String title = Inert.unlinked(Inert.widened(Plain.line(message.title(), TITLE), SIGNS));
        if (!title.isEmpty()) {
            content.append("<font color=\"").append(colour(message.severity())).append("\">**")
                    .append(title).append("**</font>\n");
        }
        content.append(Inert.unlinked(Inert.widened(Plain.body(message, BYTES), SIGNS)));
        ObjectNode body = MAPPER.createObjectNode().put("msgtype", "markdown");
        body.putObject("markdown").put("content", Cut.bytes(content.toString().stripTrailing(), BYTES));
        return room.json(body);
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL, WARNING -> "warning";
            case GOOD -> "info";
            case HANDLED, SILENCED, INFO -> "comment";
        };
    }

    @Override
    public Complaint.Finder complaints() {
        return Complaint.Finder.code("errcode", "errmsg", LATER, DENIED);
    }

    @Override
    public void checkMention(String mention) {
        if (!MENTION.matcher(mention).matches()) {
            throw Refusal.of("channel.mention", mention, "the id of a member");
        }
    }
}
