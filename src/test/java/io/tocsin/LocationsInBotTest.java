package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.net.ScriptedServer;
import io.tocsin.via.SocksServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitors that are looked at from several locations, in the whole bot. */
final class LocationsInBotTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private ScriptedServer shop;
    private SocksServer tokyo;

    @BeforeEach
    void start() throws Exception {
        shop = new ScriptedServer(socket -> {
            String line = ScriptedServer.line(socket);
            while (!ScriptedServer.line(socket).isEmpty()) {
                // the rest of the header
            }
            String body = line.contains("node=bad") ? "({alltime:''})" : "({alltime:'41'})";
            ScriptedServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body);
        });
        tokyo = new SocksServer(shop.port()).wanting("ana:sesame-44");
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
        tokyo.close();
    }

    private TalkingBot bot(String... more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "location.tokyo.via", tokyo.url(), "location.tokyo.carrier", "IIJ", "location.tokyo.user", "ana",
                "location.tokyo.password", "${secret:TOKYO}", "secret.TOKYO", "sesame-44"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new TalkingBot(data, settings);
    }

    private static int nobody() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aCheckShowsTheTableAndWhereItFailed() throws Exception {
        try (TalkingBot bot = bot("location.paris.via", "http://127.0.0.1:" + nobody())) {
            String target = "http://" + shop.address() + "/";
            assertThat(bot.says("test " + target + " via tokyo,here expect \"[STATUS] == 200\"")).startsWith("UP in")
                    .contains("  v tokyo (IIJ): 200 OK, ", "  v here: 200 OK, ", ", 127.0.0.1, ");
            assertThat(tokyo.logins()).containsExactly("ana:sesame-44");
            String down = bot.says("test " + target + " via tokyo,paris,here");
            assertThat(down).startsWith("DOWN: bad from 1 of 3 locations: paris")
                    .contains("  x paris: the proxy 127.0.0.1:", "nothing is known of " + shop.address(),
                            "  v tokyo (IIJ): ", "  v here: ")
                    .doesNotContain("sesame-44");
            assertThat(bot.says("test " + target + " via tokyo,paris,here quorum 2")).startsWith("UP in")
                    .contains("  x paris: the proxy");
            assertThat(bot.says("test " + target + " via rome")).contains(
                    "there is no location \"rome\"", "name one of those it has: paris, tokyo");
            assertThat(bot.says("help add monitor")).contains("via", "quorum");
        }
    }

    @Test
    void theNoticeHasTheWholeTableAndTheHistoryEachLocation() throws Exception {
        try (TalkingBot bot = bot()) {
            tokyo.replying(5);
            assertThat(bot.says("add monitor shop http://" + shop.address() + "/ every 1s confirm 1 recover 1 retry 1s"
                    + " via tokyo,here room console")).contains("First check: DOWN");
            String notice = bot.notice();
            assertThat(notice).startsWith("DOWN  shop  #1")
                    .contains("bad from 1 of 2 locations: tokyo (IIJ)",
                            "  x tokyo (IIJ): connection refused by " + shop.address() + ", as the proxy "
                                    + tokyo.address() + " says",
                            "  v here: 200 OK, ");
            assertThat(bot.says("export monitors")).contains("via").contains("tokyo,here");
            assertThat(bot.says("history shop")).contains("tokyo (IIJ)", "here");
            tokyo.replying(0);
            assertThat(bot.notice()).startsWith("RECOVERED  shop  #1");
        }
    }

    @Test
    void aSpeedTestIsOneIncidentWithItsNodesAsLines() throws Exception {
        try (TalkingBot bot = bot()) {
            String ask = " ask \"http://" + shop.address() + "/speed?node={node}\"";
            assertThat(bot.says("test speedtest://shop.example" + ask + " node \"1 Beijing[Telecom]\" node \"2 Lille\""
                    + " expect \"[RESPONSE_TIME] < 50ms\"")).startsWith("UP in 41 ms")
                    .contains("  v Beijing (Telecom): 41 ms", "  v Lille: 41 ms");
            assertThat(bot.says("add monitor shop speedtest://shop.example" + ask + " node \"bad Beijing[Telecom]\""
                    + " node \"2 Lille\" every 1h confirm 1 room console")).contains("First check: DOWN");
            assertThat(bot.notice()).startsWith("DOWN  shop  #1").contains(
                    "bad from 1 of 2 locations: Beijing (Telecom)",
                    "  x Beijing (Telecom): unreadable answer of the measuring service: total is \"\"",
                    "  v Lille: 41 ms");
            await().atMost(PATIENCE).until(() -> bot.says("incidents").contains("#1"));
            assertThat(bot.says("incidents")).doesNotContain("#2");
        }
    }

    @Test
    void aLocationThatCannotBeReadIsRefusedAtTheStart() {
        assertThatThrownBy(() -> bot("location.rome.via", "ana:geheim@rome").close())
                .hasMessageContaining("location.rome.via").hasMessageContaining("via.way")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> bot("location.rome.carrier", "TIM").close())
                .hasMessageContaining("location.rome.via");
    }
}
