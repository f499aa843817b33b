package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Config;
import io.tocsin.config.ConfigFile;
import io.tocsin.config.Secret;
import io.tocsin.config.Secrets;
import io.tocsin.guard.Limits;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plugins ask of the configuration. */
final class PluginConfigTest {

    private static final String DEPLOYS = """
            public class Deploys implements io.tocsin.spi.Plugin {
                enum Mode { DRY_RUN, REAL }
                record Settings(
                        String room,
                        int most,
                        @io.tocsin.spi.Option(standard = "5m") java.time.Duration maxAge,
                        java.util.Optional<java.net.URI> baseUrl,
                        @io.tocsin.spi.Option(standard = "dry-run") Mode mode,
                        @io.tocsin.spi.Option(standard = "") java.util.List<Integer> ports,
                        @io.tocsin.spi.Option(standard = "true") boolean loud,
                        @io.tocsin.spi.Option(secret = true) java.util.Optional<String> token,
                        java.util.Optional<java.time.ZoneId> zone) {
                    Settings {
                        if (most < 1) {
                            throw new IllegalArgumentException("most must be at least 1");
                        }
                    }
                }
                public void start(io.tocsin.spi.Bot bot) {
                    bot.send("ops", bot.config(Settings.class).toString());
                }
            }
            """;

    @TempDir
    private Path directory;

    private final Secrets secrets = Secrets.none();
    private Rig rig = new Rig(Path.of("."), Limits.USUAL);

    @AfterEach
    void close() {
        rig.close();
    }

