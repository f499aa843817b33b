package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.bundled.matrix.FakeMatrix;
import io.tocsin.bundled.matrix.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole bot in a room of Matrix. */
@Timeout(120)
final class MatrixBotTest {

    private static final String OPS = "!ops:example.org";
    private static final String ANA = "@ana:example.org";
    private static final String BEN = "@ben:example.org";

    @TempDir
    Path data;

    private final FakeMatrix matrix = new FakeMatrix().room(OPS, "#ops:example.org", true, 5);
    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws Exception {
        site = new Site();
        bot = new TalkingBot(data, Map.of(
                "matrix.url", matrix.url(),
                "matrix.token", FakeMatrix.TOKEN,
                "room.ops", "matrix:#ops:example.org",
                "role.operate", "matrix:" + ANA,
                "retry-interval", "50ms"));
        eventually(matrix::connected);
        bot.says("add monitor shop " + site.url() + " every 1d confirm 1 recover 1 room ops");
    }

    @AfterEach
    void stop() {
        bot.close();
        matrix.close();
        site.close();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    @Test
    void anIncidentIsOneMessageThatIsAcknowledgedInChat() {
        site.answers(503);
        bot.says("check shop");
        eventually(() -> matrix.messages(OPS).size() == 1);
        Posted down = matrix.messages(OPS).getFirst();
        assertThat(down.html()).contains("<b>DOWN shop #1</b>", "<code>ack 1</code>");

        matrix.say(OPS, ANA, "!ack 1");
        eventually(() -> !matrix.messages(OPS).getFirst().html().contains("<code>ack 1</code>"));
        site.answers(200);
        bot.says("check shop");

        eventually(() -> matrix.messages(OPS).getFirst().html().contains("<b>RECOVERED shop #1"));
    }

    @Test
    void whoMayNotIsToldSo() {
        matrix.say(OPS, BEN, "tocsin mute shop for 1h");

        eventually(() -> matrix.messages(OPS).stream().anyMatch(message -> message.body().contains("mute")));

        assertThat(bot.says("mutes")).doesNotContain("shop");
    }
}
