package io.tocsin.bundled.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.spi.Action;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Action.Style;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Discord is sent, compared with files; -Dgolden=write in a trial run writes them anew, to be looked at. */
final class RendererTest {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path FILES = Path.of("src/test/resources/io/tocsin/bundled/discord");
    private static final Button ACK = new Button("Acknowledge", "ack 42", Style.PRIMARY);
    private static final Choice MUTE = new Choice("Mute", List.of(
            new Button("1 h", "mute shop for 1h"),
            new Button("4 h", "mute shop for 4h"),
            new Button("until tomorrow 09:00", "mute shop until tomorrow 09:00")));
    private static final Button CHECK = new Button("Check now", "check shop");
    private static final Button DETAILS = new Button("Details", "incident 42", Style.ASIDE);
    private static final List<ConditionLine> CONDITIONS = List.of(
            new ConditionLine(false, false, "[STATUS] (503) == 200"),
            new ConditionLine(false, true, "[RESPONSE_TIME] (912) < 800"),
            new ConditionLine(true, false, "[CERTIFICATE_EXPIRATION] (90d) > 14d"));
    private static final String WEIRD =
            "**bold** __u__ ~~s~~ ||spoiler|| `code` ```block``` [mask](https://evil.example)"
                    + " https://evil.example <https://evil.example> @everyone @here <@123> <@&456> <#789> <t:0:R> <:party:1>"
                    + " :skull: \u202etxt.exe\u202c zero\u200bwidth\u2066x\u2069 \u3164 \u0000\u001b[31m\n# heading\n- item\n"
                    + "1. one\n> quote\n-# small\n  * star";

    @Test
    void anOpenIncidentHasColourFactsAndButtons() throws IOException {
        Message message = Message
                .of(Severity.CRITICAL, "DOWN  shop  #42",
                        "  https://shop.example.com\n  503, 3 of 3 checks since 14:02:11")
                .withFields(List.of(new Field("group", "web"), new Field("since", "14:02:11")))
                .withConditions(CONDITIONS)
                .withLinks(List.of(new Link("Dashboard", "https://tocsin.example/monitor/shop?x=1")))
                .withActions(List.of(ACK, MUTE, CHECK, DETAILS))
                .withMention("&77");

        golden("open", Renderer.notice(message, Marks.of("incident-42").marker()));
    }

    @Test
    void anAcknowledgedIncidentIsYellow() throws IOException {
        Message message = Message
                .of(Severity.HANDLED, "DOWN  shop  #42", "  503\n  acknowledged by ana_b, 14:05")
                .withConditions(CONDITIONS)
                .withActions(List.of(MUTE, CHECK, DETAILS))
                .withMention("&77");

        golden("acknowledged", Renderer.changed(message));
    }

    @Test
    void aMutedIncidentIsGrey() throws IOException {
        Message message = Message
                .of(Severity.SILENCED, "DOWN  shop  #42", "  503\n  muted until 17:30")
                .withActions(List.of(ACK, new Button("Unmute", "unmute shop"), DETAILS));

        golden("muted", Renderer.changed(message));
    }

    @Test
    void aRecoveredIncidentIsGreen() throws IOException {
        Message message = Message
                .of(Severity.GOOD, "RECOVERED  shop  #42  after 4 min 12 s, acknowledged by ana", "")
                .withActions(List.of(DETAILS))
                .withAttachments(List.of(new Attachment("shop 24h.png", "image/png", new byte[] {1})));

        golden("recovered", Renderer.changed(message));
    }

    @Test
    void aDigestOfManyStaysWithinTheLimits() throws IOException {
        List<Action> actions = IntStream.range(0, 30)
                .mapToObj(i -> (Action) new Button("Acknowledge " + i, "ack " + i))
                .toList();
        Message message = Message
                .of(Severity.CRITICAL, "500 incidents, 300 open",
                        String.join("\n", IntStream.range(0, 500).mapToObj(i -> "  DOWN  web_shop-" + i).toList()))
                .withActions(actions)
                .withMention("here");

        MessageCreateData data = Renderer.notice(message, "kabc123");

        golden("digest", data);
        withinLimits(data);
    }

