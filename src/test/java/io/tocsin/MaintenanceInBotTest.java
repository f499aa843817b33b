package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planned maintenance as people meet it. */
final class MaintenanceInBotTest {

    private static final String FOR = "write how long it lasts by one of \"for\" and \"until\"";

    @TempDir
    Path data;

    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws IOException {
        site = new Site();
        bot = new TalkingBot(data, Map.of("retry-interval", "50ms", "bot.zone", "UTC"));
        bot.says("add monitor shop " + site.url() + " every 1d confirm 1 recover 1 group web");
        bot.says("add monitor shop-db " + site.url() + " every 1d tag eu");
    }

    @AfterEach
    void stop() {
        bot.close();
        site.close();
    }

    @Test
    void whatBreaksInsideIsToldWhenItIsEnded() throws InterruptedException {
        assertThat(bot.says("maintenance add shop for 2h because new racks"))
                .matches("shop is in maintenance until [\\d: -]+; to end that: maintenance end shop");
        assertThat(told("MAINTENANCE")).matches("MAINTENANCE  shop  until [\\d: -]+\n  shop: new racks");
        site.answers(503);
        assertThat(bot.says("check shop")).contains("DOWN");

        assertThat(bot.says("status shop")).matches("(?s)DOWN  shop  .*in maintenance until [\\d: -]+ \\(shop\\)\n.*"
                + "  in maintenance because: new racks\n.*");
        assertThat(bot.says("status")).containsPattern("In maintenance until [\\d: -]+: shop \\(shop, 1 monitor\\)");
        assertThat(bot.says("incidents open")).isEqualTo("No incident is open.");
        assertThat(bot.says("maintenance list"))
                .matches("shop  shop  open until [\\d: -]+, added by root: new racks");
        assertThat(bot.says("maintenance")).startsWith("shop  shop  open until ");

        assertThat(bot.says("maintenance end shop")).isEqualTo("The maintenance shop is over.");
        assertThat(told("MAINTENANCE")).startsWith("MAINTENANCE OVER  shop  after ").endsWith("\n  shop");
        assertThat(told("DOWN")).startsWith("DOWN  shop  #1");
        assertThat(bot.says("maintenance list")).isEqualTo(
                "No maintenance is planned. Try: maintenance add shop for 2h because new release");
        assertThat(bot.says("status shop")).doesNotContain("maintenance");
    }

    @Test
    void itBeginsAndEndsByItselfAndUptimeLeavesItOut() throws InterruptedException {
        bot.pass(Duration.ofHours(1));
        site.answers(503);
        bot.says("check shop");
        assertThat(told("DOWN")).startsWith("DOWN  shop  #1");
        bot.pass(Duration.ofMinutes(10));
        bot.says("maintenance add shop for 5h");
        assertThat(told("MAINTENANCE")).startsWith("MAINTENANCE  shop");
        bot.pass(Duration.ofHours(5));
        assertThat(told("MAINTENANCE")).startsWith("MAINTENANCE OVER  shop  after 5 h");
        bot.pass(Duration.ofMinutes(10));
        site.answers(200);
        bot.says("check shop");
        assertThat(told("RECOVERED")).startsWith("RECOVERED  shop  #1  after 5 h 2");

        assertThat(bot.says("uptime shop 24h")).containsPattern(
                "24h: 7\\d\\.\\d+ %, 2\\d min( \\d+ s)? of trouble in 1 incident \\(watched for 1 h 2\\d min of it\\)");
    }

