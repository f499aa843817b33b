package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Setting;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigFileTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("DB_PASSWORD", "hunter2!", "EMPTY", "", "TOCSIN_CONSOLE", "off", "HOME", "/root");

    /** What the file says, and all that the report says. */
    static Stream<Arguments> badConfigurations() {
        return Stream.of(
                bad("web.port=80800", "bot.properties:1: web.port=80800: write a whole number from 1 to 65535"),
                bad("web.port=eighty", "bot.properties:1: web.port=eighty: write a whole number from 1 to 65535"),
                bad("web.port=8080.0", "bot.properties:1: web.port=8080.0: write a whole number from 1 to 65535"),
                bad(
                        "web.port=1\n=8080",
                        "bot.properties:2: a value without a key;"
                                + " write key=value, and a backslash at the end of a line that goes on in the next"),
                bad("web.enabled=ja", "bot.properties:1: web.enabled=ja: write true or false"),
                bad(
                        "# a comment\n\nspread=5 parsecs",
                        "bot.properties:3: spread=5 parsecs: write a length of time such as 30s, 2.5s, 100ms, 5m, 1h30m or 2d"),
                bad(
                        "spread=-5s",
                        "bot.properties:1: spread=-5s: write a length of time such as 30s, 2.5s, 100ms, 5m, 1h30m or 2d"),
                bad("mode=sometimes", "bot.properties:1: mode=sometimes: write one of: auto, on, off"),
                bad(
                        "bot.zone=Europe/Berln",
                        "bot.properties:1: bot.zone=Europe/Berln: \"Europe/Berln\" is no time zone; did you mean Europe/Berlin?"),
                bad(
                        "bot.zone=the office",
                        "bot.properties:1: bot.zone=the office: \"the office\" is no time zone;"
                                + " write one such as Europe/Berlin, America/New_York or UTC"),
                bad("web.prot=80", "bot.properties:1: web.prot: there is no such key; did you mean web.port?"),
                bad(
                        "colour=red",
                        "bot.properties:1: colour: there is no such key; bot.properties.example lists them all"),
                bad(
                        "roms.ops.zone=UTC",
                        "bot.properties:1: roms.ops.zone: there is no such key; did you mean room.ops.zone?"),
                bad(
                        "webhook.ops.ulr=https://example.com/T0PS3CRET",
                        "bot.properties:1: webhook.ops.ulr: there is no such key; did you mean webhook.ops.url?"),
                bad(
                        "web.port=1\n\nweb.port=2",
                        "bot.properties:3: web.port: given twice, here and in line 1; keep one of them"),
                bad(
                        "bot.name=${NOBODY}",
                        "bot.properties:1: bot.name: the environment variable NOBODY is not set;"
                                + " set it, or write ${NOBODY:-a default}"),
                bad(
                        "bot.name=${a b}",
                        "bot.properties:1: bot.name: \"${\" begins nothing that is known;"
                                + " write ${NAME}, ${NAME:-a default} or ${secret:NAME}, or $${ for the characters themselves"),
                bad(
                        "bot.name=${OPEN",
                        "bot.properties:1: bot.name: \"${\" begins nothing that is known;"
                                + " write ${NAME}, ${NAME:-a default} or ${secret:NAME}, or $${ for the characters themselves"),
                bad(
                        "bot.name=\\u00zz",
                        "bot.properties:1: bot.name: \"\\u00zz\" is no character;"
                                + " write \\u and four hexadecimal digits, or two backslashes for one"),
                bad(
                        "db.password=${secret:DB}",
                        "bot.properties:1: db.password=***: there is no secret \"DB\"; set one with the key secret.DB"),
                bad(
                        "secret.DBS=x\nsecret.MAIL=y\ndb.password=${secret:DB}",
                        "bot.properties:3: db.password=***: there is no secret \"DB\"; did you mean DBS?"
                                + " The known ones are: DBS, MAIL"),
                bad(
                        "secret.MAIL=y\ndb.password=${secret:DB}",
                        "bot.properties:2: db.password=***: there is no secret \"DB\"; the known ones are: MAIL"),
                bad(
                        "secret.A=abcdef\nmode=abcdefgh",
                        "bot.properties:2: mode=***gh: write one of: auto, on, off"),
                bad(
                        "mode=http://u:hunter2@h/",
                        "bot.properties:1: mode=http://u:***@h/: write one of: auto, on, off"),
                bad(
                        "webhook.ops.timeout=soon\nwebhook.ops.tries=many\nwebhook.ops.quiet=?",
                        "bot.properties:1: webhook.ops.timeout=soon: write a length of time such as 30s, 2.5s, 100ms, 5m, 1h30m or 2d",
                        "bot.properties:2: webhook.ops.tries=many: write a whole number",
                        "bot.properties:3: webhook.ops.quiet=?: write true or false"),
                bad(
                        "web.port=0\nweb.enabled=\\\n  perhaps\nspread=x",
                        "bot.properties:1: web.port=0: write a whole number from 1 to 65535",
                        "bot.properties:2: web.enabled=perhaps: write true or false",
                        "bot.properties:4: spread=x: write a length of time such as 30s, 2.5s, 100ms, 5m, 1h30m or 2d"));
    }

    @ParameterizedTest
    @MethodSource("badConfigurations")
    void everyProblemIsToldAtOnceWithKeyValueAndLine(String text, List<String> expected) {
        assertThat(report(parse(text))).containsExactlyElementsOf(expected);
    }

    @Test
    void aVariableThatNamesNoKeyIsRefusedAndItsValueIsNotShown() {
        Config config = ConfigFile.parse(
                "bot.properties",
                new byte[0],
                Map.of(
                        "TOCSIN_WEB_PROT", "hunter2",
                        "TOCSIN_COLOUR", "red",
                        "TOCSIN_WEB_PORT", "0",
                        "TOCSIN_SERVICE_HOST", "10.0.0.1",
                        "TOCSIN_PORT_8080_TCP_ADDR", "10.0.0.1"));

        assertThat(report(config)).containsExactly(
                "environment variable TOCSIN_WEB_PORT: web.port=0: write a whole number from 1 to 65535",
                "TOCSIN_COLOUR: this environment variable names no key; TOCSIN_WEB_PORT stands for web.port, and so on",
                "TOCSIN_WEB_PROT: this environment variable names no key;"
                        + " did you mean TOCSIN_WEB_PORT, which stands for web.port?");
    }

    @Test
    void aVariableWinsOverTheFile() {
        Keys keys = new Keys(ConfigFile.parse(
                "bot.properties",
                utf8("web.port=1\nfailure-threshold=2\nroom.on-call=slack:#a\n"),
                Map.of("TOCSIN_WEB_PORT", "2", "TOCSIN_FAILURE_THRESHOLD", "5", "TOCSIN_ROOM_ON__CALL", "slack:#b")));

        assertThat(keys.number("web.port", 8080, 1, 9)).isEqualTo(2);
        assertThat(keys.number("failure-threshold", 3, 1, 9)).isEqualTo(5);
        assertThat(keys.text("room.on-call")).contains("slack:#b");
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void aVariableAloneIsEnough() {
        Keys keys = new Keys(ConfigFile.parse(
                "bot.properties",
                new byte[0],
                Map.of(
                        "TOCSIN_WEB_PORT", "2",
                        "TOCSIN_SUCCESS_THRESHOLD", "4",
                        "TOCSIN_ROOM_OPS", "slack:#ops",
                        "TOCSIN_ROOM_ON__CALL", "slack:#call",
                        "TOCSIN_SECRET_API_TOKEN", "abcd",
                        "TOCSIN_MONITOR_SHOP_TARGET", "https://shop")));

        assertThat(keys.number("web.port", 8080, 1, 9)).isEqualTo(2);
        assertThat(keys.number("success-threshold", 2, 1, 9)).isEqualTo(4);
        assertThat(keys.names("room")).containsExactly("on-call", "ops");
        assertThat(keys.text("room.on-call")).contains("slack:#call");
        assertThat(keys.text("room.ops")).contains("slack:#ops");
        assertThat(keys.secrets().fill("${secret:API_TOKEN} ${secret:api-token}")).isEqualTo("abcd abcd");
        assertThat(keys.entries("monitor."))
                .containsExactly(new Entry(
                        "monitor.shop.target", "https://shop", Place.variable("TOCSIN_MONITOR_SHOP_TARGET")));
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void variablesAreFilledIntoValues() {
        Keys keys = new Keys(parse("a=${DB_PASSWORD}\nb=x${NOBODY:-y}z\nc=${EMPTY:-d}\nd=[${EMPTY}]\ne=$${HOME} $HOME\n"
                + "f=${secret:NAME}\ng=${HOME}/a:${HOME}/b"));

        assertThat(keys.text("a")).contains("hunter2!");
        assertThat(keys.text("b")).contains("xyz");
        assertThat(keys.text("c")).contains("d");
        assertThat(keys.text("d")).contains("[]");
        assertThat(keys.text("e")).contains("${HOME} $HOME");
        assertThat(keys.text("f")).contains("${secret:NAME}");
        assertThat(keys.text("g")).contains("/root/a:/root/b");
    }

    @Test
    void aFilledInValueIsNotFilledInAgain() {
        Config config = ConfigFile.parse("f", utf8("a=${TRICK}"), Map.of("TRICK", "${HOME}", "HOME", "/root"));

        assertThat(new Keys(config).text("a")).contains("${HOME}");
    }

    @Test
    void theSyntaxIsThatOfJavaProperties() throws IOException {
        Random random = new Random(42);
        String alphabet = "ab=: \t\f\\\n\r#!ntü";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Problems problems = new Problems();
            Map<String, String> ours = new LinkedHashMap<>();
            new PropertiesText("f", text.toString(), problems).read()
                    .forEach((key, entry) -> ours.put(key, entry.value()));
            Properties theirs = new Properties();
            theirs.load(new StringReader(text.toString()));
            theirs.remove("");

            if (problems.isEmpty()) {
                assertThat(ours).as("%s", text).isEqualTo(theirs);
            }
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        assertThat(parse("\uFEFFweb.port=1").entries()).containsOnlyKeys("web.port");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithItsLine() {
        Config config = ConfigFile.parse("f", "a=1\nb=\u00fc\n".getBytes(StandardCharsets.ISO_8859_1), Map.of());

        assertThat(said(config.problems()))
                .containsExactly("f:2: not UTF-8 from this line on; save the file as UTF-8");
    }

    @Test
    void aFileThatIsNotThereIsAProblemOnlyWhenItWasNamed(@TempDir Path directory) {
        Path file = directory.resolve("other.properties");

        assertThat(ConfigFile.readIfPresent(file, Map.of()).problems()).isEmpty();
        assertThat(said(ConfigFile.read(file, Map.of()).problems())).containsExactly(file + ": there is no such file");
    }

    @Test
    void aFileWithoutEndIsNotRead(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("bot.properties");
        Files.write(file, new byte[ConfigFile.MOST_BYTES + 1]);

        assertThat(said(ConfigFile.read(file, Map.of()).problems()))
                .containsExactly(file + ": longer than 10 MB; that is not read");
    }

    @Test
    void aDirectoryIsNoConfiguration(@TempDir Path directory) {
        assertThat(said(ConfigFile.read(directory, Map.of()).problems()))
                .singleElement()
                .asString()
                .startsWith(directory + ": cannot be read: ");
    }

    private static Arguments bad(String text, String... lines) {
        return Arguments.of(text, List.of(lines));
    }

    private static Config parse(String text) {
        return ConfigFile.parse("bot.properties", utf8(text), ENVIRONMENT);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the keys that this test knows, as the packages do. */
    private static List<String> report(Config config) {
        Keys keys = new Keys(config);
        keys.number("web.port", 8080, 1, 65535);
        keys.flag("web.enabled", true);
        keys.duration("spread", "5s");
        keys.choice("mode", "auto", List.of("auto", "on", "off"));
        keys.choice("console", "auto", List.of("auto", "on", "off"));
        keys.text("bot.name", "tocsin");
        keys.zone("bot.zone", ZoneOffset.UTC);
        keys.secret("db.password");
        for (String alias : keys.names("room")) {
            keys.text("room." + alias);
            keys.text("room." + alias + ".zone");
        }
        keys.settings(
                "room", List.of(new Setting("*.zone", Setting.Kind.TEXT, "", "a zone")));
        keys.settings(
                "webhook",
                List.of(
                        new Setting("*.url", Setting.Kind.SECRET, "", "an address"),
                        new Setting("*.timeout", Setting.Kind.DURATION, "", "a limit"),
                        new Setting("*.tries", Setting.Kind.NUMBER, "", "a count"),
                        new Setting("*.quiet", Setting.Kind.FLAG, "", "a flag")));
        return said(keys.finish().all());
    }

    private static List<String> said(List<Problem> problems) {
        return problems.stream().map(Problem::phrase).map(Catalogue.english()::say).toList();
    }
}
