package io.tocsin.bundled.robot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.Cut;
import io.tocsin.channel.HookRoom;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Severity;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/** WeCom: markdown, its title in a colour. */
final class WeCom extends Robot {

    private static final String API = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=";
    private static final int BYTES = 4_096;
    /** Too often, and busy. */
    private static final Set<Integer> LATER = Set.of(-1, 45009, 45033);
    /** No such robot, or not from here. */
    private static final Set<Integer> DENIED = Set.of(93000, 40014, 40001, 60020);

    WeCom() {
        super("wecom", API, 20, new Mentions(
                Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]{0,63}"), "the id of a member"));
    }

    @Override
    public Http.Request post(HookRoom room, String key, Message message, Instant now) {
        StringBuilder content = new StringBuilder();
        if (pings(message)) {
            content.append("<@").append(message.mention()).append(">\n");
        }
        String title = inert(Plain.line(message.title(), TITLE));
        if (!title.isEmpty()) {
            content.append("<font color=\"").append(colour(message.severity())).append("\">**")
                    .append(title).append("**</font>\n");
        }
        content.append(inert(Plain.body(message, BYTES)));
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
}