    @Test
    void aHostileMessageIsHarmless() throws IOException {
        Message message = Message
                .of(Severity.CRITICAL, "DOWN  " + WEIRD.lines().findFirst().orElse(""), WEIRD)
                .withFields(List.of(new Field("**name**", WEIRD)))
                .withConditions(List.of(new ConditionLine(false, false, "[BODY] (" + WEIRD + ") == x")))
                .withLinks(List.of(new Link("https://bank.example", "https://evil.example"),
                        new Link("script", "javascript:alert(1)")))
                .withActions(List.of(new Button("@everyone \u202eclick", "ack 42")));

        MessageCreateData data = Renderer.notice(message, "kabc123");

        golden("hostile", data);
        withinLimits(data);
        assertThat(data.toData().toString()).doesNotContain("\u202e", "\u200b", "\u2066", "\u3164", "\\u001b");
        assertThat(data.getAllowedMentions()).isEmpty();
        assertThat(data.getMentionedUsers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a_b*c|a\\_b\\*c
            14:02:11|14\\:02:11
            at 14:02|at 14:02
            https://x.example|https\\://x.example
            @everyone|\\@everyone
            <@&1>|\\<\\@&1\\>
            ' # x'|' \\# x'
            -# x|\\-# x
            12. x|12\\. x
            [a](b)|\\[a\\](b)
            a\\b|a\\\\b
            plain - text # 1.|plain - text # 1.
            """)
    void everyMarkLosesItsMeaning(String text, String escaped) {
        assertThat(Plain.escape(text)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 2_000})
    void aLongTextIsCutAtTheEndOfALine(int most) {
        Plain.Cut cut = Plain.markdown("*a*\nbbb\n".repeat(10_000), most);

        assertThat(cut.whole()).isFalse();
        assertThat(cut.shown()).hasSizeLessThanOrEqualTo(most).endsWith("\n\u2026");
        assertThat(cut.shown().lines().limit(2)).startsWith("\\*a\\*");
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        Plain.Cut cut = Plain.markdown("\ud83d\ude00_".repeat(100_000), 99);

        assertThat(cut.shown()).hasSizeBetween(95, 99).matches("(\ud83d\ude00\\\\_)*(\ud83d\ude00)?\u2026");
    }

    @Test
    void aMegabyteFitsAndComesAsAFile() throws IOException {
        MessageCreateData data = Renderer.answer(Message.text("x".repeat(1_000_000)));

        withinLimits(data);
        assertThat(data.getContent()).hasSize(2_000);
        assertThat(data.getFiles()).singleElement()
                .satisfies(file -> assertThat(file.getName()).isEqualTo("answer.txt"));
        try (InputStream content = data.getFiles().getFirst().getData()) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).hasSize(1_000_000);
        }
        withinLimits(Renderer.notice(
                Message.of(Severity.CRITICAL, "x".repeat(1_000_000), "*".repeat(1_000_000))
                        .withFields(IntStream.range(0, 40)
                                .mapToObj(i -> new Field("n".repeat(1_000), "_".repeat(10_000)))
                                .toList())
                        .withConditions(IntStream.range(0, 500)
                                .mapToObj(i -> new ConditionLine(false, false, "<".repeat(10_000)))
                                .toList())
                        .withLinks(IntStream.range(0, 500)
                                .mapToObj(i -> new Link("l".repeat(300), "https://x.example/" + "y".repeat(300)))
                                .toList()),
                "kabc123"));
    }

    @Test
    void nothingToSayIsSaidSomehow() {
        withinLimits(Renderer.answer(Message.text("")));
        withinLimits(Renderer.notice(Message.text(""), "kabc123"));
        withinLimits(Renderer.changed(Message.text(" \n ")));
    }

    @ParameterizedTest
    @CsvSource({"here, @here", "@everyone, @everyone", "&12, <@&12>", "role:12, <@&12>", "12, <@12>", "@12, <@12>",
        "<@&12>, <@&12>", "<@12>, <@12>", "user:12, <@12>"})
    void oneMentionIsAllowed(String mention, String content) {
        MessageCreateData data = Renderer.notice(Message.of(Severity.CRITICAL, "DOWN", "").withMention(mention), "k");

        assertThat(data.getContent()).isEqualTo(content);
        assertThat(Renderer.changed(Message.text("x").withMention(mention)).getContent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "everyone and me", "&", "<@x>", "12 13", "123456789012345678901"})
    void whatIsNoMentionIsRefused(String mention) {
        assertThatThrownBy(() -> Mention.of(mention)).isInstanceOf(Refusal.class);
    }

    private static void withinLimits(MessageCreateData data) {
        assertThat(data.getContent().length()).isLessThanOrEqualTo(2_000);
        assertThat(data.getComponents()).hasSizeLessThanOrEqualTo(5);
        for (MessageEmbed embed : data.getEmbeds()) {
            assertThat(embed.getLength()).isLessThanOrEqualTo(6_000);
            assertThat(embed.isEmpty()).isFalse();
        }
        assertThat(data.getContent().isEmpty() && data.getEmbeds().isEmpty()).isFalse();
    }

    private static void golden(String name, MessageCreateData data) throws IOException {
        JsonNode actual = MAPPER.readTree(data.toData().toJson());
        Path file = FILES.resolve(name + ".json");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(FILES);
            Files.writeString(file, MAPPER.writeValueAsString(actual) + "\n");
        }
        assertThat(actual).isEqualTo(MAPPER.readTree(Files.readString(file)));
    }
}
