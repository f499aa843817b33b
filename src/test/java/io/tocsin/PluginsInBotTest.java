package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tocsin.access.Audit;
import io.tocsin.config.Config;
import io.tocsin.config.Secrets;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Drop-ins in the whole bot: what stands behind the things that they can ask for. */
@ExtendWith(LoopbackOnly.class)
final class PluginsInBotTest {

    @TempDir
    private Path directory;

    private void plugin(String name, String body) throws IOException {
        Files.writeString(plugins().resolve(name + ".java"), """
                import module java.base;
                import io.tocsin.spi.*;

                public class %s implements Plugin {
                    @Override
                    public void start(Bot bot) throws Exception {
                        %s
                    }
                }
                """.formatted(name, body));
    }

    private Path plugins() throws IOException {
        return Files.createDirectories(directory.resolve("plugins"));
    }

    private TalkingBot bot(String... pairs) throws IOException {
        Map<String, String> settings = new TreeMap<>(Map.of("plugins.dir", plugins().toString()));
        for (String pair : pairs) {
            settings.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
        }
        return new TalkingBot(directory, settings);
    }

    private List<String> file(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void aPluginRemembersRunsCommandsAndSeesMonitors() throws Exception {
        plugin("Deploys", """
                bot.respond("count", talk -> {
                    int count = Integer.parseInt(bot.store().get("count").orElse("0")) + 1;
                    bot.store().put("count", Integer.toString(count));
                    talk.reply("count " + count);
                });
                bot.respond("hush (.+)", talk -> talk.reply(
                        bot.run("mute " + talk.group(1) + " for 10m because deploying").getFirst().plain()));
                bot.respond("names", talk -> talk.reply(
                        bot.monitors().stream().map(it -> it.name() + " " + it.state()).toList().toString()));
                bot.respond("muted", talk -> talk.reply(bot.monitors().getFirst().muted()
                        .map(it -> it.what() + " by " + it.by().name() + " because " + it.because()).orElse("not")));
                bot.respond("note (.+)", talk -> bot.audit("notes " + talk.group(1), "done"));
                """);
        try (TalkingBot bot = bot("monitor.shop.target=http://127.0.0.1:9/", "monitor.shop.enabled=false")) {
            assertThat(bot.says("count")).isEqualTo("count 1");
            assertThat(bot.says("count")).isEqualTo("count 2");
            assertThat(bot.says("names")).isEqualTo("[shop PAUSED]");
            assertThat(bot.says("muted")).isEqualTo("not");
            assertThat(bot.says("hush shop")).startsWith("shop is muted until");
            assertThat(bot.says("muted")).isEqualTo("shop by Deploys because deploying");
            bot.says("note something");
            assertThat(bot.says("mutes")).contains("Deploys", "deploying");
            assertThat(bot.says("hush nothing-of-that-name")).contains("nothing-of-that-name");
            assertThat(new Audit(bot.bot().database(), Secrets.none()).newest(10))
                    .extracting(entry -> entry.who() + ": " + entry.command() + ": " + entry.outcome())
                    .contains("Deploys (plugin:Deploys): mute shop for 10m because deploying: done",
                            "Deploys (plugin:Deploys): notes something: done");
        }
    }

    @Test
    void aChannelThatComesWithStartIsLive() throws Exception {
        plugin("Pager", """
                bot.notifier(new NotifierFactory() {
                    public String kind() { return "pager"; }
                    public List<Setting> settings() {
                        return List.of(new Setting("file", Setting.Kind.TEXT, "", "where to"));
                    }
                    public Notifier create(Settings settings, Http http) {
                        Path file = Path.of(settings.text("file").orElseThrow());
                        return new Notifier() {
                            public String post(String address, String key, Message message) {
                                try {
                                    Files.writeString(file, address + ": " + message.plain() + "\\n",
                                            StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                                return "";
                            }
                        };
                    }
                });
                bot.respond("page", talk -> bot.send("duty", "wake up"));
                bot.respond("where is (\\\\S+)", talk -> talk.reply(bot.room(talk.group(1))));
                """);
        try (TalkingBot bot = bot("pager.file=" + directory.resolve("pages"), "room.duty=pager:one")) {
            bot.says("page");

            await().until(() -> file("pages").equals(List.of("one: wake up")));
            assertThat(bot.says("rooms")).contains("pager");
            assertThat(bot.says("where is duty")).isEqualTo("pager:one");
            assertThat(bot.says("where is dutty")).contains("duty");
        }
    }

    @Test
    void aChannelWithWrongSettingsKeepsItsPluginOut() throws Exception {
        plugin("Pager", """
                bot.notifier(new NotifierFactory() {
                    public String kind() { return "pager"; }
                    public List<Setting> settings() {
                        return List.of(new Setting("wait", Setting.Kind.DURATION, "5s", "how long"));
                    }
                    public Notifier create(Settings settings, Http http) { return null; }
                });
                """);
        try (TalkingBot bot = bot("pager.wait=soon", "pager.wiat=5s")) {
            assertThat(bot.notice()).contains("The channel pager cannot be set up:", "pager.wait",
                    "write a length of time", "pager.wiat");
        }
    }

    @Test
    void anAdapterThatComesWithStartIsHeardAndAnswered() throws Exception {
        plugin("Irc", """
                bot.adapter(new AdapterFactory() {
                    public String kind() { return "irc"; }
                    public boolean wanted(Settings settings) { return true; }
                    public Adapter create(Settings settings, Http http) {
                        return new Adapter() {
                            public void start(Receiver receiver) {
                                receiver.receive(new Incoming(
                                        "talk", new Person("irc:7", "eve"), "help", true, Optional.empty()));
                            }
                            public String post(String address, String key, Message message) {
                                bot.store().put("answer", address + ": " + message.plain());
                                return "";
                            }
                        };
                    }
                });
                bot.respond("answer", talk -> talk.reply(bot.store().get("answer").orElse("none")));
                """);
        try (TalkingBot bot = bot()) {
            await().until(() -> bot.says("answer").startsWith("talk: "));
        }
    }

    @Test
    void filtersSeeRepliesAndNotices() throws Exception {
        plugin("Loud", """
                bot.onSend(out -> out.message().text().contains("hush")
                        ? Optional.empty()
                        : Optional.of(new Filter.Outgoing(out.room(),
                                out.message().withText(out.message().text() + " (" + out.room() + ")"))));
                bot.respond("echo (.+)", talk -> talk.reply(talk.group(1)));
                bot.respond("tell (.+)", talk -> bot.send("console:", talk.group(1)));
                """);
        try (TalkingBot bot = bot()) {
            assertThat(bot.says("echo hello")).isEqualTo("hello (console:)");
            assertThat(bot.says("echo hush")).isEmpty();
            bot.says("tell hush hush");
            bot.says("tell news");
            assertThat(bot.notice()).isEqualTo("news (console:)");
        }
    }

    @Test
    void whatNobodyAccountsForIsToldOnceThePluginsHaveStarted() throws Exception {
        plugin("Quiet", "bot.respond(\"ping\", talk -> talk.reply(\"pong\"));");
        try (TalkingBot bot = bot("nobody.key=1", "room.duty=nowhere:one", "plugin.quite.room=ops")) {
            List<String> notices = List.of(bot.notice(), bot.notice(), bot.notice());

            assertThat(String.join("\n", notices)).contains("nobody.key", "nowhere:one",
                    "plugin.quite.* is configured, but there is no plugin quite. Did you mean plugin.quiet.*?");
            assertThat(bot.says("ping")).isEqualTo("pong");
        }
    }

    @Test
    void withoutPluginsAndNearWhatIsKnownUnknownKeysAreErrorsAsEver() throws Exception {
        assertThat(problems("nobody.key=1")).singleElement().asString().contains("nobody.key");
        assertThat(problems("room.duty=nowhere:one")).singleElement().asString().contains("nowhere:one");
        plugin("Quiet", "");
        assertThat(problems("nobody.key=1")).isEmpty();
        assertThat(problems("nobodys-key=1")).singleElement().asString().contains("nobodys-key");
        assertThat(problems("slak.token=1")).singleElement().asString().contains("slak.token");
        assertThat(problems("web.prot=1")).singleElement().asString().contains("web.port");
        assertThat(problems("room.duty=slack:one")).singleElement().asString().contains("slack:one");
    }

    @Test
    void withoutARunningBotNobodySaysWhatThePluginsWillAskFor() throws Exception {
        plugin("Quiet", "bot.config(null);");

        assertThat(unread("plugin.quiet.room=ops")).isEmpty();
        assertThat(unread("plugin.quite.room=ops")).singleElement().asString().contains("plugin.quiet.*?");
        assertThat(unread("nobody.key=1")).singleElement().asString().contains("nobody.key");
    }

    private List<String> problems(String pair) throws IOException {
        Assembly assembly = assembly(pair);
        assembly.close();
        return assembly.problems().stream().map(Catalogue.english()::say).toList();
    }

    private List<String> unread(String pair) throws IOException {
        Assembly assembly = assembly(pair);
        List<String> unread = assembly.unread(false).stream().map(Catalogue.english()::say).toList();
        assembly.close();
        return unread;
    }

    private Assembly assembly(String pair) throws IOException {
        Map<String, String> settings = Map.of(
                "plugins.dir", plugins().toString(), pair.split("=", 2)[0], pair.split("=", 2)[1]);
        return new Assembly(
                directory.resolve("bot.properties"), Config.of(settings), directory, () -> {
                    throw new IllegalStateException("it does not run");
                }, List.of());
    }

    @Test
    void theBotsOwnThreadsAreNotTakenForThoseOfAPlugin() throws Exception {
        Logger guard = (Logger) LoggerFactory.getLogger("io.tocsin.guard");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        guard.setLevel(Level.WARN);
        guard.addAppender(log);
        plugin("Asks", """
                bot.respond("ask", talk -> {
                    try {
                        talk.reply(bot.http().get("http://localhost:1/").body());
                    } catch (IOException refused) {
                        talk.reply("refused");
                    }
                });
                """);
        try (TalkingBot bot = bot()) {
            assertThat(bot.says("ask")).isEqualTo("refused");
        } finally {
            guard.detachAppender(log);
            guard.setLevel(null);
        }
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("left threads behind"));
    }
}
