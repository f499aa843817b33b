package io.tocsin.bundled.mattermost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChatContract;
import io.tocsin.channel.Repeat;
import io.tocsin.channel.Service;
import io.tocsin.spi.AdapterFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told in Mattermost, as in every channel. */
final class MattermostContractTest extends ChatContract {

    /** Of signs in a post, as servers are set up at first. */
    private static final int LONGEST = 16_383;
    /** The message's own link, which is meant to be one. */
    private static final String LINK = "](https://evil.example/\"%3Cb%3E%29]%28|%3E)";

    @Override
    protected AdapterFactory adapter(InstantSource clock) {
        return new MattermostPlugin(clock).adapters().getFirst();
    }

    @Override
    protected Service service() {
        FakeMattermost chat = new FakeMattermost().channel("OPS1", "T1", "ops", "O");
        return Service.before(chat.url(), Map.of(), chat);
    }

    @Override
    protected boolean tells(Call call) {
        return call.target().endsWith("/posts") || call.target().endsWith("/patch");
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("mattermost.url", base, "mattermost.token", FakeMattermost.TOKEN, "mattermost.public-url",
                "https://bot.example");
    }

    @Override
    protected String address() {
        return "acme/ops";
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).hasSize(1);
        JsonNode post = calls.getFirst().json();
        JsonNode attachment = post.path("props").path("attachments").path(0);
        String text = attachment.path("text").asText();
        String seen = post.path("message").asText().replaceFirst("^\\*\\*(.*)\\*\\*$", "$1") + "\n" + text + "\n"
                + String.join("\n", attachment.path("fields").findValuesAsText("value"));
        assertThat(seen).containsOnlyOnce(LINK);
        assertThat(seen.replace(LINK, "]")).doesNotContainPattern("@\\w").doesNotContainPattern("(?m)^[#>]")
                .doesNotContain("://", "](", "**", ":x:");
        assertThat(attachment.path("actions").findValuesAsText("name")).containsExactly("@\u2060everyone");
        assertThat(post.toString().length()).isBetween(1_000, LONGEST);
        return post.toString().length() + " of " + LONGEST;
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeMattermost.TOKEN);
    }

    @Override
    protected String secretKey() {
        return "mattermost.token";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Found();
    }

    @Override
    protected Answer tooFast() {
        return Answer.text(429, "limit exceeded").with("X-Ratelimit-Limit", "10").with("X-Ratelimit-Reset", "30")
                .with("Retry-After", "30");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400, "{\"id\":\"model.post.is_valid.message_length.app_error\","
                + "\"message\":\"Post Message property is longer than the maximum permitted length.\","
                + "\"status_code\":400}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401, "{\"id\":\"api.context.session_expired.app_error\","
                + "\"message\":\"Invalid or expired session, please login again.\",\"status_code\":401}");
    }

    /** The page of a proxy that wants to know who is there. */
    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.text(200, "<html>Log in</html>"));
    }
}
