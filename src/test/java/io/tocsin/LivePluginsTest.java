package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Plugins that change under the running bot, as the files and the people in chat have it. */
final class LivePluginsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private Path plugins = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        plugins = Files.createDirectory(data.resolve("plugins"));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aPluginIsSavedBrokenRepairedAndDeleted() throws Exception {
        try (TalkingBot bot = bot()) {
            save("Shop", answering("one"));
            assertThat(bot.notice()).startsWith("Shop is loaded from " + plugins + "/Shop.java, in ");
            assertThat(bot.says("ping")).isEqualTo("one");

            save("Shop", "bot.respond(\"ping\", talk -> talk.reply(1 + ));");
            assertThat(bot.notice()).startsWith("Shop.java:6: illegal start of expression")
                    .endsWith("; the version of Shop that ran before stays in");
            assertThat(bot.says("ping")).isEqualTo("one");
            assertThat(bot.says("plugins")).contains("x Shop.java:6: ");
            assertThat(bot.says("plugin errors shop")).startsWith("x Shop.java:6: ");

            save("Shop", answering("two"));
            assertThat(bot.notice()).startsWith("Shop is reloaded from ");
            assertThat(bot.says("ping")).isEqualTo("two");
            assertThat(bot.says("plugins")).doesNotContain("x Shop");

            Files.delete(plugins.resolve("Shop.java"));
            assertThat(bot.notice()).isEqualTo("Shop is out, it is no longer in " + plugins + "/Shop.java");
            assertThat(bot.says("ping")).doesNotContain("two");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void monitorsOfATypeThatGoesAreUnknownUntilItComesBack() throws Exception {
        try (TalkingBot bot = bot()) {
            type("it rains");
            assertThat(bot.notice()).startsWith("Shop is loaded");
            bot.says("add monitor till shop://till every 1s confirm 1");
            assertThat(bot.notice()).startsWith("DOWN  till").contains("it rains");

            Files.delete(plugins.resolve("Shop.java"));
            assertThat(bot.notice()).startsWith("Shop is out");
            assertThat(bot.says("status till")).contains("UNKNOWN").contains("No monitor type takes targets that");

            type("it snows");
            assertThat(bot.notice()).startsWith("Shop is loaded");
            await().atMost(PATIENCE).until(() -> bot.says("status till").contains("it snows"));
            assertThat(bot.says("status till")).contains("DOWN").contains("#1");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aChannelComesAndGoes() throws Exception {
        try (TalkingBot bot = bot()) {
            channel("first");
            assertThat(bot.notice()).startsWith("Pager is loaded");
            assertThat(bot.says("rooms")).containsPattern("\\bpager\\b");
            channel("second");
            assertThat(bot.notice()).startsWith("Pager is reloaded");
            Files.delete(plugins.resolve("Pager.java"));
            assertThat(bot.notice()).startsWith("Pager is out");
            assertThat(bot.says("rooms")).doesNotContainPattern("\\bpager\\b");
        }
    }

    @Test
    void peopleReloadSwitchOffAndOn() throws Exception {
        save("Shop", answering("one"));
        try (TalkingBot bot = bot()) {
            assertThat(bot.says("plugin info shop")).contains("Shop  " + plugins + "/Shop.java", "1 listener, 0 tasks",
                    "Sells shirts.", "start: called once");
            assertThat(bot.says("plugin reload Shop")).startsWith("Shop is reloaded from ");
            assertThat(bot.notice()).startsWith("Shop is reloaded from ");

            assertThat(bot.says("plugin disable shop")).isEqualTo("Shop is switched off by root");
            assertThat(bot.says("ping")).doesNotContain("one");
            assertThat(bot.says("plugins")).contains("Shop  " + plugins + "/Shop.java  switched off");
            assertThat(bot.says("plugin info shop")).contains("switched off");
            assertThat(bot.says("plugin errors shop")).contains("switched off");
            assertThat(bot.says("plugin reload shop")).contains("\"plugin enable shop\" takes it in again");
            assertThat(bot.says("plugin disable shop")).contains("is switched off");

            assertThat(bot.says("plugin enable shop")).startsWith("Shop is loaded from ");
            assertThat(bot.says("ping")).isEqualTo("one");
            assertThat(bot.says("plugin enable shop")).contains("The plugin Shop is not switched off");
            assertThat(bot.says("plugin disable http")).contains("is part of the bot");
            assertThat(bot.says("plugin reload Shpo")).contains("did you mean Shop?");
            assertThat(bot.says("plugin errors Shop")).contains("Nothing has gone wrong inside Shop");
        }
    }

    @Test
    void onlyAdministratorsChangePlugins() throws Exception {
        save("Shop", answering("one"));
        try (TalkingBot bot = bot()) {
            Person ana = new Person("desk:ana", "ana");
            bot.says("grant desk:ana operate");
            assertThat(bot.says("Dana", ana, "plugin disable Shop")).contains("administer");
            assertThat(bot.says("ping")).isEqualTo("one");
        }
    }

    @Test
    void whatIsSwitchedOffStaysSoAcrossARestart() throws Exception {
        save("Shop", answering("one"));
        Map<String, String> onDisk = Map.of("db.url", "");
        try (TalkingBot bot = bot(onDisk)) {
            bot.says("plugin disable Shop");
        }
        try (TalkingBot bot = bot(onDisk)) {
            assertThat(bot.says("ping")).doesNotContain("one");
            bot.says("plugin enable Shop");
            assertThat(bot.says("ping")).isEqualTo("one");
        }
        try (TalkingBot bot = bot(onDisk)) {
            assertThat(bot.says("ping")).isEqualTo("one");
        }
    }

    @Test
    void oneThatWantsToBeAskedForIsInFromThenOn() throws Exception {
        Path file = plugins.resolve("Shop.java");
        save("Shop", answering("one"));
        Files.writeString(file, "//OFF until somebody wants it\n" + Files.readString(file).replace("{", "{ broken"));
        Map<String, String> onDisk = Map.of("db.url", "");
        try (TalkingBot bot = bot(onDisk)) {
            assertThat(bot.says("plugins")).contains("Shop  " + file + "  switched off").doesNotContain("x Shop");
            assertThat(bot.says("plugin enable Shop")).contains("Shop.java:5: ");

            save("Shop", answering("two"));
            Files.writeString(file, "//OFF\n" + Files.readString(file));
            assertThat(notice(bot, "Shop is loaded from ")).isTrue();
            assertThat(bot.says("ping")).isEqualTo("two");
        }
        try (TalkingBot bot = bot(onDisk)) {
            await().atMost(PATIENCE).until(() -> bot.says("ping").equals("two"));
            assertThat(bot.says("plugin disable Shop")).contains("Shop is switched off by root");
        }
        try (TalkingBot bot = bot(Map.of("db.url", "", "plugins.on", "shop"))) {
            assertThat(bot.says("ping")).doesNotContain("two");
        }
        try (TalkingBot bot = bot(Map.of("plugins.on", "Till, shop"))) {
            assertThat(bot.says("ping")).isEqualTo("two");
        }
    }

    @Test
    void oneThatNobodyHasAskedForStaysOutWhenItIsSaved() throws Exception {
        try (TalkingBot bot = bot()) {
            save("Shop", answering("one"));
            Path file = plugins.resolve("Shop.java");
            Files.writeString(file, "//OFF\n" + Files.readString(file));
            await().atMost(PATIENCE).until(() -> bot.says("plugins").contains("switched off"));
            assertThat(bot.says("ping")).doesNotContain("one");
            assertThat(bot.says("plugin enable Shop")).startsWith("Shop is loaded from ");
            assertThat(bot.says("ping")).isEqualTo("one");
        }
    }

    private static boolean notice(TalkingBot bot, String start) throws InterruptedException {
        String notice = bot.notice();
        while (!notice.startsWith(start) && !notice.equals("no notice came")) {
            notice = bot.notice();
        }
        return notice.startsWith(start);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void oneThatFailsAgainAndAgainIsRestartedAndSwitchedOffAndABetterVersionComesBack() throws Exception {
        save("Shop", "bot.respond(\"ping\", talk -> { throw new IllegalStateException(\"oops\"); });");
        try (TalkingBot bot = bot(Map.of("plugins.failures", "12"))) {
            // one a second, so that there is time for a restart
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
                bot.says("ping");
                return !bot.notices.isEmpty();
            });
            assertThat(bot.notice()).startsWith("Shop has failed ").contains("is restarted")
                    .contains("oops (Shop.java:6)");
            await().atMost(PATIENCE).until(() -> {
                bot.says("ping");
                return bot.notices.stream().anyMatch(notice -> notice.startsWith("Shop is switched off"));
            });
            bot.notices.clear();
            assertThat(bot.says("plugins")).contains("switched off");

            save("Shop", answering("better"));
            assertThat(bot.notice()).startsWith("Shop is loaded from ");
            assertThat(bot.says("ping")).isEqualTo("better");
        }
    }

    private TalkingBot bot() {
        return bot(Map.of());
    }

    private TalkingBot bot(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("plugins.dir", plugins.toString());
        return new TalkingBot(data, all);
    }

    private static String answering(String word) {
        return "bot.respond(\"ping\", talk -> talk.reply(\"" + word + "\"));";
    }

    private void save(String name, String body) throws IOException {
        Files.writeString(plugins.resolve(name + ".java"), """
                import io.tocsin.spi.*;
                /** Sells shirts. */
                public class %s implements Plugin {
                    @Override
                    public void start(Bot bot) throws Exception {
                        %s
                    }
                }
                """.formatted(name, body));
    }

    private void type(String failure) throws IOException {
        Files.writeString(plugins.resolve("Shop.java"), """
                import io.tocsin.spi.*;
                import java.util.*;

                public class Shop implements Plugin {
                    public List<MonitorType> monitorTypes() {
                        return List.of(new ProbedType() {
                            public String name() { return "shop"; }
                            public Set<String> schemes() { return Set.of("shop"); }
                            public Probe probe(String target, Settings settings, ProbeContext context) {
                                return limit -> Result.failed("%s");
                            }
                        });
                    }
                }
                """.formatted(failure));
    }

    private void channel(String word) throws IOException {
        Files.writeString(plugins.resolve("Pager.java"), """
                import io.tocsin.spi.*;
                import java.util.*;

                public class Pager implements Plugin {
                    public List<NotifierFactory> notifiers() {
                        return List.of(new NotifierFactory() {
                            public String kind() { return "pager"; }
                            public Notifier create(Settings settings, Http http) {
                                return (address, key, message) -> "%s";
                            }
                        });
                    }
                }
                """.formatted(word));
    }
}
