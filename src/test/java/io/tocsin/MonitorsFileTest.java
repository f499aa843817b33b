package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.source.GatusSettings;
import io.tocsin.source.MonitorSource;
import io.tocsin.source.MonitorSource.Asking;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of monitors that is changed while the bot runs. */
final class MonitorsFileTest {

    private static final String INSTALLED =
            "change, ckafka, crosscheck (mirror), dns, domain, grpc,"
                    + " heartbeat, host, http, ping, pingdom (mirror),"
                    + " postgresql, redis, speedtest, ssh, starttls (tls),"
                    + " statuscake (mirror), tcp, tls, udp (tcp), uptimerobot (mirror),"
                    + " websocket";

    private final List<String> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private Path file;
    private TalkingBot bot;
    private MonitorsFile monitors;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        file = data.resolve("monitors.yaml");
        bot = new TalkingBot(data, Map.of("check.schedule", "every 1h"));
        MonitorSource source = MonitorSource.of(
                file.toString(), new Asking(Duration.ofMinutes(1), bot.assembly.http(), () -> now),
                GatusSettings.USUAL);
        monitors = new MonitorsFile(
                "monitors.yaml", source, new MonitorsFile.Taking(bot.bot().definitions(), bot.bot().plans()),
                line -> told.add(Catalogue.english().say(line).replace(file.toString(), "monitors.yaml")), () -> now);
        write("monitors: [{name: a, target: 'tcp://127.0.0.1:1'}, {name: b, target: 'tcp://127.0.0.1:2'}]");
        monitors.look();
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void onlyWhatDiffersIsTouched() throws IOException {
        assertThat(told).isEmpty();
        change("monitors: [{name: a, target: 'tcp://127.0.0.1:1'}, {name: c, target: 'tcp://127.0.0.1:3'}]");

        assertThat(told)
                .containsExactly("monitors.yaml was changed, and is in force: 1 monitor added or changed, 1 removed");
        assertThat(bot.bot().definitions().find("a").version()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedForANameIsTakenInOnceTheNameIsFree() throws IOException {
        bot.says("add monitor c tcp://127.0.0.1:9");
        change("monitors:\n- {name: a, target: 'tcp://127.0.0.1:1'}\n- {name: C, target: 'tcp://127.0.0.1:3', timeout: 1d}");
        monitors.look();
        now = now.plusSeconds(31);
        monitors.look();

        assertThat(told).containsExactly(
                "monitors.yaml is refused, what was watched before still is: 2 problems",
                "monitors.yaml:3: C.name=C: there is a monitor C already, which was added in chat;"
                        + " \"remove monitor C\", or give this one another name",
                "monitors.yaml:3: C.timeout=1d: a limit of 1 d is out of range; write one from 1 ms to 10 min");

        told.clear();
        change("monitors:\n- {name: a, target: 'tcp://127.0.0.1:1'}\n- {name: C, target: 'tcp://127.0.0.1:3'}");
        assertThat(told).hasSize(2);
        bot.says("remove monitor c");
        told.clear();
        now = now.plusSeconds(31);
        monitors.look();

        assertThat(told)
                .containsExactly("monitors.yaml was changed, and is in force: 1 monitor added or changed, 1 removed");
    }

    @Test
    void whatGatusKnowsAndNothingHereCanCheckIsKeptAndSaysSo() throws IOException {
        change("""
                ui: {title: x}
                endpoints:
                - {name: ping, url: "sctp://127.0.0.1", conditions: ["[CONNECTED] == true"]}
                - {name: web, url: "http://127.0.0.1:1", conditions: ["[STATUS] == 200"]}
                """);

        assertThat(told).containsExactly(
                "monitors.yaml was changed, and is in force: 2 monitors added or changed, 2 removed",
                "note: monitors.yaml:3: endpoints[].alerts: without an alert Gatus would tell nobody; here console is told of"
                        + " trouble and of its end (gatus.strict=true tells nobody) (2 times)",
                "note: monitors.yaml:1: ui: not supported, and left out",
                "note: monitors.yaml:3: ping.url=sctp://127.0.0.1: No monitor type takes targets that begin with"
                        + " \"sctp:\"; installed are " + INSTALLED + "; it is kept as UNKNOWN");
        assertThat(bot.says("status ping")).contains("UNKNOWN");
        told.clear();
        change("endpoints:\n- {name: ping, url: 'icpm://127.0.0.1', conditions: ['[CONNECTED] == true']}");

        assertThat(told).containsExactly(
                "monitors.yaml is refused, what was watched before still is: 1 problem",
                "monitors.yaml:2: ping.url=icpm://127.0.0.1: No monitor type takes targets that begin with \"icpm:\";"
                        + " installed are " + INSTALLED);
    }

    @Test
    void aWindowOfTheFileIsRemovedInTheFileAlone() throws IOException {
        String endpoints = "endpoints: [{name: ping, url: 'tcp://127.0.0.1:1', conditions: ['[CONNECTED] == true']}]\n";
        change(endpoints + "maintenance: {start: '02:00', duration: 1h}\n");
        assertThat(bot.says("maintenance list")).startsWith("gatus  all  ").endsWith(", monitors.file");

        assertThat(bot.says("maintenance remove gatus"))
                .isEqualTo("gatus is defined in the file of monitors.file; change it there,"
                        + " or end what runs now: maintenance end gatus");
        change(endpoints);
        assertThat(bot.says("maintenance list")).startsWith("No maintenance is planned.");
    }

    private void change(String text) throws IOException {
        write(text);
        monitors.look();
        monitors.look();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }
}
