package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of plugins, and of the channels they may bring, in a bot.properties that is changed while the bot runs. */
final class ReloadPluginsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SHOP = """
            import io.tocsin.spi.*;

            public class Shop implements Plugin {
                record Keys(@Option(value = "the answer", secret = true) String word) {}

                @Override
                public void start(Bot bot) {
                    String word = bot.config(Keys.class).word();
                    bot.respond("ping", talk -> talk.reply(word));
                }
            }
            """;

    @TempDir
    private Path data;

    private final Map<String, String> settings = new TreeMap<>(Map.of("secret.WORD", "sesame"));
    private final List<TalkingBot> bots = new ArrayList<>();
    private final List<Reload> reloads = new ArrayList<>();

    @AfterEach
    void stop() {
        bots.forEach(TalkingBot::close);
    }

    @Test
    void aPluginIsReloadedWithItsNewKeys() throws Exception {
        settings.put("plugin.shop.word", "one");
        TalkingBot bot = bot();
        assertThat(bot.says("ping")).isEqualTo("one");

        settings.put("plugin.shop.word", "two");
        change(bot);

        assertThat(told(bot, "Shop is reloaded")).contains("this is in force: plugin.shop.word")
                .doesNotContain("restart");
        assertThat(bot.says("ping")).isEqualTo("two");
    }

    @Test
    void soItIsWhenASecretThatItsKeyNamesIsAnother() throws Exception {
        settings.put("plugin.shop.word", "${secret:WORD}");
        TalkingBot bot = bot();
        assertThat(bot.says("ping")).isEqualTo("sesame");

        settings.put("secret.WORD", "abracadabra");
        change(bot);

        assertThat(told(bot, "Shop is reloaded")).contains("plugin.shop.word, secret.WORD")
                .doesNotContain("restart", "abracadabra");
        assertThat(bot.says("ping")).isEqualTo("abracadabra");
    }

    @Test
    void keysThatItRefusesLeaveItAsItWas() throws Exception {
        settings.put("plugin.shop.word", "one");
        TalkingBot bot = bot();

        settings.remove("plugin.shop.word");
        change(bot);

        assertThat(told(bot, "stays in")).contains("plugin.shop.word");
        assertThat(bot.says("ping")).isEqualTo("one");
    }

    @Test
    void oneThatLackedItsKeysComesInWhenTheyAreThere() throws Exception {
        TalkingBot bot = bot();
        assertThat(bot.says("ping")).doesNotContain("one");

        settings.put("plugin.shop.word", "one");
        change(bot);

        assertThat(told(bot, "Shop is loaded")).contains("plugin.shop.word");
        assertThat(bot.says("ping")).isEqualTo("one");
    }

    @Test
    void aKeyThatWasToleratedAtTheStartKeepsNothingElseFromBeingTakenIn() throws Exception {
        settings.put("plugin.shop.word", "one");
        settings.put("pigeon.coop", "7");
        TalkingBot bot = bot();

        settings.put("plugin.shop.word", "two");
        settings.put("plugin.shp.word", "two");
        settings.put("parrot.perch", "8");
        change(bot);

        assertThat(told(bot, "Shop is reloaded", "parrot.perch", "plugin.shp"))
                .contains("parrot.perch: there is no such key",
                        "plugin.shp.* is configured, but there is no plugin shp")
                .doesNotContain("refused", "pigeon.coop: there");
        assertThat(bot.says("ping")).isEqualTo("two");
    }

    private TalkingBot bot() throws Exception {
        Path plugins = Files.createDirectory(data.resolve("plugins"));
        Files.writeString(plugins.resolve("Shop.java"), SHOP);
        settings.put("plugins.dir", plugins.toString());
        TalkingBot bot = new TalkingBot(data, settings);
        bots.add(bot);
        settings.putAll(Map.of("db.url", "memory", "web.enabled", "false"));
        write();
        reloads.add(new Reload(bot.assembly, bot.bot(), file()));
        return bot;
    }

    private void change(TalkingBot bot) throws Exception {
        bot.bot().notifications().drain(PATIENCE);
        bot.notices.clear();
        write();
        reloads.getFirst().look();
        reloads.getFirst().look();
    }

    private void write() throws IOException {
        List<String> lines = new ArrayList<>();
        settings.forEach((key, value) -> lines.add(key + "=" + value));
        Files.write(file(), lines);
    }

    private Path file() {
        return data.resolve("changed.properties");
    }

    /** All that is told until each of the words has been. */
    private static String told(TalkingBot bot, String... words) {
        StringBuilder all = new StringBuilder();
        await().atMost(PATIENCE).until(() -> {
            List<String> more = new ArrayList<>();
            bot.notices.drainTo(more);
            more.forEach(line -> all.append(line).append('\n'));
            return List.of(words).stream().allMatch(word -> all.toString().contains(word));
        });
        return all.toString();
    }
}
