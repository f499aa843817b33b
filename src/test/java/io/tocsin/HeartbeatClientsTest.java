package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clients that the README shows, and curl as healthchecks.io documents it, over TLS. */
@Timeout(120)
final class HeartbeatClientsTest {

    private static final String TOKEN = "5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278";
    private static final String EXAMPLE = "https://tocsin.example.com/heartbeat/backup";
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path data;

    private Path certificate;
    private TalkingBot bot;

    @BeforeEach
    void start() throws IOException {
        HeldCertificate held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1").commonName("tocsin").build();
        certificate = data.resolve("cert.pem");
        Path key = data.resolve("key.pem");
        Files.writeString(certificate, held.certificatePem());
        Files.writeString(key, held.privateKeyPkcs8Pem());
        bot = new TalkingBot(data, Map.of(
                "web.enabled", "true", "web.port", "0", "web.tls.certificate", certificate.toString(),
                "web.tls.key", key.toString()));
        bot.says("add monitor backup heartbeat every 60s grace 10s secret s3cret");
        bot.says("add monitor night heartbeat every 1d token " + TOKEN);
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    private static void needs(String tool) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
        assumeTrue(there, () -> tool + " is not installed");
    }

    /** The first block of a language in the README, for this bot. */
    private String shown(String language) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("```" + language + "\n") + language.length() + 4;
        String block = readme.substring(begin, readme.indexOf("```", begin));
        assertThat(block).contains(EXAMPLE);
        assertThat(block.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(10);
        return block.replace(EXAMPLE, Reporter.address(bot) + "/heartbeat/backup");
    }

    private Process run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(data.toFile()).redirectErrorStream(true)
                .redirectOutput(data.resolve("output").toFile());
        Map<String, String> trust = new HashMap<>(Map.of(
                "SSL_CERT_FILE", certificate.toString(), "CURL_CA_BUNDLE", certificate.toString()));
        builder.environment().putAll(trust);
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(data.resolve("output"));
    }

    private String ran(List<String> command) throws Exception {
        Process process = run(command);
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output()).isZero();
            return output();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theClientInPythonBeats() throws Exception {
        needs("python3");
        Path script = data.resolve("client.py");
        Files.writeString(script, shown("python"));
        Process client = run(List.of("python3", script.toString()));
        try {
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .until(() -> bot.says("status backup").startsWith("UP") || !client.isAlive());
            assertThat(bot.says("status backup")).as(output()).startsWith("UP  backup");
        } finally {
            client.destroyForcibly();
        }
    }

    @Test
    void theClientInAShellBeatsAgainAndAgain() throws Exception {
        needs("curl");
        needs("openssl");
        String script = shown("sh");
        assertThat(ran(List.of("sh", "-c", script))).contains("OK");
        assertThat(ran(List.of("sh", "-c", script))).contains("OK");
        assertThat(bot.says("status backup")).startsWith("UP  backup");
    }

    @Test
    void curlPingsAsHealthchecksDocumentsIt() throws Exception {
        needs("curl");
        String ping = Reporter.address(bot) + "/ping/" + TOKEN;
        assertThat(ran(List.of("curl", "-fsS", "-m", "10", "--retry", "5", ping + "/start?rid=" + TOKEN)))
                .isEqualTo("OK");
        assertThat(ran(List.of("curl", "-fsS", "-m", "10", "--retry", "5", "-o", "/dev/null", ping + "?rid=" + TOKEN)))
                .isEmpty();
        assertThat(bot.says("status night")).startsWith("UP  night");
        assertThat(ran(List.of("sh", "-c", "m=$(echo Something failed; exit 7); curl -fsS -m 10 --retry 5 --data-raw"
                + " \"$m\" " + ping + "/$?"))).isEqualTo("OK");
        assertThat(bot.notice()).startsWith("DOWN  night").contains("exit status 7: Something failed");
        assertThat(ran(List.of("curl", "-fsS", "-m", "10", "--retry", "5", "--data-raw", "logged", ping + "/log")))
                .isEqualTo("OK");
        assertThat(ran(List.of("curl", "-fsS", "-m", "10", "--retry", "5", "-I", ping))).startsWith("HTTP/1.1 200");
        assertThat(bot.notice()).startsWith("RECOVERED  night");
        assertThat(ran(List.of("curl", "-fsS", "-m", "10", "--retry", "5", ping + "/fail"))).isEqualTo("OK");
        assertThat(bot.notice()).startsWith("DOWN  night").contains("it reported a failure");
    }
}
