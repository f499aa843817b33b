package io.tocsin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.access.Audit;
import io.tocsin.config.Secrets;
import io.tocsin.spi.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People talk to the whole bot; what it checks is a server on loopback. */
final class DialogueTest {

    private static final Person ANA = new Person("desk:U1", "ana");
    private static final Person BEN = new Person("desk:U2", "ben");
    private static final Person EVE = new Person("desk:U3", "eve");
    private static final String TIMES =
            "in [\\d.]+ m?s \\((connect \\d+)?(, )?(first byte \\d+)?(, )?(download \\d+)?\\)";

    @TempDir
    Path data;

    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;
    private TalkingBot bot;
    private String url;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"status\":\"UP\",\"owner\":\"geheim\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        bot = talking(Map.of());
    }

    private TalkingBot talking(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "retry-interval", "100ms", "role.administer", ANA.id(), "role.operate", BEN.id(), "role.unknown",
                "read"));
        settings.putAll(more);
        return new TalkingBot(data, settings);
    }

    @AfterEach
    void stop() {
        bot.close();
        server.stop(0);
    }

    @Test
    void anOutageFromTheFirstWordToTheRecovery() throws Exception {
        assertThat(bot.says(
                "add monitor shop " + url + " every 1h expect \"[STATUS] == 200\" expect \"[RESPONSE_TIME] < 8s\""))
                .matches("Watching shop every hour\\. First check: UP " + TIMES + "\\.");
        assertThat(bot.says("status"))
                .startsWith("1 monitor: 1 UP\nI am well: checks are on time, every notice is delivered");

        status.set(503);
        assertThat(bot.says("check shop")).startsWith("shop  DOWN").contains("503 Service Unavailable",
                "  x [STATUS] (503) == 200");
        assertThat(bot.notice()).matches("(?s)DOWN  shop  #1\n  " + url
                + "\n  503 Service Unavailable, 3 of 3 checks since [\\d:]+\n  x \\[STATUS] \\(503\\) == 200"
                + "\n  ack 1 \\| mute shop for 1h \\| check shop");
        bot.pass(Duration.ofMinutes(3));
        assertThat(bot.says("status")).matches(
                "(?s)1 monitor: 1 DOWN\n  DOWN  shop  503 Service Unavailable, for 3 min( \\d+ s)?, #1, nobody has acknowledged it\n.*");
        assertThat(bot.says("ack shop on it")).isEqualTo("#1 acknowledged.");
        assertThat(bot.notice()).isEqualTo("root has acknowledged shop #1: on it");
        assertThat(bot.says("status down")).contains("#1, acknowledged by root");

        status.set(200);
        bot.says("check shop");
        assertThat(bot.notice()).matches("RECOVERED  shop  #1  after 3 min( \\d+ s)?, acknowledged by root");
        assertThat(bot.says("incident 1")).startsWith("#1  RECOVERED  shop  503 Service Unavailable, since ")
                .contains("acknowledged by root: on it");
        assertThat(bot.says("incidents open")).isEqualTo("No incident is open.");
        assertThat(bot.says("mutt shop for 2h")).isEqualTo("I know no \"mutt\". Did you mean: mute shop for 2h");
    }

    @Test
    void aTestShowsTheStatePhasesAndEveryCondition() {
        assertThat(bot.says("test " + url + " expect \"[STATUS] == 201\" expect \"[BODY].status == UP\"")).matches(
                "(?s)DOWN " + TIMES
                        + "\n  200 OK\n  x \\[STATUS] \\(200\\) == 201\n  v \\[BODY].status == UP\n  body: \\{.*}");
        assertThat(bot.says("list")).startsWith("Nothing is watched yet.");
    }

    @Test
    void whatABodySaysIsForOperators() {
        bot.says("add monitor shop " + url + " every 1h confirm 1000 expect \"[BODY].owner == ana\"");

        assertThat(bot.says("Deve", EVE, "status shop")).contains("x [BODY].owner (...)").doesNotContain("geheim");
        assertThat(bot.says("Dben", BEN, "status shop")).contains("x [BODY].owner (geheim) == ana");
        assertThat(bot.says("Dben", BEN, "check shop")).contains("body: {\"status\":\"UP\",\"owner\":\"geheim\"}");
    }

    @Test
    void rolesAreByPersonAndRoom() {
        bot.says("add monitor shop " + url + " every 1h");

        assertThat(bot.says("Deve", EVE, "mute shop for 1h"))
                .isEqualTo("\"mute\" needs the role operate; you have read here."
                        + " Who can give it to you: desk:U1, or whoever sits at my console, by saying: grant desk:U3 operate");
        assertThat(bot.says("Dben", BEN, "mute shop for 1h")).startsWith("shop is muted until ");
        assertThat(bot.says("Dben", BEN, "test " + url))
                .startsWith("\"test\" needs the role administer; you have operate here.");
        assertThat(bot.says("room help is desk:help")).isEqualTo("help is desk:help.");
        assertThat(bot.says("Dana", ANA, "grant desk:U3 operate in help")).isEqualTo("desk:U3 may operate in help.");
        assertThat(bot.says("help", EVE, "tocsin unmute shop")).isEqualTo("shop is no longer muted.");
        assertThat(bot.says("Deve", EVE, "unmute shop")).startsWith("\"unmute\" needs the role operate");
    }

    @Test
    void whatConcernsManyIsAskedFirst() {
        IntStream.rangeClosed(1, 21).forEach(number -> bot.says("add monitor m" + number + " " + url + " every 1h"));

        assertThat(bot.says("pause m*"))
                .isEqualTo("pause m*: this concerns 21 monitors. Sure?\nSay yes or no, within 5 min.");
        assertThat(bot.says("no")).isEqualTo("Nothing was done.");
        assertThat(bot.says("pause m*")).startsWith("pause m*: this concerns 21 monitors.");
        assertThat(bot.says("yes")).isEqualTo("21 monitors are paused; \"resume\" has them checked again.");
        assertThat(bot.says("status")).startsWith("21 monitors: 21 PAUSED");
        assertThat(bot.says("remove m1 m2")).isEqualTo("No longer watching m1, m2.");
        assertThat(bot.says("silence all for 1h")).startsWith("silence all for 1h: this concerns 19 monitors.");
        assertThat(bot.says("YES")).startsWith("all is muted until ");
    }

    @Test
    void aLongAnswerComesInPages() {
        bot.close();
        bot = talking(Map.of("chat.page.lines", "5"));
        assertThat(bot.says("Dana", ANA, "help").lines()).hasSize(5).last().asString()
                .endsWith("more lines. To see them: more");
        assertThat(bot.says("Dana", ANA, "more")).contains("To see them: more");
    }

    @Test
    void everyChangeIsInTheAuditLogWithoutSecrets() {
        bot.says("Dana", ANA, "add monitor shop http://ana:geheim@127.0.0.1:1/ every 1h");
        bot.says("Deve", EVE, "remove monitor shop");
        bot.says("room ops is desk:ops");

        List<Audit.Entry> kept = new Audit(bot.bot().database(), Secrets.none()).newest(10).reversed();
        assertThat(kept).extracting(Audit.Entry::who).containsExactly("ana (desk:U1)", "eve (desk:U3)",
                "root (console:root)");
        assertThat(kept).extracting(Audit.Entry::room).containsExactly("desk:Dana", "desk:Deve", "console:");
        assertThat(kept).extracting(Audit.Entry::outcome).satisfiesExactly(
                refused -> assertThat(refused).startsWith("refused: "),
                denied -> assertThat(denied).startsWith("denied: "),
                done -> assertThat(done).isEqualTo("done"));
        assertThat(kept.toString()).doesNotContain("geheim");
    }

    @Test
    void whatIsExportedLoadsAgain() throws IOException {
        bot.says("add monitor shop " + url
                + " every 2.5s timeout 3s expect \"[STATUS] == 200\" expect \"warn: [BODY].status == UP\""
                + " group web tag eu tag \"two words\" confirm 5 recover 4 method POST header \"X-A: b\" body \"{}\" remind 1h");
        bot.says("add monitor \"käse eu\" " + url + " cron \"0 6 * * MON-FRI\" zone Europe/Berlin");
        String exported = bot.says("export monitors");
        bot.close();
        Path file = data.resolve("monitors.yaml");
        Files.writeString(file, exported);

        bot = talking(Map.of("monitors.file", file.toString()));
        assertThat(bot.says("export monitors")).isEqualTo(exported);
        assertThat(bot.says("edit shop every 10s"))
                .isEqualTo("shop is defined in the file of monitors.file; change it there");
        assertThat(bot.says("pause shop")).isEqualTo("shop is paused; \"resume\" has it checked again.");
        assertThat(bot.says("resume shop")).startsWith("shop is checked again. First check: UP in ");
    }

    @Test
    void anEditSaysTheScheduleAndLooksAtOnce() {
        bot.says("add monitor shop " + url);

        assertThat(bot.says("EDIT Monitor SHOP cron \"0 6 * * MON-FRI\""))
                .startsWith("shop is changed; it is checked at 06:00, Monday to Friday. First check: UP in ");
        assertThat(bot.says("edit shop name \"web shop\" expect \"[STATUS] == 500\""))
                .startsWith("web shop is changed;")
                .contains("First check: DOWN in ", "\n  x [STATUS] (200) == 500");
        assertThat(bot.says("uptime \"web shop\" 7d")).contains("  7d: 100 %, no trouble (watched for ");
    }
}
