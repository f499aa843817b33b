package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Config;
import io.tocsin.config.ConfigFile;
import io.tocsin.config.Keys;
import io.tocsin.config.Problem;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationExampleTest {

    private static final Path EXAMPLE = Path.of("bot.properties.example");
    private static final Pattern LINE = Pattern.compile("#([a-z][\\w.-]*)=(.*)");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SHOP_TOKEN", "abcdef", "DISCORD_TOKEN", "mnopqr", "DB_PASSWORD", "ghijkl",
            "SLACK_TOKEN", "xoxb-x", "SLACK_APP_TOKEN", "xapp-x", "SLACK_SIGNING_SECRET", "mnopqr",
            "TELEGRAM_TOKEN", "1:mnopqrstuv", "ROCKETCHAT_PASSWORD", "stuvwx",
            "MATTERMOST_TOKEN", "yzabcd");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    /** Keys whose default depends on the machine, or is nothing, so that the example shows something else. */
    private static final Set<String> FOR_EXAMPLE = Set.of("bot.zone", "monitors.file", "plugins.dir");

    @TempDir
    Path directory;

    @Test
    void theExampleItselfIsAConfiguration() {
        assertThat(report(ConfigFile.read(EXAMPLE, Map.of()))).isEmpty();
    }

    @Test
    void everyLineOfTheExampleCanBeUsed() throws IOException {
        Path all = directory.resolve("bot.properties");
        Files.writeString(all, LINE.matcher(Files.readString(EXAMPLE)).replaceAll("$1=$2"));

        Config config = ConfigFile.read(all, ENVIRONMENT);

        assertThat(config.entries()).hasSizeGreaterThan(80);
        assertThat(report(config)).isEmpty();
    }

    @Test
    void everyKeyIsInTheExampleWithItsDefault() throws IOException {
        Map<String, String> shown = shown();
        Keys keys = read(Config.none());

        assertThat(keys.known().keySet())
                .filteredOn(key -> shown.keySet().stream().noneMatch(pattern(key).asMatchPredicate()))
                .as("keys that the example does not show")
                .isEmpty();
        keys.known().forEach((key, standard) -> {
            if (!standard.isEmpty() && !key.contains("*") && !FOR_EXAMPLE.contains(key)) {
                assertThat(shown).containsEntry(key, standard);
            }
        });
    }

    private static Pattern pattern(String key) {
        return Pattern.compile(List.of(key.split("\\*", -1)).stream().map(Pattern::quote).reduce((a, b) -> a + ".+" + b)
                .orElseThrow());
    }

    private static Map<String, String> shown() throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        Matcher line = LINE.matcher(Files.readString(EXAMPLE));
        while (line.find()) {
            shown.put(line.group(1), line.group(2));
        }
        return shown;
    }

    private List<String> report(Config config) {
        return read(config).finish().all().stream().map(Problem::phrase).map(Catalogue.english()::say).toList();
    }

    private Keys read(Config config) {
        Keys keys = new Keys(config);
        BotSettings.from(keys, directory);
        for (Plugin plugin : BundledChannels.of(CLOCK)) {
            for (NotifierFactory factory : plugin.notifiers()) {
                keys.settings(factory.kind(), factory.settings());
            }
            for (AdapterFactory factory : plugin.adapters()) {
                keys.settings(factory.kind(), factory.settings());
            }
        }
        return keys;
    }
}
