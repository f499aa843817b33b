package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type in the many ways that people do. */
final class TalkTest {

    @TempDir
    Path data;

    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws IOException {
        site = new Site();
        bot = new TalkingBot(data, Map.of("retry-interval", "50ms"));
        bot.says("add monitor shop " + site.url() + " every 1d confirm 1 recover 1 group web");
        bot.says("add monitor shop-db " + site.url() + " every 1d tag eu");
    }

    @AfterEach
    void stop() {
        bot.close();
        site.close();
    }

    @Test
    void aMuteTakesThePlaceOfTheOneBefore() {
        bot.says("mute shop for 2h because release");
        bot.says("mute SHOP for 10 minutes because of the cache");

        assertThat(bot.says("mutes")).matches("SHOP  muted until [\\d: -]+, root: of the cache");
    }

    @Test
    void anUnmuteTakesPatternsAndSaysWhatIsNotMuted() {
        bot.says("mute shop for 2h");
        bot.says("mute shop-db for 2h");
        assertThat(bot.says("unmute shop* eu")).isEqualTo("shop, shop-db are no longer muted.\n"
                + "eu is not muted; \"mutes\" lists what is");

        bot.says("mute web");
        assertThat(bot.says("unmute shop")).isEqualTo("shop is muted by way of web; to end that: unmute web");
        assertThat(bot.says("unmute shop-db")).isEqualTo("shop-db is not muted; \"mutes\" lists what is");
        assertThat(bot.says("unmute all")).isEqualTo(
                "unmute all: this concerns 1 monitor. Sure?\nSay yes or no, within 5 min.");
        assertThat(bot.says("yes")).isEqualTo("web is no longer muted.");
    }

    @Test
    void aLengthOfTimeAloneIsNoMonitor() {
        assertThat(bot.says("mute shop 2h because release"))
                .isEqualTo("\"2h\" is no monitor. Did you mean: mute shop for 2h because release");
    }

    @Test
    void severalNamesAreTaken() {
        assertThat(bot.says("status shop shop-db")).startsWith("2 monitors: 2 UP\n  UP  shop  ");
        assertThat(bot.says("list shop*")).hasLineCount(2);
        assertThat(bot.says("uptime shop shop-db 7d")).matches("shop  7d: 100 %.*\nshop-db  7d: 100 %.*");
        assertThat(bot.says("incidents shop shop-db")).isEqualTo("There were no incidents.");
        assertThat(bot.says("uptime shop 3d")).isEqualTo("\"3d\" is not a span; write 24h, 7d, 30d or 90d");
    }

    @Test
    void lengthsOfTimeMayBeWrittenOut() {
        assertThat(bot.says("edit monitor shop every \"10 minutes\""))
                .startsWith("shop is changed; it is checked every 10 minutes.");
        assertThat(bot.says("mute shop for 1 hour 30 min")).startsWith("shop is muted until ");
    }

    @Test
    void whatATestCannotJudgeIsSaid() {
        assertThat(bot.says("test " + site.url() + " expect \"[BODY].state == UP\" expect \"[BODY].state != DOWN\""))
                .startsWith("DOWN in ").contains("""

                          200 OK
                          [BODY] has no state
                          x [BODY].state == UP
                          x [BODY].state != DOWN
                        """);
    }

    @Test
    void uptimeLeavesOutPauses() {
        bot.pass(Duration.ofHours(1));
        bot.says("pause shop");
        bot.pass(Duration.ofHours(10));
        assertThat(bot.says("uptime shop")).contains("24h: 100 %, no trouble (watched for 1 h");
        assertThat(bot.says("history shop")).contains("UP -> PAUSED");
        bot.says("resume shop");
        bot.pass(Duration.ofHours(1));
        site.answers(503);
        bot.says("check shop");
        bot.pass(Duration.ofHours(2));

        assertThat(bot.says("uptime shop 24h"))
                .matches("(?s).*24h: 50\\.\\d+ %, 2 h.* in 1 incident \\(watched for 4 h.*");
        bot.pass(Duration.ofDays(1));
        bot.says("pause shop");
        bot.pass(Duration.ofDays(1));
        assertThat(bot.says("uptime shop 24h")).endsWith("24h: not watched");
    }

