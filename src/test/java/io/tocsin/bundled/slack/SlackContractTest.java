package io.tocsin.bundled.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bundled.slack.Connection.Pace;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChatContract;
import io.tocsin.channel.Repeat;
import io.tocsin.channel.Service;
import io.tocsin.spi.AdapterFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is told in Slack, as in every channel. */
final class SlackContractTest extends ChatContract {

    private static final Pace HASTY = new Pace(
            SlackRig.QUICK.retry(), SlackRig.QUICK.longestRetry(), SlackRig.QUICK.hello(), SlackRig.QUICK.look(),
            SlackRig.QUICK.quiet(), SlackRig.QUICK.renew(), SlackRig.QUICK.slow(), Duration.ofMillis(300));
    /** Of signs in a message, after which Slack cuts it. */
    private static final int LONGEST = 40_000;
    /** The message's own link, which is meant to be one. */
    private static final String LINK = "<https://evil.example/%22%3Cb%3E)](%7C%3E|";

    @Override
    protected AdapterFactory adapter(InstantSource clock) {
        return new SlackPlugin(clock).adapters().getFirst();
    }

    @Override
    protected AdapterFactory hastyAdapter(InstantSource clock) {
        return new SlackPlugin(clock, HASTY).adapters().getFirst();
    }

    @Override
    protected Service service() {
        FakeSlack chat = new FakeSlack().channel("C0OPS1", "ops");
        return Service.before(chat.apiUrl().replace("/api/", ""), Map.of(), chat);
    }

    @Override
    protected boolean tells(Call call) {
        return call.target().startsWith("/api/chat.");
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("slack.api-url", base + "/api/", "slack.token", FakeSlack.TOKEN, "slack.app-token",
                FakeSlack.APP_TOKEN);
    }

    @Override
    protected String address() {
        return "#ops";
    }

    /** The fake has taken it, so blocks and texts are as long as Slack allows; markup is read as Slack does. */
    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).hasSize(1);
        Map<String, String> form = calls.getFirst().form();
        assertThat(form).containsEntry("parse", "none").containsEntry("link_names", "0")
                .containsEntry("unfurl_links", "0").containsEntry("unfurl_media", "0");
        String markup = markup(form);
        assertThat(markup).containsOnlyOnce(LINK);
        assertThat(markup.replace(LINK, "").replaceFirst(">$", "")).doesNotContain("<", "`", ":x:", "**")
                .doesNotContainPattern("://\\w").doesNotContainPattern("@\\w").doesNotContainPattern("(?m)^>");
        int signs = calls.getFirst().texts().stream().mapToInt(String::length).sum();
        assertThat(signs).isBetween(1_000, LONGEST);
        return signs + " of " + LONGEST;
    }

    /** All texts in which Slack looks for formats, links and people. */
    private static String markup(Map<String, String> form) {
        JsonNode attachments = FakeSlack.parsed(form.get("attachments"));
        Stream<String> blocks = attachments.findParents("type").stream()
                .filter(text -> text.path("type").asText().equals("mrkdwn"))
                .map(text -> text.path("text").asText());
        return Stream.concat(Stream.of(form.get("text")), blocks).collect(Collectors.joining("\n"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeSlack.TOKEN, FakeSlack.APP_TOKEN);
    }

    @Override
    protected String secretKey() {
        return "slack.token";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Found();
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(429, "{\"ok\":false,\"error\":\"ratelimited\"}").with("Retry-After", "30");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(200, "{\"ok\":false,\"error\":\"invalid_blocks\"}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(200, "{\"ok\":false,\"error\":\"invalid_auth\"}");
    }

    /** The page of a proxy that wants to know who is there; Slack's own failures are all of this kind, too. */
    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.text(200, "<html>Log in</html>"));
    }
}
