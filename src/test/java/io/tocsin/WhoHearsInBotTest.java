package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hears, as people ask for it and say it. */
final class WhoHearsInBotTest {

    @TempDir
    Path data;

    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws IOException {
        site = new Site();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "bot.zone", "UTC", "retry-interval", "50ms", "room.ops", "desk:ops", "room.log", "desk:log",
                "person.ana.room", "desk:ana", "person.ben.room", "desk:ben", "person.eve.room", "desk:eve",
                "oncall.primary.people", "ana", "oncall.primary.from", "2026-03-02T08:00"));
        settings.putAll(Map.of(
                "route.web.monitors", "tag:web", "route.web.rooms", "ops, oncall:primary", "route.web.order", "-1",
                "route.slow.severity", "degraded", "route.slow.rooms", "log", "route.db.monitors", "group:db",
                "route.db.rooms", "log", "route.never.days", "MON", "route.never.between", "00:00-00:00"));
        settings.putAll(Map.of(
                "route.never.rooms", "log", "route.never.monitors", "nothing",
                "escalation.night.step.1", "log", "escalation.night.step.2", "10m oncall:primary, ops",
                "escalation.night.repeat", "1h", "quiet.q.between", "00:00-24:00", "quiet.q.rooms", "ops"));
        settings.putAll(Map.of(
                "monitor.news.target", site.url(), "monitor.news.every", "1d", "monitor.news.rooms", "gone, ghost:1"));
        settings.putAll(Map.of("route.none.monitors", "tag:silent", "route.none.rooms", "nobody"));
        bot = new TalkingBot(data, settings);
        bot.says("add monitor shop " + site.url() + " every 1d confirm 1 recover 1 tag web escalation night");
        bot.says("add monitor mail " + site.url() + " every 1d room nobody escalation night");
    }

    @AfterEach
    void stop() {
        bot.close();
        site.close();
    }

    @Test
    void whySaysRouteByRouteAndStepByStepWhoWouldHear() {
        String turn = "[\\d: -]+";

        assertThat(bot.says("why shop")).matches(
                """
                        If shop is DOWN, told now:
                          ops \\(desk:ops\\): route web
                          desk:ana: route web, ana is on call for primary until TURN
                          log \\(desk:log\\): first step of the escalation night
                          after 10 min without an acknowledgement: ana on call for primary, desk:ana, ops \\(desk:ops\\) \\(escalation night\\)
                          and all of it again 1 h after the last step
                        Not, or later:
                          route db: it is about group:db
                          route never: it is about nothing
                          route none: it is about tag:silent
                          route slow: not for what is DOWN"""
                        .replace("TURN", turn));
        assertThat(bot.says("why shop if degraded"))
                .contains("If shop is DEGRADED, told now:\n  desk:ana: route web, ana is on call for primary until ")
                .contains("log (desk:log): route slow, first step of the escalation night")
                .contains("desk:ana, ops (desk:ops), held back by quiet hours q at that time (escalation night)")
                .containsPattern("ops \\(desk:ops\\): quiet hours q until " + turn + ", told then if it is still bad");
    }

    @Test
    void statusNamesTheRoomsThatNoChannelReaches() {
        assertThat(bot.says("status"))
                .contains("\nNo channel reaches ghost:1: set up ghost.")
                .containsOnlyOnce("No channel reaches")
                .doesNotContain("I am well");
    }

    @Test
    void whySaysWhatKeepsEverybodyFromHearing() {
        assertThat(bot.says("why mail")).isEqualTo("""
                If mail is DOWN, told now:
                  nobody
                Not, or later:
                  its rooms say that nobody is told, whatever routes say""");
        bot.says("add monitor calm " + site.url() + " every 1d tag silent");
        assertThat(bot.says("why calm"))
                .startsWith("If calm is DOWN, told now:\n  nobody\nNot, or later:\n")
                .endsWith("\n  nobody: route none");
        assertThat(bot.says("why news"))
                .contains("console: told in place of gone, which nobody knows (its own room)")
                .contains("ghost:1: its own room, no channel reaches it now");
        bot.says("mute shop for 2h");
        assertThat(bot.says("why shop"))
                .containsPattern(
                        "^Nobody hears now: root has muted shop until [\\d: -]+\nOtherwise, if shop is DOWN:\n");
        bot.says("unmute shop");
        bot.says("maintenance add shop for 2h");
        assertThat(bot.says("why shop"))
                .containsPattern("^Nobody hears now: in maintenance until [\\d: -]+ \\(shop\\)\n");
        bot.says("maintenance end shop");
        bot.says("pause shop");
        assertThat(bot.says("why shop")).startsWith("Nobody hears now: it is paused\n");
        assertThat(bot.says("why shop if slow")).contains("\"slow\" is not how bad it may be; write down or degraded");
    }

    @Test
    void whySaysWhoWasToldOfWhatIsOpenAndWhatComesNext() {
        site.answers(503);
        bot.says("check shop");
        assertThat(bot.says("why shop"))
                .containsPattern(
                        "\n#1 was told to: desk:ana, log, ops\nnext step [\\d: -]+, unless somebody acknowledges$");
        bot.says("ack 1");
        assertThat(bot.says("why shop")).endsWith("\nroot has it, so no reminders and no more steps");
    }

    @Test
    void somebodyStandsInForAWhileAndThatIsKeptInTheAuditLog() {
        assertThat(bot.says("oncall")).isEqualTo("primary  ana (desk:ana)");
        assertThat(bot.says("oncall override eve for 8h"))
                .matches("eve is on call for primary from [\\d: -]+ to [\\d: -]+; to undo that: oncall cancel eve");
        assertThat(bot.says("oncall")).matches("primary  eve \\(desk:eve\\), then ana from [\\d: -]+\n"
                + "  eve stands in for primary from [\\d: -]+ to [\\d: -]+, said by root");
        assertThat(bot.says("why shop"))
                .containsPattern("desk:eve: route web, eve stands in for primary until [\\d: -]+");
        bot.pass(Duration.ofHours(9));
        assertThat(bot.says("oncall")).isEqualTo("primary  ana (desk:ana)");

        bot.says("oncall override ben for 8h");
        assertThat(bot.says("oncall cancel ben")).isEqualTo("ben stands in no longer. On call now: primary: ana");
        assertThat(bot.says("oncall cancel ben")).contains("ben stands in for nobody; \"oncall\" shows who does");
        assertThat(bot.bot().audit().newest(10)).extracting(entry -> entry.command())
                .contains("oncall override eve for 8h", "oncall cancel ben");
    }

    @Test
    void whatCannotBeIsRefusedAndWhoMayNotIs() {
        assertThat(bot.says("oncall override evi for 8h")).contains("I know nobody called \"evi\". Did you mean: eve");
        assertThat(bot.says("oncall override eve")).contains("write how long by one of \"for\" and \"until\"");
        assertThat(bot.says("oncall override eve from recovery for 8h"))
                .contains("nobody knows beforehand when all is well");
        assertThat(bot.says("oncall override eve for 8h in primry"))
                .contains("I know no rotation \"primry\". Did you mean: primary");
        assertThat(bot.says("add monitor two " + site.url() + " room oncall:primry"))
                .contains("I know no rotation \"primry\". Did you mean: primary");
        assertThat(bot.says("edit monitor shop escalation nigt"))
                .contains("there are no steps \"nigt\". Did you mean: night");
        assertThat(bot.says("edit monitor shop remind soon")).contains("\"soon\" is not how often to tell again");
        assertThat(bot.says("edit monitor shop remind \"30m, 1h\" room oncall:primary")).doesNotContain("Did you mean");
        assertThat(bot.says("why shop")).contains("desk:ana: its own room, ana is on call for primary until ");
        Person stranger = new Person("desk:2", "stranger");
        assertThat(bot.says("ops", stranger, "tocsin oncall override eve for 8h")).doesNotContain("is on call");
        assertThat(bot.says("oncall")).isEqualTo("primary  ana (desk:ana)");
    }
}
