package io.tocsin.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.code.LibraryServer;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --new-plugin} and {@code --test-plugin} say, above all when something is wrong. */
final class TrialTest {

    @TempDir
    private Path directory;

    private Author author;

    @BeforeEach
    void sitDown() throws Exception {
        author = new Author(directory.resolve("plugins"));
    }

    @Test
    void aNewPluginWorksAndIsNeverOverwritten() throws Exception {
        String next = Scaffold.write(directory.resolve("plugins"), "CheckShop");

        assertThat(next).contains("--test-plugin", "CheckShop.java", "and type:  hello check shop");
        assertThat(author.tries("CheckShop")).as(author.said()).isTrue();
        assertThat(author.said()).isEqualTo("""
                  ok      answers
                  ok      tellsOfAFailureOnceAndOfItsEnd
                CheckShop would register:
                  respond    hello check shop
                  task       * * * * *
                2 tests, 0 failed""");

        Files.writeString(author.file("CheckShop.java"), "mine");
        assertRefused("CheckShop", "CheckShop.java is there already");
        assertThat(author.file("CheckShop.java")).hasContent("mine");
    }

    @Test
    void aTestThatIsThereIsNotOverwrittenEither() throws Exception {
        author.write("test/HelloTest.java", "mine");

        assertRefused("Hello", "HelloTest.java is there already");
        assertThat(author.file("Hello.java")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            check-shop | "check-shop" cannot be the name of a plugin: it is the name of a Java class, such as CheckShop
            hello      | such as Hello
            ../Hello   | such as Hello
            4you       | such as CheckServers
            Plugin     | "Plugin" is the name of a class in io.tocsin.spi
            String     | "String" is the name of a class in java.lang
            """)
    void aNameThatIsNoneIsRefused(String name, String why) {
        assertRefused(name, why);
        assertThat(directory.resolve("plugins")).isDirectoryNotContaining("glob:**.java");
    }

    private void assertRefused(String name, String why) {
        assertThatThrownBy(() -> Scaffold.write(directory.resolve("plugins"), name))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(
                        Catalogue.english().say(refusal.phrase())).contains(why));
    }

    @Test
    void aDialogueThatGoesOtherwiseIsShownLineByLine() throws Exception {
        author.plugin("Hello", "bot.respond(\"hello\", talk -> talk.reply(\"Hello, \" + talk.person().name()));")
                .test("Hello", "greets", """
                        bot.dialogue(\"\"\"
                                > hello
                                Hello, ana
                                ben> hello
                                Hello, Ben
                                \"\"\");
                        """);

        assertThat(author.tries("Hello")).isFalse();
        assertThat(author.said()).isEqualTo("""
                  FAILED  greets
                          line 4 of the dialogue is not as expected, after "hello"
                            expected: Hello, Ben
                            came:     Hello, ben
                          at HelloTest.java:7
                Hello would register:
                  respond    hello
                1 test, 1 failed""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bot.say("hello"); bot.expect("Hi.");                       | expected: Hi.
            bot.say("hello"); bot.expectNothing();                     | expected: (nothing)
            bot.say("hello"); bot.expectMatching("Hi.*");              | expected: /Hi.*/
            bot.expect("Hi.");                                         | came:     (nothing)
            bot.expectSent("ops", "Hi.");                              | came:     (nothing)
            bot.pass(Duration.ofMinutes(1)); bot.expectNothingSent("ops"); | came:     tick
            bot.pass(Duration.ofMinutes(1)); bot.expectSent("opps", "tick"); | something was said in: ops
            bot.say("fetch");                                          | the plugin asked for GET https://example.com/
            bot.say("break"); bot.expectMatching(".*");                | the plugin failed inside; ask bot.faults()
            bot.config("room", "x"); bot.say("hello"); bot.config("room", "y"); | config comes too late
            bot.web("/deploy", "");                                    | "/deploy" is no request
            bot.http().answer("example.com", 200, "");                 | "example.com" is no request
            bot.dialogue("hello");                                     | a dialogue begins with a line that somebody says
            bot.pass(Duration.ofDays(30));                             | more than 20,000 tasks were due
            assert bot.now().equals(Instant.EPOCH);                    | the assertion does not hold
            throw new IllegalStateException("mine");                   | IllegalStateException: mine
            bot.notifier("none", Map.of());                            | adds no notifier of the kind "none"
            """)
    void whatGoesOtherwiseReadsWell(String body, String why) throws Exception {
        author.plugin("Hello", """
                bot.respond("hello", talk -> talk.reply("Hello."));
                bot.respond("fetch", talk -> talk.reply(fetched(bot)));
                bot.respond("break", talk -> { throw new IllegalStateException("broken"); });
                bot.cron("* * * * *", () -> bot.send("ops", "tick"));
                }
                private static String fetched(Bot bot) {
                    try {
                        return bot.http().get("https://example.com/").body();
                    } catch (IOException failed) {
                        return "no";
                    }
                """).test("Hello", "works", body);

        assertThat(author.tries("Hello")).as(author.said()).isFalse();
        assertThat(author.said()).contains("  FAILED  works", why).endsWith("1 test, 1 failed");
    }

    @Test
    void whatWentWrongInsideCanBeMeantToBe() throws Exception {
        author.plugin("Hello", "bot.cron(\"* * * * *\", () -> { throw new IllegalStateException(\"broken\"); });")
                .test("Hello", "breaks", """
                        bot.pass(Duration.ofMinutes(1));
                        assert bot.faults().getFirst().contains("IllegalStateException: broken") : bot.faults();
                        assert bot.faults().getFirst().contains("Hello.java:7") : bot.faults();
                        """);

        assertThat(author.tries("Hello")).as(author.said()).isTrue();
    }

    @Test
    void aPluginThatDoesNotCompileIsShownWithItsLine() throws Exception {
        author.plugin("Hello", "int number = \"text\";").test("Hello", "works", "");

        assertThat(author.tries("Hello")).isFalse();
        assertThat(author.said()).contains("Hello.java:7: incompatible types", "FAILED, it cannot be loaded");
    }

    @Test
    void soIsATestThatDoesNotCompile() throws Exception {
        author.plugin("Hello", "").test("Hello", "works", "bot.nothing();");

        assertThat(author.tries("Hello")).isFalse();
        assertThat(author.said()).contains("HelloTest.java:7: cannot find symbol");
    }

    @Test
    void withoutATestItIsLoadedAllTheSame() throws Exception {
        author.plugin("Hello", "bot.hear(\"hello\", talk -> {});");

        assertThat(author.tries("Hello")).isTrue();
        assertThat(author.said()).contains("There is no test; it would be ", "hear       hello", "0 tests, 0 failed");
    }

    @Test
    void itIsLoadedWithTheConfigurationThereIs() throws Exception {
        author.write("Hello.java", """
                import io.tocsin.spi.*;

                public class Hello implements Plugin {
                    record Settings(String room) {}

                    @Override
                    public void start(Bot bot) {
                        bot.respond("hello " + bot.config(Settings.class).room(), talk -> {});
                    }
                }
                """);

        assertThat(author.tries("Hello")).isFalse();
        assertThat(author.said()).contains("FAILED, it cannot be loaded", "plugin.hello.room");
        assertThat(author.tries("Hello", Map.of("plugin.hello.room", "ops"))).as(author.said()).isTrue();
        assertThat(author.said()).contains("respond    hello ops");
    }

    @Test
    void aCommandThatTheBotHasIsRefused() throws Exception {
        author.plugin("Hello", "bot.command(Command.named(\"status\").run((talk, none) -> {}));");

        assertThat(author.tries("Hello")).isFalse();
        assertThat(author.said()).contains("command \"status\"", "is taken by");
    }

    @Test
    void theTestCanBeNamedInsteadOfThePlugin() throws Exception {
        author.plugin("Hello", "").test("Hello", "works", "bot.start();");

        assertThat(author.tries(author.file("test/HelloTest.java"), Map.of())).isTrue();
        assertThat(author.said()).contains("ok      works");
    }

    @Test
    void whatItLooksAtInPassingAndTheKeysItReadsAreShown() throws Exception {
        author.write("Hello.java", """
                import io.tocsin.spi.*;

                public class Hello implements Plugin {
                    record Settings(@Option(value = "where", standard = "ops") String room,
                            @Option(value = "what", secret = true) String token) {}

                    @Override
                    public void start(Bot bot) {
                        bot.config(Settings.class);
                        bot.onReceive(line -> java.util.Optional.of(line));
                        bot.onSend(message -> java.util.Optional.of(message));
                    }
                }
                """);

        assertThat(author.tries("Hello", Map.of("plugin.hello.token", "sesame"))).as(author.said()).isTrue();
        assertThat(author.said()).startsWith("There is no test").endsWith("""
                Hello would register:
                  filter     onReceive
                  filter     onSend
                  key        plugin.hello.room = ops
                  key        plugin.hello.token = ***
                0 tests, 0 failed""");
    }

    @Test
    void librariesAreThereForThePluginAndItsTest() throws Exception {
        try (LibraryServer server = new LibraryServer(directory)) {
            author.from(server.address()).write("Hello.java", """
                    //DEPS org.example:greeting:1.0
                    import io.tocsin.spi.*;

                    public class Hello implements Plugin {
                        static final String WORD = org.example.Greeting.text();

                        @Override
                        public void start(Bot bot) {
                            bot.respond("hello", talk -> talk.reply(WORD));
                        }
                    }
                    """).test("Hello", "greets", """
                    assert Hello.class != null;
                    assert org.example.Greeting.text().equals("Hello Ana");
                    bot.say("hello"); bot.expect("Hello Ana");
                    """);

            assertThat(author.tries("Hello")).as(author.said()).isTrue();
            assertThat(author.said()).contains("  ok      greets", "1 test, 0 failed");
        }
    }

    @Test
    void aDirectoryOrAJarIsNotWhatIsTested() throws Exception {
        author.plugin("Hello", "");
        Path plugins = author.file(".").normalize();
        Path packed = Files.createDirectory(plugins.resolve("packed"));

        assertThatThrownBy(() -> author.tries(plugins, Map.of())).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase())).isEqualTo(plugins
                        + " is a directory, and one source file is tested at a time: name one of those in it, such as "
                        + plugins + "/Hello.java"));
        assertThatThrownBy(() -> author.tries(packed, Map.of())).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase())).isEqualTo(packed
                        + " is a directory without a source file; name the plugin's .java file. "
                        + "Plugins in jars are tested by the build that makes them"));
        assertThatThrownBy(() -> author.tries(packed.resolve("a.jar"), Map.of())).isInstanceOfSatisfying(
                Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase())).endsWith(
                        "a.jar is no source file; name the plugin's .java file. "
                                + "Plugins in jars are tested by the build that makes them"));
    }

    @Test
    void whatIsNoPluginIsRefused() {
        assertThatThrownBy(() -> author.tries("None")).isInstanceOf(Refusal.class).hasMessageContaining("kit.no-file");
    }

    @Test
    void testsAreQuick() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            many.append("}\npublic void test").append(i)
                    .append("(TestBot bot) { bot.dialogue(\"> hello\\nHello.\"); ");
        }
        author.plugin("Hello", "bot.respond(\"hello\", talk -> talk.reply(\"Hello.\"));")
                .test("Hello", "first", many.toString());
        long begun = System.nanoTime();

        assertThat(author.tries("Hello")).as(author.said()).isTrue();
        assertThat(author.said()).endsWith("51 tests, 0 failed");
        assertThat(java.time.Duration.ofNanos(System.nanoTime() - begun)).isLessThan(java.time.Duration.ofSeconds(50));
    }
}