    @Test
    void aPlannedOneBeginsAtItsTime() throws InterruptedException {
        String said = bot.says("maintenance add shop* from tomorrow 22:00 for 1h name racks");
        assertThat(said).matches("shop\\* is in maintenance from [\\d-]+ 22:00:00 to [\\d-]+ 23:00:00;"
                + " to undo that: maintenance remove racks");
        assertThat(bot.says("maintenance list"))
                .matches("racks  shop\\*  from [\\d-]+ 22:00:00 to [\\d-]+ 23:00:00, added by root");
        assertThat(bot.says("maintenance end racks")).matches("racks does not run now, it begins [\\d-]+ 22:00:00;"
                + " to have it never again: maintenance remove racks");

        LocalDate day = LocalDate.parse(said.replaceFirst(".* from (\\S+) .*", "$1"));
        Instant begins = day.atTime(22, 0).toInstant(ZoneOffset.UTC);
        bot.pass(Duration.between(Instant.now(), begins).plusSeconds(1));
        assertThat(told("MAINTENANCE")).isEqualTo("MAINTENANCE  racks  until 23:00:00\n  shop, shop-db");
        bot.pass(Duration.ofHours(1));
        assertThat(told("MAINTENANCE")).isEqualTo("MAINTENANCE OVER  racks  after 1 h\n  shop, shop-db");
        await().untilAsserted(
                () -> assertThat(bot.says("maintenance list")).startsWith("No maintenance is planned."));
    }

    @Test
    void aRecurringOneIsEndedForThisTimeAloneOrRemoved() throws InterruptedException {
        assertThat(bot.says("maintenance add all cron \"* * * * *\" for 50s name minutes")).startsWith(
                "maintenance add all cron \"* * * * *\" for 50s name minutes: this concerns 2 monitors. Sure?");
        assertThat(bot.says("yes")).contains("all is in maintenance");
        await().untilAsserted(() -> assertThat(bot.says("maintenance list"))
                .contains("minutes  all  ", "every minute for 50 s (UTC), next ", "added by root"));
        assertThat(told("MAINTENANCE")).startsWith("MAINTENANCE  minutes  until ");
        assertThat(bot.says("maintenance remove minutes")).isEqualTo("The maintenance minutes is removed.");
        assertThat(bot.says("maintenance list")).startsWith("No maintenance is planned.");
    }

    @Test
    void aDailyOneIsSaidInWordsAndEndsForThisTime() throws InterruptedException {
        String zone = "zone Etc/GMT-" + 1;
        assertThat(bot.says("maintenance add tag:eu daily 02:00 for 23h " + zone + " because long"))
                .matches("tag:eu is in maintenance (until|at) .*maintenance (end|remove) tag:eu");
        assertThat(bot.says("maintenance add web weekly \"sat, sun 03:00\" for 1h " + zone))
                .matches("web is in maintenance .*; to .*: maintenance (end|remove) web");
        assertThat(bot.says("maintenance list"))
                .containsPattern(
                        "tag:eu  tag:eu  .*at 02:00, every day for 23 h \\(Etc/GMT-1\\), next [\\d: -]+, added by root: long")
                .containsPattern(
                        "web  web  .*Saturday and Sunday for 1 h \\(Etc/GMT-1\\), next [\\d: -]+, added by root");
    }

