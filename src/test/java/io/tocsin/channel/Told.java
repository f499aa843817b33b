package io.tocsin.channel;

import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Style;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.Severity;
import java.util.List;

/** What channels are told in tests, as the bot itself would say it. */
public final class Told {

    public static final Message TRIGGER = Message
            .of(Severity.CRITICAL, "DOWN  shop  #42",
                    "  https://shop.example\n  503 Service Unavailable, 3 of 3 checks since 09:59:30")
            .withConditions(List.of(
                    new ConditionLine(false, false, "[STATUS] (503) == 200"),
                    new ConditionLine(true, true, "[RESPONSE_TIME] < 800ms")))
            .withLinks(List.of(new Link("history", "https://tocsin.example/monitor/shop?a=1&b=2")))
            .withActions(List.of(
                    new Button("Acknowledge", "ack 42", Style.PRIMARY),
                    new Button("Check now", "check shop")))
            .withSubjects(List.of(new Subject(42, "shop", "DOWN", "https://shop.example")));

    public static final Message UPDATE = Message
            .of(Severity.HANDLED, "DOWN  shop  #42",
                    "  https://shop.example\n  503 Service Unavailable, 7 checks since 09:59:30\n  ana has it since 10:02")
            .withConditions(List.of(new ConditionLine(false, false, "[STATUS] (503) == 200")))
            .withActions(List.of(new Button("Check now", "check shop")))
            .withSubjects(List.of(new Subject(42, "shop", "DOWN", "https://shop.example")));

    public static final Message RESOLVE = Message
            .of(Severity.GOOD, "RECOVERED  shop  #42  after 4 min 12 s, acknowledged by ana", "")
            .withSubjects(List.of(new Subject(42, "shop", "RECOVERED", "https://shop.example")));

    private static final int HOSTILE = 200_000;
    private static final String NASTY =
            "**bold** _it_ `code` ~~~ [x](https://evil.example) ![i](https://evil.example/i) "
                    + "@everyone @here @all @channel <!channel> <!here|here> <@U123> <@&456> <#C1> <at user_id=\"all\">all</at> "
                    + "<at id=all></at> <at>all</at> <users/all> <@all> # h1 | > quote <b>&amp;</b> \"quoted\" 'single' \\ back\\u0041 "
                    + "\u202eturned\u202c \u2066isolate\u2069 zero\u200bwidth \u200fmark nul\u0000 bell\u0007 esc\u001b[31m half \ud83d pair "
                    + "${secret:X} {{title}} [ALERT_DESCRIPTION] %s {0} \u4e2d\u6587 \ud83d\ude80\r\n- list\n1. one\n# head\n\u2028";

    private Told() {}

    /** What somebody outside may put into a body that is quoted: 200 kB that try everything. */
    public static Message hostile() {
        String text = NASTY.repeat(HOSTILE / NASTY.length() + 1);
        return Message.of(Severity.CRITICAL, "DOWN  " + NASTY, text)
                .withFields(List.of(new Message.Field(NASTY, NASTY)))
                .withConditions(List.of(new ConditionLine(false, false, NASTY)))
                .withLinks(List.of(new Link(NASTY, "https://evil.example/\"<b>)](|>")))
                .withActions(List.of(new Button("@everyone", "ack 42")))
                .withSubjects(List.of(new Subject(42, NASTY, "DOWN", NASTY)));
    }
}
