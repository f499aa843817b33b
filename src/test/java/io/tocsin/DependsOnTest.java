package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Monitors that depend on others, in the whole bot: said, written, and failing together. */
@Timeout(120)
final class DependsOnTest {

    private static final String TARGET = " tcp://127.0.0.1:1 every 1h";

    @TempDir
    Path data;

    private TalkingBot bot;

    @AfterEach
    void stop() {
        bot.close();
    }

    private void start(String... settings) {
        Map<String, String> all = new HashMap<>();
        Stream.of(settings).map(setting -> setting.split("=", 2)).forEach(pair -> all.put(pair[0], pair[1]));
        bot = new TalkingBot(data, all);
    }

    @Test
    void parentAndChildThatFailTogetherAreOneMessage() throws Exception {
        start("retry-interval=200ms");
        try (Site site = new Site()) {
            bot.says("add monitor router " + site.url() + "router every 1h confirm 3");
            assertThat(bot.says("add monitor app " + site.url() + "app every 1h confirm 1 depends on router"))
                    .contains("UP");
            site.answers(503);
            bot.says("check app");

            assertThat(bot.notice()).startsWith("DOWN  router  #").contains("1 monitor is behind it: app");
            await().untilAsserted(() -> assertThat(bot.says("status")).contains("behind router"));
            assertThat(bot.says("status app")).contains("DOWN  app", "depends on router");

            site.answers(200);
            bot.says("check router");
            assertThat(bot.notice()).startsWith("RECOVERED  router");
            await().untilAsserted(() -> assertThat(bot.says("status app")).startsWith("UP"));
            assertThat(bot.notices).isEmpty();
        }
    }

    @Test
    void whatCannotBeIsRefusedInChat() {
        start();
        bot.says("add monitor router" + TARGET);
        assertThat(bot.says("add monitor app" + TARGET + " depends on rooter"))
                .contains("there is no monitor \"rooter\" on which this could depend. Did you mean: router");
        assertThat(bot.says("add monitor app" + TARGET + " depends on app"))
                .contains("app would depend on itself: app -> app; one of these has to stand alone");
        assertThat(bot.says("add monitor app" + TARGET + " depends on Router group g")).contains("Watching app");
        assertThat(bot.says("edit monitor router depends on app"))
                .contains("router would depend on itself: router -> app -> router");
        assertThat(bot.says("add monitor page" + TARGET + " depends")).contains("depends on");

        assertThat(bot.says("export monitors")).contains("depends: router");
        assertThat(bot.says("edit monitor router name gateway")).contains("gateway is changed");
        assertThat(bot.says("export monitors")).contains("depends: gateway");
        assertThat(bot.says("remove monitor gateway"))
                .isEqualTo("No longer watching gateway. What depended on that stands alone now: app.");
        assertThat(bot.says("export monitors")).doesNotContain("depends");
    }

    @Test
    void severalParentsAndNone() {
        start();
        List.of("a", "b").forEach(name -> bot.says("add monitor " + name + TARGET));
        bot.says("add monitor app" + TARGET + " depends on a depends on b");
        assertThat(bot.says("status app")).contains("depends on a, b");

        bot.says("edit monitor app depends on none");
        assertThat(bot.says("status app")).doesNotContain("depends on");
        assertThat(bot.says("help add monitor") + bot.says("more"))
                .contains("depends on <monitor>", "a monitor without which it cannot be well");
    }

    @Test
    void bothFilesNameParentsAndAreToldOfThoseThatAreNotThere() throws IOException, InterruptedException {
        Path file = data.resolve("monitors.yaml");
        Files.writeString(file, """
                monitors:
                  - {name: app, target: "tcp://127.0.0.1:1", every: 1h, depends: [router, swich]}
                  - {name: switch, target: "tcp://127.0.0.1:1", every: 1h}
                """);
        start("monitors.file=" + file, "monitor.router.target=tcp://127.0.0.1:1", "monitor.router.every=1h",
                "monitor.page.target=tcp://127.0.0.1:1", "monitor.page.every=1h", "monitor.page.depends=app, printer");
        String told = bot.notice() + bot.notice();

        assertThat(told).contains(
                "note: ", "app.depends=swich", "Did you mean: switch",
                "monitor.page.depends=app, printer: there is no monitor \"printer\" on which this could depend");
        assertThat(bot.says("status app")).contains("depends on router, swich");
        assertThat(bot.says("status page")).contains("depends on app, printer");
        bot.says("add monitor printer" + TARGET);
        assertThat(bot.says("edit monitor printer depends on page"))
                .contains("printer would depend on itself: printer -> page -> printer");
        assertThat(bot.says("edit monitor printer name press"))
                .contains("page, which is defined in a file, depends on printer; change the name there first");
    }

    @Test
    void aFileWhoseMonitorsDependOnThemselvesIsRefusedWhole() throws IOException, InterruptedException {
        Path file = data.resolve("monitors.yaml");
        Files.writeString(file, """
                monitors:
                  - {name: app, target: "tcp://127.0.0.1:1", every: 1h, depends: db}
                  - {name: db, target: "tcp://127.0.0.1:1", every: 1h, depends: app}
                """);
        start("monitors.file=" + file);
        assertThat(bot.notice()).contains("is refused").contains("2 problems");
        assertThat(bot.notice()).contains("app would depend on itself: app -> db -> app");
        assertThat(bot.says("status"))
                .isEqualTo("Nothing is watched yet. Try: add monitor shop https://shop.example.com\n"
                        + "I am well: checks are on time, every notice is delivered, memory (nothing is kept) is fine.");
    }
}