    @Test
    void namesAreFoundOrMadeAndTakenOnce() {
        bot.says("maintenance add shop for 1h");
        assertThat(bot.says("maintenance add shop for 2h")).endsWith("maintenance end shop-2");
        assertThat(bot.says("maintenance add shop-* for 2h")).endsWith("maintenance end shop-3");
        assertThat(bot.says("maintenance add web for 2h name \"the big move\""))
                .endsWith("maintenance end \"the big move\"");
        assertThat(bot.says("maintenance add shop-db for 2h name shop"))
                .isEqualTo("there is a maintenance shop already; choose another name");
        assertThat(bot.says("maintenance end shop-*"))
                .isEqualTo("The maintenance shop-2 is over.\nThe maintenance shop-3 is over.");
        assertThat(bot.says("maintenance end all")).isEqualTo(
                "maintenance end all: this concerns 1 monitor. Sure?\nSay yes or no, within 5 min.");
        assertThat(bot.says("yes"))
                .isEqualTo("The maintenance shop is over.\nThe maintenance \"the big move\" is over.");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(bot.says("maintenance add shop")).isEqualTo(FOR);
        assertThat(bot.says("maintenance add shop for 2h until 17:30")).isEqualTo(FOR);
        assertThat(bot.says("maintenance add shop daily 02:00")).startsWith("write how long it lasts each time");
        assertThat(bot.says("maintenance add shop daily 02:00 weekly \"sun 03:00\" for 1h"))
                .isEqualTo("write when it begins, in one way: daily, weekly, cron, or from");
        assertThat(bot.says("maintenance add shop daily noon for 1h"))
                .isEqualTo("\"noon\" is no time of day; write for example 02:00");
        assertThat(bot.says("maintenance add shop weekly sunday 03:00 for 1h"))
                .startsWith(
                        "\"03:00\" is too much: \"weekly\" takes one value. Put it in quotes: weekly \"sunday 03:00\"");
        assertThat(bot.says("maintenance add shop cron \"61 * * * *\" for 1h")).contains("61").contains("out of range");
        assertThat(bot.says("maintenance add shop cron \"0 * * * *\" for 1h")).contains("would never end");
        assertThat(bot.says("maintenance add shop until recovery")).isEqualTo(
                "nobody knows beforehand when all is well; name a moment or a length of time, such as for 2h");
        assertThat(bot.says("maintenance add shop from 22:00 until 2020-01-01 10:00")).contains("has passed");
        assertThat(bot.says("maintenance add shop daily 02:00 for 1h zone Berlin")).contains("Europe/Berlin");
        assertThat(bot.says("maintenance add shop from 2099-12-01 22:00 for 1h zone Europe/Berlin")).isEqualTo(
                "\"zone\" belongs to what comes again; write a moment of elsewhere with its offset, such as"
                        + " 2026-12-01T22:00+01:00");
        assertThat(bot.says("maintenance add shop from 2099-12-01T22:00+01:00 for 1h name elsewhere"))
                .startsWith("shop is in maintenance from 2099-12-01 21:00:00");
        assertThat(bot.says("maintenance add shpo for 1h")).isEqualTo("I know no monitor \"shpo\". Did you mean: shop");
        assertThat(bot.says("maintenance add shop for 1h name all")).isEqualTo(
                "\"all\" cannot be the name of a maintenance: write up to 60 characters, not \"all\", without * and ?");
        assertThat(bot.says("maintenance end shop"))
                .isEqualTo("I know no maintenance \"shop\"; \"maintenance list\" shows them all");
        assertThat(bot.says("maintenance end all"))
                .isEqualTo("no maintenance runs now; \"maintenance list\" shows what is planned");
        bot.says("maintenance add shop for 1h name racks");
        assertThat(bot.says("maintenance end rakcs")).isEqualTo("I know no maintenance \"rakcs\". Did you mean: racks");
    }

    @Test
    void whatIsOverBeforeItIsConfirmedIsRefused() {
        assertThat(bot.says("maintenance add all for 1m")).endsWith("Sure?\nSay yes or no, within 5 min.");
        bot.pass(Duration.ofMinutes(2));

        assertThat(bot.says("yes")).isEqualTo("that time is over; name one that is still to come");
        assertThat(bot.says("maintenance list")).startsWith("No maintenance is planned.");
    }

    @Test
    void whoMayOnlyReadSeesItAndChangesNothing() {
        Person guest = new Person("desk:guest", "guest");
        assertThat(bot.says("R1", guest, "tocsin maintenance list")).startsWith("No maintenance is planned.");
        assertThat(bot.says("R1", guest, "tocsin maintenance add shop for 1h")).contains("needs the role operate");
        assertThat(bot.says("R1", guest, "tocsin maintenance end shop")).contains("needs the role operate");
        assertThat(bot.says("help maintenance add"))
                .contains("maintenance add <monitor>...", "[until <moment>]  when it is over");
        assertThat(bot.says("help maintenance") + bot.says("more"))
                .contains("  maintenance add <monitor>...", "  maintenance end", "  maintenance list");
    }

    /** The next notice of a kind; the console is told other things, too. */
    private String told(String kind) throws InterruptedException {
        String notice = bot.notice();
        while (!notice.startsWith(kind) && !notice.startsWith("no notice")) {
            notice = bot.notice();
        }
        return notice;
    }
}
