package io.tocsin.bundled.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.LoopbackOnly;
import io.tocsin.bundled.slack.Connection.Pace;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The socket: opened, lost, opened again. */
@ExtendWith(LoopbackOnly.class)
final class SlackConnectionTest {

    private SlackRig rig = new SlackRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private FakeSlackSocket socket() {
        return rig.slack.socket();
    }

    private void isHeard(String text) {
        rig.slack.say("C0OPS1", "U0ANA", text);
        await().untilAsserted(() -> assertThat(rig.lines).extracting(Incoming::text).contains(text));
    }

    @Test
    void aLostConnectionIsOpenedAgainAndWhatWasSaidMeanwhileArrives() {
        rig.connected();
        isHeard("before");

        socket().drop();
        await().until(() -> socket().opened() == 2);

        isHeard("after");
        await().until(() -> socket().open() == 1);
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void anAnswerThatNamesNoAddressIsNoEnd() {
        rig.slack.failNext("apps.connections.open", "ok");

        rig.connected();

        isHeard("after");
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void aConnectionThatBreaksAgainAndAgainIsNotOpenedInALoop() {
        rig.connected();
        int before = rig.slack.calls("apps.connections.open");

        for (int i = 2; i <= 6; i++) {
            int opened = i;
            await().until(() -> socket().open() == 1);
            socket().drop();
            await().until(() -> socket().opened() == opened);
        }

        isHeard("after");
        assertThat(rig.slack.calls("apps.connections.open") - before).isEqualTo(5);
        // each wait is twice the one before, give or take a quarter: 100, 200, 400, 400 ms after the first
        assertThat(socket().gaps().get(4)).isGreaterThan(300);
    }

    @Test
    void slackIsGivenANewConnectionBeforeTheOldOneGoes() {
        rig.connected();

        socket().disconnect("warning");

        await().until(() -> socket().opened() == 2 && socket().open() == 1);
        isHeard("after");
        assertThat(rig.adapter.trouble()).isEmpty();
    }

    @Test
    void aConnectionWithoutASignOfLifeIsReplaced() {
        rig.connected();
        await().during(Duration.ofMillis(1_500)).atMost(Duration.ofSeconds(20)).until(() -> socket().opened() == 1);

        socket().silent(true);

        await().until(() -> socket().opened() > 1);
        socket().silent(false);
        isHeard("after");
    }

    @Test
    void aConnectionWithoutEnvelopesIsRenewed() {
        rig.close();
        rig = new SlackRig(renewing(Duration.ofMillis(300)), Map.of("app-token", FakeSlack.APP_TOKEN));
        rig.connected();

        await().until(() -> socket().opened() > 2);

        isHeard("after");
    }

    private static Pace renewing(Duration renew) {
        Pace quick = SlackRig.QUICK;
        return new Pace(quick.retry(), quick.longestRetry(), quick.hello(), quick.look(), quick.quiet(), renew,
                quick.slow(), quick.call());
    }

    @Test
    void aConnectionThatNeverGreetsIsGivenUp() {
        rig.close();
        Pace quick = SlackRig.QUICK;
        rig = new SlackRig(
                new Pace(quick.retry(), quick.longestRetry(), Duration.ofMillis(300), quick.look(), quick.quiet(),
                        quick.renew(), quick.slow(), quick.call()),
                Map.of("app-token", FakeSlack.APP_TOKEN));
        socket().greets(false);
        rig.start();
        await().untilAsserted(() -> assertThat(rig.adapter.trouble().orElseThrow()).contains("no greeting"));

        socket().greets(true);

        await().until(() -> rig.adapter.trouble().isEmpty());
        isHeard("after");
    }

    @Test
    void aWrongTokenIsSaidAndMendedWhileTheBotRuns() throws Exception {
        rig.slack.acceptTokens("xoxb-other", FakeSlack.APP_TOKEN);
        rig.start();
        await().untilAsserted(() -> assertThat(rig.adapter.trouble().orElseThrow())
                .contains("it does not accept slack.token (invalid_auth)").doesNotContain("xoxb"));
        await().until(() -> rig.slack.calls("auth.test") > 2);

        rig.slack.acceptTokens(FakeSlack.TOKEN, FakeSlack.APP_TOKEN);

        await().until(() -> rig.adapter.trouble().isEmpty());
        rig.adapter.post("#ops", "k", Message.text("here I am"));
        isHeard("welcome");
    }

    @Test
    void aWrongAppTokenIsSaidAndMessagesStillGoOut() throws Exception {
        rig.slack.acceptTokens(FakeSlack.TOKEN, "xapp-other");
        rig.start();
        await().untilAsserted(() -> assertThat(rig.adapter.trouble().orElseThrow())
                .contains("it does not accept slack.app-token (invalid_auth)").doesNotContain("xapp-"));

        rig.adapter.post("#ops", "k", Message.text("told all the same"));
        assertThat(rig.slack.messages("C0OPS1")).hasSize(1);
        assertThat(rig.adapter.trouble().orElseThrow()).contains("slack.app-token");

        rig.slack.acceptTokens(FakeSlack.TOKEN, FakeSlack.APP_TOKEN);
        await().until(() -> rig.adapter.trouble().isEmpty());
    }

    @Test
    void aLimitOnConnectingIsObeyed() {
        rig.slack.limitNext("apps.connections.open", 1);
        rig.start();

        await().until(() -> rig.adapter.trouble().isEmpty());

        assertThat(rig.slack.violations()).isZero();
        assertThat(rig.slack.limited()).isEqualTo(1);
    }

    @Test
    void closingEndsTheConnectionAtOnce() {
        rig.connected();

        rig.adapter.close();

        await().atMost(Duration.ofSeconds(5)).until(() -> socket().open() == 0);
        assertThat(socket().opened()).isEqualTo(1);
    }
}