    @Test
    void helpKnowsEverythingThatMayBeSaid() {
        assertThat(bot.says("help")).contains("\n  more  ");
        assertThat(bot.says("help more")).startsWith("shows the next page of a long answer");
        assertThat(bot.says("help ad")).startsWith("watch something new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add monitor", "edit monitor", "test", "maintenance add"})
    void helpSaysWhatEachClauseIsFor(String command) {
        String help = bot.says("help " + command);
        while (help.endsWith("more)")) {
            help = help + "\n" + bot.says("more");
        }

        assertThat(help.lines().filter(line -> line.startsWith("    ["))).isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(" {4}\\[.*?](\\.{3})?  \\S.*"));
    }

    @Test
    void whatNamesSomethingElseIsNoNameOfAMonitor() {
        for (String name : new String[] {"42", "#42", "group:web", "TAG:eu"}) {
            assertThat(bot.says("add monitor " + name + " " + site.url()))
                    .startsWith("\"" + name + "\" cannot be the name of a monitor");
        }
    }

    @Test
    void aRoomThatNothingReachesIsRefused() {
        assertThat(bot.says("add monitor x " + site.url() + " room slak:#ops"))
                .isEqualTo("no channel is configured that reaches slak:#ops; there are: console, desk."
                        + " Others are set up in bot.properties.");
        assertThat(bot.says("edit monitor shop room slak:#ops")).startsWith("no channel is configured");
        assertThat(bot.says("edit monitor shop room none")).startsWith("nothing about shop would be different");
    }

    @Test
    void remindersThatAreSwitchedOnConcernOpenTrouble() throws Exception {
        site.answers(503);
        bot.says("check shop");
        assertThat(bot.notice()).startsWith("DOWN  shop  #1");
        bot.says("edit monitor shop remind 1s");
        assertThat(bot.notice()).startsWith("DOWN  shop  #1\n  still DOWN");
    }

    @Test
    void theLastWordStandsAloneAfterABurst() throws Exception {
        for (int number = 1; number <= 9; number++) {
            bot.says("add monitor m" + number + " " + site.url() + " every 1d confirm 1 expect \"[STATUS] == 201\"");
        }
        bot.close();
        assertThat(bot.notices).contains("stopping").last().isEqualTo("stopping");
    }

    @Test
    void aNumberNamesTheMonitorOfItsIncident() throws Exception {
        site.answers(503);
        bot.says("check shop");
        assertThat(bot.notice()).startsWith("DOWN  shop  #1");
        assertThat(bot.says("mute #1 for 1h")).startsWith("shop is muted until ");
        assertThat(bot.says("check #1")).startsWith("shop  DOWN");
        assertThat(bot.says("unmute #1")).isEqualTo("shop is no longer muted.");
        assertThat(bot.says("mute #7 for 1h")).isEqualTo("there is no incident 7; \"incidents\" lists the newest");
    }

    @Test
    void aMuteMayLastUntilAllIsWell() throws Exception {
        site.answers(503);
        bot.says("check shop");
        assertThat(bot.notice()).startsWith("DOWN  shop  #1");
        assertThat(bot.says("mute shop until recovery")).isEqualTo("shop is muted until all is well.");
        assertThat(bot.says("mutes")).isEqualTo("shop  muted until all is well, root");
        site.answers(200);
        bot.says("check shop");

        assertThat(bot.notice()).startsWith("RECOVERED  shop  #1");
        assertThat(bot.says("mutes")).isEqualTo("Nothing is muted.");
    }

    @Test
    void responseTimesAreDrawn() {
        // the answer comes before the check is over, and who asks for another in that moment may get two
        await().until(() -> bot.bot().watching().running() == 0);
        bot.says("check shop");

        assertThat(bot.says("graph shop 1h")).matches("shop, last 1 h: 2 checks.*\n {2}.*[\u2581-\u2588]");
        assertThat(bot.says("graph shop 3d")).isEqualTo("\"3d\" is not a span; write 1h, 24h or 7d");
    }

    @Test
    void thousandsOfMonitorsAreASummary() {
        IntStream.rangeClosed(1, 40).forEach(number -> bot.says("add monitor m" + number + " " + site.url()
                + " every 1d confirm 1000 expect \"[STATUS] == " + (number % 2 == 0 ? 200 : 201) + "\""));

        assertThat(bot.says("status")).startsWith("42 monitors: 22 UP, 20 PENDING\nI am well");
        assertThat(bot.says("status m*")).hasLineCount(22).endsWith("and 20 more; \"list m*\" lists them all");
    }
}
