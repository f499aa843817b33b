package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot.properties that is changed while the bot runs. */
final class ReloadTest {

    private final Map<String, String> settings = new TreeMap<>(Map.of(
            "secret.OLD", "abcdef",
            "webhook.team.url", "http://127.0.0.1:1/${secret:OLD}",
            "monitor.shop.target", "http://127.0.0.1:1/",
            "monitor.shop.every", "1h",
            "monitor.shop.bearer", "${secret:OLD}",
            "monitor.plain.target", "http://127.0.0.1:1/",
            "monitor.plain.every", "1h"));

    private final List<String> told = new ArrayList<>();
    private Path file;
    private TalkingBot bot;
    private Reload reload;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        file = data.resolve("changed.properties");
        bot = new TalkingBot(data, settings);
        settings.putAll(Map.of("db.url", "memory", "web.enabled", "false", "plugins.dir", data.toString()));
        write();
        reload = new Reload(bot.assembly, bot.bot(), file);
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void aMonitorAndTheSecretItNeedsComeTogether() throws Exception {
        settings.put("secret.NEW", "ghijkl");
        settings.put("monitor.new.target", "http://127.0.0.1:1/");
        settings.put("monitor.new.bearer", "${secret:NEW}");

        assertThat(afterwards()).containsExactly("changed.properties was changed, and this is in force:"
                + " monitor.new.bearer, monitor.new.target, secret.NEW");
        assertThat(bot.says("list")).contains("new  http://127.0.0.1:1/");
    }

    @Test
    void maintenanceComesAndGoesWithItsKeys() throws Exception {
        settings.put("maintenance.racks.from", "2020-01-01 00:00");
        settings.put("maintenance.racks.for", "20d");
        settings.put("maintenance.night.daily", "02:00");
        settings.put("maintenance.night.for", "1h");
        settings.put("maintenance.night.monitors", "shpo");
        assertThat(afterwards()).containsExactly(
                "changed.properties was changed, and this is in force: maintenance.night.daily, maintenance.night.for,"
                        + " maintenance.night.monitors, maintenance.racks.for, maintenance.racks.from");
        assertThat(told).contains("the maintenance night covers \"shpo\", and nothing matches that;"
                + " \"list\" shows all monitors");
        assertThat(bot.says("maintenance list")).startsWith("night  shpo  ").endsWith(", bot.properties");
        assertThat(bot.says("maintenance remove night"))
                .isEqualTo("night is defined in bot.properties; change it there,"
                        + " or end what runs now: maintenance end night");

        settings.put("maintenance.night.daily", "2 o'clock");
        assertThat(afterwards()).hasSize(2).last().asString().contains(
                "maintenance.night.daily=2 o'clock: \"2 o'clock\" is no time of day; write for example 02:00");
        settings.keySet().removeIf(key -> key.startsWith("maintenance."));
        assertThat(afterwards()).hasSize(1);
        assertThat(bot.says("maintenance list")).startsWith("No maintenance is planned.");
    }

    @Test
    void aRoomAndARouteComeTogetherWithTheMonitorsThatCountOnThem() throws Exception {
        settings.putAll(Map.of(
                "monitor.one.target", "http://127.0.0.1:1/", "monitor.one.confirm", "1", "monitor.one.rooms",
                "desk:ops",
                "monitor.two.target", "http://127.0.0.1:1/", "monitor.two.confirm", "1", "monitor.two.rooms",
                "desk:ops"));
        assertThat(afterwards()).hasSize(1);
        assertThat(List.of(bot.notice("ops"), bot.notice("ops"))).allMatch(notice -> notice.startsWith("DOWN"));
        settings.putAll(Map.of(
                "monitor.one.rooms", "ops", "room.ops", "desk:ops", "route.r.monitors", "two", "route.r.rooms",
                "desk:ops"));
        settings.remove("monitor.two.rooms");
        assertThat(afterwards()).hasSize(1);

        assertThat(List.of(bot.says("why one"), bot.says("why two")))
                .allMatch(why -> why.matches("(?s).*#\\d was told to: ops"));
    }

    @Test
    void aChangedSecretIsInForceForTheMonitorsThatNameItAlone() throws Exception {
        settings.put("secret.OLD", "uvwxyz");

        assertThat(afterwards()).containsExactly(
                "changed.properties was changed, and this is in force: secret.OLD",
                "changed.properties was changed, but this needs a restart: webhook.team.url");
        assertThat(bot.bot().definitions().find("shop").version()).isEqualTo(2);
        assertThat(bot.bot().definitions().find("plain").version()).isEqualTo(1);
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNothingOfItIsInForce() throws Exception {
        settings.put("bot.nam", "x");
        settings.put("monitor.shop.target", "nonsense");
        settings.put("monitor.plain.expect", "[STATUS]");
        settings.remove("secret.OLD");

        assertThat(afterwards()).containsExactly(
                "changed.properties was changed and is refused, what was in force before still is: 4 problems",
                "changed.properties:11: webhook.team.url=***: there is no secret \"OLD\"; set one with the key secret.OLD",
                "changed.properties:1: bot.nam: there is no such key; did you mean bot.name?",
                "changed.properties:4: monitor.plain.expect=[STATUS]: \"[STATUS]\" has no comparison; write one of"
                        + " == != < <= > >= with a space on both sides, such as [STATUS] < 400",
                "changed.properties:8: monitor.shop.target=nonsense: \"nonsense\" has no scheme; write it in full,"
                        + " such as https://example.com or tcp://example.com:5432, or heartbeat for a program that"
                        + " reports by itself");
        assertThat(bot.bot().definitions().find("shop").target()).isEqualTo("http://127.0.0.1:1/");
    }

    /** What is told about the file as it is now. */
    private List<String> afterwards() throws Exception {
        write();
        bot.notices.clear();
        reload.look();
        reload.look();
        bot.bot().notifications().drain(Duration.ofSeconds(20));
        told.clear();
        bot.notices.drainTo(told);
        String directory = file.getParent() + "/";
        return told.stream()
                .map(line -> line.replace(directory, ""))
                .filter(line -> line.startsWith("changed.properties"))
                .toList();
    }

    private void write() throws IOException {
        List<String> lines = new ArrayList<>();
        settings.forEach((key, value) -> lines.add(key + "=" + value));
        Files.write(file, lines);
    }
}
