package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Person;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small server that programs poke, over HTTP. */
@Timeout(120)
final class HeartbeatTest {

    private static final String ADD = "add monitor backup heartbeat every 60s grace 10s secret s3cret";
    private static final String TOKEN = "5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278";

    @TempDir
    Path data;

    private TalkingBot bot;
    private Reporter program;

    @BeforeEach
    void start() {
        start("memory");
    }

    private void start(String database) {
        bot = new TalkingBot(data, Map.of(
                "web.enabled", "true", "web.port", "0", "role.administer", "console:root, desk:boss", "db.url",
                database));
        program = new Reporter(bot);
    }

    @AfterEach
    void stop() {
        program.close();
        bot.close();
    }

    /** Seconds since 1970 as the bot counts them, and some more. */
    private String time(double later) {
        Instant now = bot.assembly.clock().instant();
        return "{\"time\": " + String.format(Locale.ROOT, "%.3f", now.toEpochMilli() / 1000.0 + later) + "}";
    }

    @Test
    void aProgramIsAwaitedHeardMissedAndHeardAgain() throws Exception {
        assertThat(bot.says(ADD)).contains("Watching backup every minute", "POST /heartbeat/backup");
        assertThat(program.status("GET", "/heartbeat/backup")).isEqualTo(404);
        assertThat(bot.says("status backup")).startsWith("PENDING  backup  never heard of");

        assertThat(program.beat("backup", "s3cret", time(0))).isEqualTo(200);
        assertThat(program.status("GET", "/heartbeat/backup")).isEqualTo(200);
        assertThat(program.status("HEAD", "/heartbeat/backup")).isEqualTo(200);
        assertThat(bot.says("status backup")).startsWith("UP  backup  last heard of");
        assertThat(bot.says("check backup")).isEqualTo("backup reports by itself and cannot be checked from here;"
                + " \"status backup\" shows when it last did");
        assertThat(bot.says("test heartbeat secret s3cret")).startsWith("a heartbeat cannot be tested");

        bot.pass(Duration.ofSeconds(71));
        assertThat(bot.notice()).startsWith("DOWN  backup  #1").contains("no sign of life within 1 min 10 s");
        assertThat(program.status("GET", "/heartbeat/backup")).isEqualTo(404);
        assertThat(program.beat("backup", "s3cret", time(0))).isEqualTo(200);
        assertThat(bot.notice()).startsWith("RECOVERED  backup  #1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Hub-Signature HmacSHA1 sha1=", "X-Hub-Signature HmacSHA1 ",
        "X-Hub-Signature-256 HmacSHA256 sha256=", "x-hub-signature-256 HmacSHA256 ", "x-hub-signature HmacSHA1 SHA1="})
    void bothKindsOfSignatureAreKnownWithTheirPrefixAndWithout(String form) throws Exception {
        bot.says(ADD);
        String[] parts = form.split(" ", -1);
        String body = time(0);
        String right = Reporter.sign(parts[1], "s3cret", body.getBytes(StandardCharsets.UTF_8));

        assertThat(program.post("backup", parts[0], parts[2] + right.toUpperCase(Locale.ROOT), body)
                .statusCode()).isEqualTo(200);
    }

