package io.tocsin.bundled.discord;

import static io.tocsin.bundled.discord.DiscordRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.bundled.discord.Connection.Pauses;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChatContract;
import io.tocsin.channel.Repeat;
import io.tocsin.channel.Service;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told in Discord, as in every channel: the real JDA, and a Discord on loopback. */
final class DiscordContractTest extends ChatContract {

    /** Of signs in all texts of an embed. */
    private static final int LONGEST = 6_000;
    private static final String API = "/api/v10/";

    @Override
    protected AdapterFactory adapter(InstantSource clock) {
        return new DiscordPlugin(clock).adapters().getFirst();
    }

    @Override
    protected AdapterFactory hastyAdapter(InstantSource clock) {
        Pauses usual = Pauses.USUAL;
        return new DiscordFactory(
                clock, new Pauses(usual.first(), usual.most(), usual.refused(), Duration.ofMillis(300)));
    }

    @Override
    protected Service service() {
        FakeDiscord chat = new FakeDiscord();
        chat.channel("ops");
        return Service.before(
                chat.apiUrl().replace(API, ""), Map.of("discord.gateway-url", chat.gatewayUrl()), chat);
    }

    @Override
    protected void begin(Adapter adapter) {
        adapter.start(new ARoom());
        eventually().until(() -> adapter.trouble().isEmpty() && !adapter.canonical(address()).equals(address()));
    }

    @Override
    protected boolean tells(Call call) {
        return !call.method().equals("GET") && call.target().contains("/messages");
    }

    /** Discord's ids begin with the time. */
    @Override
    protected String stable(String shown) {
        return shown.replaceAll("\\d{17,20}", "ID");
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("discord.token", FakeDiscord.TOKEN, "discord.api-url", base + API);
    }

    @Override
    protected String address() {
        return "#ops";
    }

    /** Markup is read as Discord does: what a backslash stands before means nothing. */
    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).hasSize(1);
        JsonNode message = calls.getFirst().json();
        assertThat(message.path("allowed_mentions").path("parse").isArray()).isTrue();
        assertThat(message.path("allowed_mentions").toString()).as("nobody").doesNotContainPattern("\\w+\"[,\\]]");
        assertThat(message.path("content").asText("")).isEmpty();
        JsonNode embed = message.path("embeds").path(0);
        assertThat(embed.path("title").asText().length()).isLessThanOrEqualTo(256);
        assertThat(embed.path("description").asText().length()).isBetween(1_000, 4_096);
        int signs = signs(embed);
        assertThat(signs).isLessThanOrEqualTo(LONGEST);
        String seen = String.join("\n", embed.path("title").asText(), embed.path("description").asText(),
                String.join("\n", embed.findValuesAsText("value")), String.join("\n", embed.findValuesAsText("name")));
        assertThat(seen.replaceAll("\\\\.", "")).doesNotContain("@", "<", ">", "*", "_", "~", "`", "[", "|", "://")
                .doesNotContainPattern("(?m)^ *(?:[#+-]|\\d+[.)])");
        return signs + " of " + LONGEST;
    }

    private static int signs(JsonNode node) {
        int own = node.isTextual() ? node.asText().length() : 0;
        for (JsonNode part : node) {
            own += signs(part);
        }
        return own;
    }

    @Override
    protected List<String> secrets() {
        return List.of(FakeDiscord.TOKEN);
    }

    @Override
    protected String secretKey() {
        return "discord.token";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Found();
    }

    @Override
    protected Answer tooFast() {
        return Answer.json(429, "{\"message\":\"You are being rate limited.\",\"retry_after\":30.0,\"global\":false}")
                .with("Via", "1.1 google").with("Retry-After", "30").with("X-RateLimit-Scope", "user")
                .with("X-RateLimit-Bucket", "posts").with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset-After", "30");
    }

    @Override
    protected Answer refusal() {
        return Answer.json(400, "{\"message\":\"Invalid Form Body\",\"code\":50035}");
    }

    @Override
    protected Answer wrongSecret() {
        return Answer.json(401, "{\"message\":\"401: Unauthorized\",\"code\":0}");
    }

    /** The page of a proxy that wants to know who is there. */
    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(Answer.text(200, "<html>Log in</html>"));
    }
}
