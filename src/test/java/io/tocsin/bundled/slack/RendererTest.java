package io.tocsin.bundled.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.methods.RequestFormBuilder;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import io.tocsin.bundled.slack.Renderer.Rendered;
import io.tocsin.spi.Action;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Action.Style;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Message.Field;
import io.tocsin.spi.Message.Link;
import io.tocsin.spi.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okhttp3.FormBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RendererTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Choice MUTE = new Choice("Mute...", List.of(
            new Button("for 1 hour", "mute shop for 1h"),
            new Button("until tomorrow", "mute shop until tomorrow 09:00")));
    private static final Button DETAILS = new Button("Details", "incident 42", Style.ASIDE);
    private static final String HOSTILE =
            "*bold* _it_ ~no~ `code` <!channel> <@U1> @everyone @here <http://evil.example|shop> "
                    + "http://evil.example evil.example :x: &amp; \u202egnp.exe\u200b\u0007\u2028> quoted";

    record Golden(String name, Message message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Golden> golden() {
        List<ConditionLine> conditions = List.of(
                new ConditionLine(false, false, "[STATUS] (503) == 200"),
                new ConditionLine(false, true, "[RESPONSE_TIME] (912) < 800"),
                new ConditionLine(true, false, "[BODY].status (ok) == ok"));
        return List.of(
                new Golden("open", Message
                        .of(Severity.CRITICAL, "DOWN  shop  #42",
                                "  https://shop.example.com\n  3 of 3 checks since 14:02:11")
                        .withFields(List.of(new Field("since", "14:02:11"), new Field("group", "web_shop")))
                        .withConditions(conditions)
                        .withLinks(List.of(new Link("Dashboard", "https://tocsin.example/monitors?a=1&b=2")))
                        .withActions(List.of(new Button("Acknowledge", "ack 42", Style.PRIMARY), MUTE,
                                new Button("Remove", "remove shop", Style.DANGER), DETAILS))
                        .withMention("here")),
                new Golden("acknowledged", Message
                        .of(Severity.HANDLED, "DOWN  shop  #42", "3 of 3 checks\nana has it since 14:03")
                        .withConditions(conditions.subList(0, 1))
                        .withActions(List.of(MUTE, DETAILS))),
                new Golden("muted", Message
                        .of(Severity.SILENCED, "DOWN  shop  #42", "muted by ana until 16:00")
                        .withActions(List.of(new Button("Unmute", "unmute shop"), DETAILS))),
                new Golden("recovered", Message
                        .of(Severity.GOOD, "RECOVERED  shop  #42  after 4 min 12 s, acknowledged by ana", "")
                        .withActions(List.of(DETAILS))),
                new Golden("digest", Message
                        .of(Severity.CRITICAL, "500 incidents, 480 open",
                                IntStream.range(0, 30).mapToObj(i -> "  DOWN  shop-" + i + "  #" + i)
                                        .collect(Collectors.joining("\n")) + "\n  and 470 more")
                        .withActions(List.of(
                                new Button("Acknowledge all", "ack all", Style.PRIMARY),
                                new Choice("Details of...", IntStream.range(0, 25)
                                        .mapToObj(i -> new Button("shop-" + i, "incident " + i))
                                        .toList())))
                        .withMention("S024BE7LH")),
                new Golden("hostile", Message
                        .of(Severity.CRITICAL, "DOWN  " + HOSTILE, HOSTILE + "\n" + "x".repeat(1_000_000))
                        .withFields(List.of(new Field(HOSTILE, HOSTILE)))
                        .withConditions(List.of(new ConditionLine(false, false, "[BODY] (" + HOSTILE + ") == ok")))
                        .withLinks(List.of(new Link(HOSTILE, "https://a.example/|<!channel>"),
                                new Link("no", "javascript:alert(1)")))
                        .withActions(List.of(new Button(HOSTILE, "ack 42")))
                        .withMention("<!channel>")),
                new Golden("answer", Message.of(Severity.INFO, "", "12 monitors: *11* UP, 1 DOWN\n  DOWN  shop")));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aMessageLooksAsItShould(Golden golden) throws IOException {
        assertThat(json(Renderer.render(golden.message)).toPrettyString())
                .isEqualTo(expected(golden.name).toPrettyString());
    }

    private static JsonNode expected(String name) throws IOException {
        try (InputStream file = RendererTest.class.getResourceAsStream(name + ".json")) {
            return JSON.readTree(Objects.requireNonNull(file, name));
        }
    }

    /** As Bolt sends it. */
    static ObjectNode json(Rendered rendered) throws IOException {
        FormBody form = RequestFormBuilder.toForm(ChatPostMessageRequest.builder()
                .text(rendered.text())
                .blocks(rendered.blocks())
                .attachments(rendered.attachments())
                .build()).build();
        ObjectNode json = JSON.createObjectNode().put("text", rendered.text());
        for (int i = 0; i < form.size(); i++) {
            if (form.name(i).equals("blocks") || form.name(i).equals("attachments")) {
                json.set(form.name(i), JSON.readTree(form.value(i)));
            }
        }
        return json;
    }

    @ParameterizedTest
    @MethodSource("golden")
    void slackTakesIt(Golden golden) throws IOException {
        JsonNode json = json(Renderer.render(golden.message));
        assertThat(FakeSlackRules.broken(Map.of(
                "text", json.path("text").asText(), "blocks", json.path("blocks").toString(),
                "attachments", json.path("attachments").toString()))).isEmpty();
    }

    @Test
    void hostileTextCanNeitherPingNorFormatNorHide() throws IOException {
        Rendered rendered = Renderer.render(golden().get(5).message);
        JsonNode json = json(rendered);

        assertThat(json.toString()).doesNotContain("\u202e", "\u200b", "\u0007", "\u2028").hasSizeLessThan(25_000);
        for (String markup : markups(json)) {
            assertThat(markup).isNotEmpty().doesNotContain("<!", "<@", "`", "_it_", "~no~", "://evil", "@everyone",
                    "@here", ":x:");
            assertThat(markup.replaceFirst("^\\*(.*)\\*$", "$1")).doesNotContain("*");
        }
    }

    /** The texts in which Slack reads markup. */
    private static List<String> markups(JsonNode json) {
        List<String> markups = json.findParents("verbatim").stream()
                .map(it -> it.path("text").asText())
                .collect(Collectors.toList());
        markups.add(json.path("text").asText());
        json.findValues("fallback").forEach(it -> assertThat(it.asText()).doesNotContain("<", ">"));
        assertThat(markups).hasSizeGreaterThan(1);
        return markups;
    }

    @Test
    void moreThanSlackTakesIsCut() throws IOException {
        List<Action> buttons = IntStream.range(0, 300)
                .mapToObj(i -> (Action) new Button("b".repeat(200), "check shop-" + i))
                .toList();
        List<Field> fields =
                IntStream.range(0, 99).mapToObj(i -> new Field("n".repeat(500), "v".repeat(5_000))).toList();
        List<ConditionLine> conditions =
                IntStream.range(0, 99).mapToObj(i -> new ConditionLine(false, false, "c".repeat(5_000))).toList();
        List<Link> links = IntStream.range(0, 99).mapToObj(i -> new Link("l".repeat(500), "https://x/" + i)).toList();
        for (Severity severity : Severity.values()) {
            Message huge = Message.of(severity, "t".repeat(100_000), "line\n".repeat(10_000)).withFields(fields)
                    .withConditions(conditions).withLinks(links).withActions(buttons);
            JsonNode json = json(Renderer.render(huge));

            assertThat(FakeSlackRules.broken(Map.of(
                    "text", json.path("text").asText(), "blocks", json.path("blocks").toString(),
                    "attachments", json.path("attachments").toString()))).isEmpty();
            assertThat(Renderer.render(huge).whole()).isFalse();
            assertThat(json.findValues("url")).isEmpty();
            assertThat(json.toString()).contains("https://x/1");
        }
    }

    @Test
    void nothingAtAllIsStillAMessage() throws IOException {
        for (Severity severity : Severity.values()) {
            JsonNode json = json(Renderer.render(Message.of(severity, "", "")));
            assertThat(FakeSlackRules.broken(Map.of(
                    "text", json.path("text").asText(), "blocks", json.path("blocks").toString(),
                    "attachments", json.path("attachments").toString()))).as(severity.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"CRITICAL|#a30200", "WARNING|#e8912d", "HANDLED|#daa038", "SILENCED|#dddddd",
        "GOOD|#2eb886"})
    void theBarTellsHowItStands(Severity severity, String color) {
        assertThat(Renderer.render(Message.of(severity, "t", "x")).attachments().getFirst().getColor())
                .isEqualTo(color);
    }

    @Test
    void namesThatHoldSignsInsideAreLeftAlone() {
        assertThat(Mrkdwn.inert("shop_one_a 2*3*4 a~b [STATUS] == 200"))
                .isEqualTo("shop_one_a 2*3*4 a~b [STATUS] == 200");
    }
}
