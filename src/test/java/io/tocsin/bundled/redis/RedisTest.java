package io.tocsin.bundled.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.net.Certified;
import io.tocsin.net.Checks;
import io.tocsin.net.Dialer;
import io.tocsin.net.LocalServer;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Json;
import io.tocsin.spi.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Redis, which .ci/run installs; what it never says is said by a script. */
final class RedisTest {

    private static final String PASSWORD = "s3cret-of-all";

    @TempDir
    private static Path directory;

    private static final Dialer DIALER = new Dialer("test", InstantSource.system(), Certified::trust);
    private static final Checks REDIS = new Checks(new RedisType(DIALER));

    @AfterAll
    static void stop() {
        DIALER.close();
    }

    private static LocalServer server(String... more) throws Exception {
        String program = LocalServer.program("redis-server").orElse("");
        assumeTrue(!program.isEmpty(), "redis-server is not installed");
        return LocalServer.start(port -> command(program, port, more), directory.resolve("log"));
    }

    private static List<String> command(String program, int port, String... more) {
        List<String> command = new ArrayList<>(List.of(
                program, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", directory.toString()));
        command.addAll(List.of(more.length > 0 && more[0].equals("tls") ? "--tls-port" : "--port",
                String.valueOf(port)));
        command.addAll(List.of(more).subList(more.length > 0 && more[0].equals("tls") ? 1 : 0, more.length));
        return command;
    }

    @Test
    void itsFiguresAreFields() throws Exception {
        try (LocalServer server = server()) {
            REDIS.check("redis://" + server.address(), "query", "SET greeting hello");

            Result result = REDIS.check("redis://" + server.address());

            assertThat(result.failure()).isEmpty();
            assertThat(result.connected()).isTrue();
            Json body = Json.parse(Checks.body(result));
            assertThat(body.at("role").text()).isEqualTo("master");
            assertThat(body.at("connected_clients").number().orElseThrow().intValue()).isPositive();
            assertThat(body.at("db0", "keys").number().orElseThrow().intValue()).isOne();
            assertThat(body.at("redis_version").text()).matches("\\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void theAnswerOfACommandIsTheBody() throws Exception {
        try (LocalServer server = server()) {
            String target = "redis://" + server.address();
            assertThat(Checks.body(REDIS.check(target, "query", "RPUSH jobs one \"the second\" 'the third'")))
                    .isEqualTo("3");

            assertThat(Checks.body(REDIS.check(target, "query", "llen jobs"))).isEqualTo("3");
            assertThat(Checks.body(REDIS.check(target, "query", "LRANGE jobs 0 -1")))
                    .isEqualTo("[\"one\",\"the second\",\"the third\"]");
            assertThat(Checks.body(REDIS.check(target, "query", "GET nothing"))).isEmpty();
            assertThat(Checks.body(REDIS.check(target, "query", "LLEN jobs", "database", "3"))).isEqualTo("0");
            assertThat(REDIS.reason(target, "query", "GET jobs")).isEqualTo(server.address()
                    + " answers GET with \"WRONGTYPE Operation against a key holding the wrong kind of value\"");
            assertThat(REDIS.reason(target, "query", "GUT jobs"))
                    .startsWith(server.address() + " answers GUT with \"ERR unknown command 'GUT'");
            assertThat(REDIS.reason(target, "query", "LLEN jobs", "database", "99"))
                    .isEqualTo(server.address() + " answers SELECT with \"ERR DB index is out of range\"");
        }
    }

    @Test
    void whoMayNotIsTold() throws Exception {
        try (LocalServer server = server("--requirepass", PASSWORD)) {
            String target = "redis://" + server.address();
            assertThat(REDIS.reason(target)).isEqualTo(
                    server.address() + " wants a password: it answers PING with \"NOAUTH Authentication required.\"");
            assertThat(REDIS.reason(target, "password", "wrong")).startsWith(
                    server.address() + " refuses the user or the password: it answers \"WRONGPASS ")
                    .doesNotContain("wrong\"");
            assertThat(REDIS.check(target, "password", PASSWORD).failure()).isEmpty();

            REDIS.check(target, "password", PASSWORD, "query", "ACL SETUSER watcher on >sesame +ping +select");
            Result pinged = REDIS.check(target, "user", "watcher", "password", "sesame");
            assertThat(pinged.failure()).isEmpty();
            assertThat(pinged.body()).isEmpty();
            assertThat(REDIS.reason(target, "user", "watcher", "password", "sesame", "query", "LLEN jobs"))
                    .startsWith(server.address() + " answers LLEN with \"NOPERM ");
        }
    }

    @Test
    void tlsIsSpokenAndItsCertificateJudged() throws Exception {
        HeldCertificate good = Certified.good();
        Path certificate = Files.writeString(directory.resolve("cert.pem"), good.certificatePem());
        Path key = Files.writeString(directory.resolve("key.pem"), good.privateKeyPkcs8Pem());
        try (LocalServer server = server("tls", "--tls-cert-file", certificate.toString(), "--tls-key-file",
                key.toString(), "--tls-ca-cert-file", certificate.toString(), "--tls-auth-clients", "no", "--port",
                "0")) {
            Result result = REDIS.check("rediss://" + server.address());

            assertThat(result.failure()).isEmpty();
            assertThat(result.certificateLeft().orElseThrow().toDays()).isBetween(28L, 30L);
            assertThat(REDIS.reason("redis://" + server.address())).contains(server.address());
        }
    }

    @Test
    void whatIsNotReadyOrNotRedisIsToldApart() throws Exception {
        try (ScriptedServer loading = answering("-LOADING Redis is loading the dataset in memory\r\n");
                ScriptedServer web = ScriptedServer.saying("HTTP/1.1 400 Bad Request\r\n\r\n");
                ScriptedServer huge = answering("$99999999999\r\n");
                ScriptedServer many = answering("*20000\r\n");
                ScriptedServer deep = answering("*1\r\n".repeat(50));
                ScriptedServer cut = ScriptedServer.saying("$10\r\nshort");
                ScriptedServer loose = answering("$2\r\nabc\r\n")) {
            assertThat(reason(loading)).isEqualTo(loading.address() + " still loads its data: it answers LLEN with "
                    + "\"LOADING Redis is loading the dataset in memory\"");
            assertThat(reason(web)).isEqualTo(
                    web.address() + " does not speak Redis: it says \"HTTP/1.1 400 Bad Request\"");
            assertThat(reason(huge)).isEqualTo(
                    huge.address() + " announces an answer of 99999999999, and 1000000 is the most that is read");
            assertThat(reason(many)).isEqualTo(
                    many.address() + " announces an answer of 20000, and 10000 is the most that is read");
            assertThat(reason(deep)).startsWith(deep.address() + " does not speak Redis");
            assertThat(reason(cut)).isEqualTo(cut.address() + " closed the connection in place of an answer");
            assertThat(reason(loose)).startsWith(loose.address());
        }
    }

    private static ScriptedServer answering(String answer) throws Exception {
        return ScriptedServer.silentAfter(answer);
    }

    private static String reason(ScriptedServer server) throws Exception {
        return REDIS.reason("redis://" + server.address(), "query", "LLEN jobs");
    }

    @Test
    void whatIsNoCommandIsRefused() {
        String target = "redis://127.0.0.1";
        assertThat(REDIS.refusal(target, "query", "GET \"open"))
                .startsWith("query \"GET \"open\" has a quote that is not closed");
        assertThat(REDIS.refusal(target, "query", "blpop jobs 0")).startsWith("query blpop waits, or never ends");
        assertThat(REDIS.refusal(target, "user", "ana")).startsWith("user ana has no password");
        assertThat(REDIS.refusal(target, "query", "GET a", "database", "x")).contains("database", "\"x\"");
        assertThat(REDIS.refusal("redis://host:0")).contains("0 is not a port");
    }
}