    @Test
    void aForgedSignatureAnUnknownNameAndAProgramWithoutASecretAreAnsweredAlike() throws Exception {
        bot.says(ADD);
        bot.says("add monitor pinged heartbeat token " + TOKEN);
        bot.says("add monitor site http://127.0.0.1:1/ every 1h");
        String body = time(0);
        String right = Reporter.sign("HmacSHA1", "s3cret", body.getBytes(StandardCharsets.UTF_8));
        String strong = Reporter.sign("HmacSHA256", "s3cret", body.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> forged = program.post("backup", "X-Hub-Signature", "sha1=" + "0".repeat(40), body);

        assertThat(forged.statusCode()).isEqualTo(403);
        for (HttpResponse<String> other : List.of(
                program.post("nobody", "X-Hub-Signature", right, body),
                program.post("pinged", "X-Hub-Signature", right, body),
                program.post("site", "X-Hub-Signature", right, body),
                program.post("backup", "X-Nothing", right, body),
                program.post("backup", "X-Hub-Signature", strong, body),
                program.post("backup", "X-Hub-Signature-256", right, body),
                program.post("backup", "X-Hub-Signature", right.substring(1), body),
                program.post("backup", "X-Hub-Signature", "sha1=", body),
                program.post("backup", "X-Hub-Signature", right, body + " "),
                program.post("backup", "X-Hub-Signature", "zz" + right.substring(2), body))) {
            assertThat(other.statusCode()).isEqualTo(403);
            assertThat(other.body()).isEqualTo(forged.body());
            assertThat(other.headers().map().keySet()).isEqualTo(forged.headers().map().keySet());
        }
        assertThat(program.send("GET", "/heartbeat/nobody").body())
                .isEqualTo(program.send("GET", "/heartbeat/backup").body());
        assertThat(program.status("GET", "/heartbeat/nobody")).isEqualTo(404);
        assertThat(program.status("PUT", "/heartbeat/backup")).isEqualTo(405);
        assertThat(bot.says("status backup")).startsWith("PENDING");
    }

    @Test
    void aReplayIsRefusedAndOneTooFarAhead() throws Exception {
        bot.says(ADD);
        String body = time(0);
        assertThat(program.beat("backup", "s3cret", body)).isEqualTo(200);
        assertThat(program.beat("backup", "s3cret", body)).isEqualTo(400);
        assertThat(program.beat("backup", "s3cret", time(-1))).isEqualTo(400);
        assertThat(program.beat("backup", "s3cret", time(3_600))).isEqualTo(400);
        assertThat(program.beat("backup", "s3cret", "{\"time\":" + System.currentTimeMillis() + "}")).isEqualTo(400);
        assertThat(program.beat("backup", "s3cret", time(1))).isEqualTo(200);
    }

    @Test
    void aSignThatCannotBeWrittenDownIsNeitherLostNorConfirmed() throws Exception {
        stop();
        start("jdbc:sqlite:" + data.resolve("tocsin.db"));
        bot.says(ADD);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("tocsin.db"));
                Statement statement = other.createStatement()) {
            statement.execute("begin exclusive");
            String body = time(0);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> waits =
                    program.post("backup", "X-Hub-Signature", Reporter.sign("HmacSHA1", "s3cret", bytes), body);

            assertThat(waits.statusCode()).isEqualTo(503);
            assertThat(waits.body()).isEqualTo("Heard, but it cannot be written down now.\n");
            statement.execute("rollback");
        }
        assertThat(bot.says("status backup")).startsWith("UP  backup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "1", "null", "{\"time\":null}", "{\"time\":\"12\"}", "{\"time\":NaN}",
        "{\"time\":true}", "{\"time\":[1]}", "{\"time\":1}x", "{\"time\":1,\"time\":2}", "{\"time\":1e999999999}",
        "{\"time\":1e99999999999}", "{\"time\":0x10}", "{'time':1}", "\u00ff\u00fe"})
    void whatIsSignedAndMakesNoSenseIsRefused(String body) throws Exception {
        bot.says(ADD);
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(program.post("backup", "X-Hub-Signature", Reporter.sign("HmacSHA1", "s3cret", bytes), bytes)
                .statusCode()).isEqualTo(400);
        assertThat(bot.says("status backup")).startsWith("PENDING");
    }

    @Test
    void aLargeBodyAndThousandsOfUnknownNamesAreRefusedAtOnce() throws Exception {
        bot.says(ADD);
        try (Socket socket = connect()) {
            write(socket, "POST /heartbeat/backup HTTP/1.1\r\nHost: x\r\nX-Hub-Signature: " + "0".repeat(40)
                    + "\r\nContent-Length: " + (10 << 20) + "\r\n\r\n");
            assertThat(socket.getInputStream().readNBytes(13)).asString().isEqualTo("HTTP/1.1 413 ");
        }
        try (Socket socket = connect()) {
            for (int i = 0; i < 10_000; i++) {
                write(socket, "POST /heartbeat/nobody-" + i + " HTTP/1.1\r\nHost: x\r\nX-Hub-Signature: "
                        + "0".repeat(40) + "\r\nContent-Length: 12\r\n\r\n{\"time\":1.0}");
                assertThat(answer(socket.getInputStream())).startsWith("HTTP/1.1 403 ");
            }
        }
        assertThat(program.beat("backup", "s3cret", time(0))).isEqualTo(200);
        assertThat(bot.says("status")).startsWith("1 monitor: 1 UP");
    }

    private Socket connect() throws IOException {
        URI address = URI.create(program.address());
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The head of an answer; its body is read, too. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        int length = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length:");
        int end = head.indexOf("\r\n", length);
        in.skipNBytes(Long.parseLong(head.substring(length + 15, end).strip()));
        return head.toString();
    }

    @Test
    void aSecretMayBeTypedWhereNobodyElseReadsAndIsNeverShownAgain() throws Exception {
        Person boss = new Person("desk:boss", "boss");
        assertThat(bot.says("#ops", boss, "!" + ADD)).contains("must not be typed into a room");
        assertThat(bot.says("D1", boss, ADD)).contains("Watching backup");
        assertThat(bot.says("D1", boss, "add monitor night heartbeat cron \"0 2 * * *\" grace 1h token " + TOKEN))
                .contains("Watching night");
        assertThat(program.beat("backup", "s3cret", time(0))).isEqualTo(200);

        String shown = String.join("\n", bot.says("status"), bot.says("status backup"), bot.says("status night"),
                bot.says("list"), bot.says("export monitors"), bot.says("history backup"),
                bot.says("edit monitor night"),
                program.send("GET", "/metrics").body(), program.send("GET", "/health/ready").body(),
                bot.bot().database().read(tx -> tx.query("select command from audit", row -> row.text("command")))
                        .toString());
        assertThat(shown).contains("night", "secret: \"${secret:SET-ME}\"").doesNotContain("s3cret", TOKEN);
    }