    private void start(String... pairs) throws Exception {
        Map<String, String> values = new TreeMap<>();
        for (String pair : pairs) {
            values.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        Config config = Config.of(values);
        rig.close();
        rig = new Rig(directory, Limits.USUAL, new Facilities() {
            @Override
            public Config config() {
                return config;
            }

            @Override
            public Secrets secrets() {
                return secrets;
            }
        });
        rig.file("Deploys.java", DEPLOYS);
        rig.start();
    }

    @Test
    void everyKindOfValueIsRead() throws Exception {
        start("plugin.deploys.room=#ops", "plugin.deploys.most=3", "plugin.deploys.max-age=90s",
                "plugin.deploys.base-url=https://ci.example.com/x", "plugin.deploys.mode=Real",
                "plugin.deploys.ports=80, 443", "plugin.deploys.loud=no", "plugin.deploys.token=abc-123-def",
                "plugin.deploys.zone=Asia/Tokyo", "plugin.other.key=x", "web.port=1");

        assertThat(rig.problems()).isEmpty();
        assertThat(rig.sent).containsExactly("ops: Settings[room=#ops, most=3, maxAge=PT1M30S,"
                + " baseUrl=Optional[https://ci.example.com/x], mode=REAL, ports=[80, 443], loud=false,"
                + " token=Optional[abc-123-def], zone=Optional[Asia/Tokyo]]");
    }

    @Test
    void whatIsNotGivenHasItsStandard() throws Exception {
        start("plugin.deploys.room=#ops", "plugin.deploys.most=3");

        assertThat(rig.sent).containsExactly("ops: Settings[room=#ops, most=3, maxAge=PT5M, baseUrl=Optional.empty,"
                + " mode=DRY_RUN, ports=[], loud=true, token=Optional.empty, zone=Optional.empty]");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws Exception {
        start("plugin.deploys.most=many", "plugin.deploys.max-age=soon", "plugin.deploys.base-url=here",
                "plugin.deploys.mode=wet", "plugin.deploys.ports=80, x", "plugin.deploys.loud=perhaps",
                "plugin.deploys.zone=Tokyo", "plugin.deploys.rom=#ops", "plugin.deploys.token=${secret:CI}");

        assertThat(rig.problems()).singleElement().asString()
                .contains("The configuration of the plugin deploys cannot be used:",
                        "plugin.deploys.room: it must be given",
                        "plugin.deploys.most", "many", "write a whole number",
                        "plugin.deploys.max-age", "write a length of time",
                        "plugin.deploys.base-url", "write an address such as https://example.com/path",
                        "plugin.deploys.mode", "write one of: dry-run, real",
                        "plugin.deploys.ports",
                        "plugin.deploys.loud", "write true or false",
                        "plugin.deploys.zone", "Asia/Tokyo",
                        "plugin.deploys.rom", "plugin.deploys.room",
                        "plugin.deploys.token", "CI");
        assertThat(rig.sent).isEmpty();
    }

    @Test
    void aKeyMayHaveAnotherName() throws Exception {
        rig.close();
        rig = new Rig(directory, Limits.USUAL, new Facilities() {
            @Override
            public Config config() {
                return Config.of(Map.of("plugin.keyed.on.down", "restart"));
            }
        });
        rig.plugin("Keyed", """
                bot.send("ops", bot.config(Settings.class).toString());
                }
                record Settings(@Option(key = "on.down", standard = "") List<String> down) {
                """);
        rig.start();

        assertThat(rig.sent).containsExactly("ops: Settings[down=[restart]]");
    }

    @Test
    void theRecordItselfMayRefuse() throws Exception {
        start("plugin.deploys.room=#ops", "plugin.deploys.most=0");

        assertThat(rig.problems()).singleElement().asString()
                .contains("plugin.deploys.*: most must be at least 1");
    }

    @Test
    void secretsAreShownNowhere() throws Exception {
        start("plugin.deploys.room=${secret:ROOM}", "secret.ROOM=hidden-room", "plugin.deploys.most=3",
                "plugin.deploys.token=abc-123-def");

        assertThat(rig.sent).singleElement().asString().contains("room=hidden-room", "abc-123-def");
        assertThat(rig.info("Deploys").configuration()).containsExactly(
                "plugin.deploys.room = ${secret:ROOM}", "plugin.deploys.most = 3", "plugin.deploys.max-age = 5m",
                "plugin.deploys.mode = dry-run", "plugin.deploys.ports = ", "plugin.deploys.loud = true",
                "plugin.deploys.token = ***");
        assertThat(secrets.redact("it said abc-123-def")).isEqualTo("it said ***");
        secrets.become(new Secrets(Map.of("A", new Secret("other-secret"))));
        assertThat(secrets.redact("abc-123-def other-secret")).isEqualTo("*** ***");
    }

    @Test
    void aWrongSecretIsNotShownEither() throws Exception {
        rig.close();
        Config config = Config.of(Map.of("plugin.numbers.pin", "12x45"));
        rig = new Rig(directory, Limits.USUAL, new Facilities() {
            @Override
            public Config config() {
                return config;
            }
        });
        rig.plugin("Numbers", "record Own(@Option(secret = true) int pin) {} bot.config(Own.class);");
        rig.start();

        assertThat(rig.problems()).singleElement().asString().contains("plugin.numbers.pin").doesNotContain("12x45");
    }

    @Test
    void theEnvironmentIsReadToo() throws Exception {
        rig.close();
        Config config = ConfigFile.readIfPresent(directory.resolve("none"), Map.of(
                "TOCSIN_PLUGIN_NUMBERS_MOST__EVER", "7", "TOCSIN_PLUGIN_NUMBERS_MIST", "8", "TOCSIN_PLUGINS_DIR", "x",
                "TOCSIN_PLUGIN_OTHER_KEY", "9"));
        rig = new Rig(directory, Limits.USUAL, new Facilities() {
            @Override
            public Config config() {
                return config;
            }
        });
        rig.plugin("Numbers", "record Own(int mostEver, int most) {} bot.config(Own.class);");
        rig.start();

        assertThat(rig.problems()).singleElement().asString()
                .contains("plugin.numbers.most: it must be given", "TOCSIN_PLUGIN_NUMBERS_MIST")
                .doesNotContain("MOST__EVER", "OTHER", "PLUGINS_DIR");
    }

    @Test
    void aComponentThatNoTextCanFillIsSaid() throws Exception {
        rig = new Rig(directory, Limits.USUAL);
        rig.plugin("Odd", "record Own(List<Thread> threads) {} bot.config(Own.class);");
        rig.start();

        assertThat(rig.problems()).singleElement().asString()
                .contains("the component threads of the record of options is a java.util.List<java.lang.Thread>");
    }

    @Test
    void keysThatNobodyAsksForAreTold() throws Exception {
        start("plugin.deploys.room=#ops", "plugin.deploys.most=3");

        List<String> notes = rig.plugins.unread(Config.of(Map.of(
                "plugin.deploys.room", "#ops", "plugin.deplyos.most", "3", "plugin.kafka.url", "x")), true)
                .stream().map(Catalogue.english()::say).toList();

        assertThat(notes).containsExactly(
                "plugin.deplyos.* is configured, but there is no plugin deplyos. Did you mean plugin.deploys.*?",
                "plugin.kafka.* is configured, but there is no plugin kafka");
    }

    /** What is wrong with it is told already; it is there. */
    @Test
    void keysOfAPluginThatIsKeptOutAreItsOwn() throws Exception {
        rig = new Rig(directory, Limits.USUAL);
        rig.file("Broken.java", "no Java");
        rig.start();

        assertThat(rig.plugins.unread(Config.of(Map.of("plugin.broken.room", "x")), true)).isEmpty();
    }

    @Test
    void keysOfAPluginThatDoesNotAskForThemAreTold() throws Exception {
        rig = new Rig(directory, Limits.USUAL);
        rig.plugin("Quiet", "");
        rig.start();

        assertThat(rig.plugins.unread(Config.of(Map.of("plugin.quiet.room", "x")), true))
                .extracting(Catalogue.english()::say)
                .containsExactly(
                        "plugin.quiet.* is configured, but the plugin quiet does not ask for any configuration");
    }
}