    @Test
    void pingsAreThoseOfHealthchecks() throws Exception {
        bot.says("add monitor night heartbeat every 1d grace 1h token " + TOKEN + " expect \"[RESPONSE_TIME] < 10m\"");
        String ping = "/ping/" + TOKEN;
        assertThat(program.status("GET", ping + "/start?rid=" + TOKEN)).isEqualTo(200);
        bot.pass(Duration.ofMinutes(5));
        assertThat(program.send("POST", ping + "?rid=" + TOKEN).body()).isEqualTo("OK");
        assertThat(bot.says("status night")).startsWith("UP").contains("UP in 5 min");
        assertThat(program.status("HEAD", ping)).isEqualTo(200);
        assertThat(program.status("GET", ping + "/log")).isEqualTo(200);
        assertThat(bot.says("status night")).startsWith("UP");

        assertThat(program.send("POST", ping + "/3", "X-A", "b", "tar: disk full".getBytes(StandardCharsets.UTF_8))
                .statusCode()).isEqualTo(200);
        assertThat(bot.notice()).startsWith("DOWN  night").contains("exit status 3: tar: disk full");
        assertThat(program.status("GET", ping + "/0")).isEqualTo(200);
        assertThat(bot.notice()).startsWith("RECOVERED  night");
        assertThat(program.status("GET", ping + "/fail")).isEqualTo(200);
        assertThat(bot.notice()).startsWith("DOWN  night").contains("it reported a failure");

        assertThat(program.send("GET", "/ping/00000000-0000-0000-0000-000000000000").body()).isEqualTo("not found");
        assertThat(program.status("GET", "/ping/")).isEqualTo(404);
        assertThat(program.status("GET", ping + "/256")).isEqualTo(400);
        assertThat(program.status("GET", ping + "/nonsense")).isEqualTo(400);
        assertThat(program.status("GET", ping + "?rid=1")).isEqualTo(400);
        assertThat(program.status("GET", ping + "/start/x")).isEqualTo(404);
        assertThat(program.status("DELETE", ping)).isEqualTo(405);
    }

    @Test
    void pushesAreThoseOfUptimeKuma() throws Exception {
        bot.says("add monitor pushed heartbeat every 60s token kUma123456");
        assertThat(program.send("GET", "/api/push/kUma123456?status=up&msg=OK&ping=12.4").body())
                .isEqualTo("{\"ok\":true}");
        assertThat(bot.says("status pushed")).startsWith("UP").contains("UP in 12 ms");
        assertThat(program.status("POST", "/api/push/kUma123456?status=down&msg=no%20space")).isEqualTo(200);
        assertThat(bot.notice()).startsWith("DOWN  pushed").contains("it reported a failure: no space");
        assertThat(program.status("GET", "/api/push/kUma123456")).isEqualTo(200);
        assertThat(bot.notice()).startsWith("RECOVERED  pushed");
        assertThat(program.send("GET", "/api/push/nobody?status=up").body())
                .isEqualTo("{\"ok\":false,\"msg\":\"Monitor not found or not active.\"}");
        assertThat(program.status("GET", "/api/push/nobody")).isEqualTo(404);
    }

    @Test
    void externalEndpointsAreThoseOfGatus() throws Exception {
        bot.says("add monitor \"my job\" heartbeat every 60s group core token p0t4to-p0t4to");
        String path = "/api/v1/endpoints/core_my-job/external";
        assertThat(gatus(path + "?success=true&duration=150ms", "Bearer p0t4to-p0t4to")).isEqualTo(200);
        assertThat(bot.says("status \"my job\"")).startsWith("UP").contains("150 ms");
        assertThat(gatus(path + "?success=false&error=it%20broke", "Bearer p0t4to-p0t4to")).isEqualTo(200);
        assertThat(bot.notice()).startsWith("DOWN  my job").contains("it reported a failure: it broke");

        assertThat(gatus(path + "?success=true", "Bearer wrong-token")).isEqualTo(401);
        assertThat(gatus("/api/v1/endpoints/core_nobody/external?success=true", "Bearer p0t4to-p0t4to")).isEqualTo(401);
        assertThat(gatus(path + "?success=true", "Basic x")).isEqualTo(401);
        assertThat(gatus(path, "Bearer p0t4to-p0t4to")).isEqualTo(400);
        assertThat(gatus(path + "?success=yes", "Bearer p0t4to-p0t4to")).isEqualTo(400);
        assertThat(gatus(path + "?success=true&duration=long", "Bearer p0t4to-p0t4to")).isEqualTo(400);
        assertThat(program.status("GET", path)).isEqualTo(405);
    }

    private int gatus(String path, String authorization) throws Exception {
        return program.send("POST", path, "Authorization", authorization, new byte[0]).statusCode();
    }
}
