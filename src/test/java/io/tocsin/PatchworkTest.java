package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The seven systems that Tocsin is in place of, each part with what proves it; printed, for it is read by people, too. A
 * reason for a failure counts as covered if a test quotes it.
 */
final class PatchworkTest {

    /** System, part, what it is tried against, the tests, and the sections of texts with its reasons. */
    private static final List<Row> ROWS = Stream.of(
            "UptimeRobot | http, keyword | servers in process | HttpProbeTest HttpFailureTest HttpTlsTest | http",
            "UptimeRobot | port | sockets | TcpProbeTest ExchangeTest | net",
            "UptimeRobot | ping | the kernel's and ping(8) | PingTest | ping",
            "UptimeRobot | watched by others | the bot's own server | HeartbeatTest WebServerTest | web",
            "UptimeRobot | the bot's own heartbeat | another Tocsin, a server in process | OwnHeartbeatTest |",
            "UptimeRobot | its view, StatusCake's and Pingdom's, webhooks, cross-check | requests asserted as documented | "
                    + "UptimeRobotTest StatusCakeTest PingdomTest MirrorFailuresTest LimitsTest WebhooksTest "
                    + "CrossCheckTest MirrorInBotTest UnjudgedTest | mirror",
            "Flask | signed heartbeat | python3, openssl and curl over TLS | HeartbeatTest HeartbeatClientsTest "
                    + "HeartbeatFuzzTest | heartbeat",
            "Flask | healthchecks.io, Uptime Kuma, Gatus pushes | curl | HeartbeatClientsTest | heartbeat",
            "Gatus | conditions | its own cases | GatusConformanceTest GatusFaultsTest | condition",
            "Gatus | dns | dnsmasq | DnsTest AnswerTest AnswerFuzzTest | dns",
            "Gatus | tls, starttls | LDAP, SMTP and IMAP servers in process | TlsTest | net",
            "Gatus | ssh | Apache SSHD | SshTest | net",
            "Gatus | websocket | Java-WebSocket | WebSocketTest | websocket",
            "Gatus | grpc health | a server in process | GrpcTest | grpc",
            "Gatus | domain expiry | RDAP and WHOIS requests asserted | DomainTest | domain",
            "Gatus | a whole configuration | servers in process | GatusFileTest GatusAlertsTest FolderSourceTest "
                    + "RetiredTest LaterNoticesTest | source",
            "Gatus | maintenance | the whole bot | MaintenanceInBotTest MaintenanceIT TimetableTest | maintenance",
            "Gatus | dependencies, witnesses | the whole bot | DependsOnTest KinTest | watch",
            "Gatus | status pages and API | the whole bot | PagesTest |",
            "cloud functions | several locations, via | proxies in process | LocationsInBotTest TunnelTest "
                    + "HttpViaTest TcpViaTest | via",
            "cloud functions | speed test | requests asserted | SpeedTestTest SpeedTestFuzzTest | speedtest",
            "cloud functions | Kafka lag | a broker from Maven Central | KafkaLagIT |",
            "cloud functions | Kafka lag by Tencent's API | requests and signatures asserted | CkafkaTest "
                    + "CkafkaInBotTest | ckafka",
            "cloud functions | signed requests | published vectors | SigningTest SignerTest |",
            "cloud functions | PostgreSQL | PostgreSQL, and a replica of it | PostgresqlTest | postgresql",
            "cloud functions | MySQL, MariaDB | MariaDB, and a replica of it | MySqlIT |",
            "cloud functions | Redis | Redis | RedisTest | redis",
            "cloud functions | the bot's host | this machine | HostTest | host",
            "cloud functions | metrics pages | pages of real exporters | MetricTest ConditionFuzzTest | condition",
            "Go loop | status, field, time told apart | the article's four addresses | SampleServerTest | http",
            "Lambda | servers.json, file, address, S3 | requests and signatures asserted | MonitorSourceTest S3Test | "
                    + "source",
            "chat-bot script | three ways | the whole bot | ThreeWaysTest ShippedPluginsTest |")
            .map(Row::of)
            .toList();

    private static final Path TESTS = Path.of("src/test");
    private static final Path TEXTS = Path.of("src/main/resources/io/tocsin/text");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");
    private static final int TELLING = 12;

    private record Row(String system, String part, String against, List<String> tests, List<String> texts) {

        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), words(cells.get(3)), words(cells.get(4)));
        }

        private static List<String> words(String cell) {
            return Stream.of(cell.split(" ")).filter(word -> !word.isEmpty()).toList();
        }
    }

    @Test
    void eachPartHasItsTests() throws IOException {
        Set<String> tests = new TreeSet<>();
        List<String> sources = new ArrayList<>();
        for (Path file : files(TESTS)) {
            tests.add(file.getFileName().toString().replace(".java", ""));
            sources.add(joined(Files.readString(file)));
        }
        String all = String.join("\n", sources);

        System.out.println("| system | part | against | tests | reasons quoted in tests |\n|---|---|---|---|---|");
        for (Row row : ROWS) {
            assertThat(row.tests()).as(row.part()).isNotEmpty().allMatch(tests::contains);
            System.out.printf(Locale.ROOT, "| %s | %s | %s | %s | %s |%n", row.system(), row.part(), row.against(),
                    String.join(", ", row.tests()), row.texts().stream().map(section -> covered(section, all))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String covered(String section, String tests) {
        List<String> reasons = reasons(section);
        long quoted = reasons.stream().filter(reason -> isQuoted(reason, tests)).count();
        assertThat(quoted).as("reasons of %s that a test quotes", section).isPositive();
        return section + " " + quoted + " of " + reasons.size();
    }

    private static List<String> reasons(String section) {
        Properties texts = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(TEXTS.resolve(section + ".properties"))) {
            texts.load(reader);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return texts.values().stream().map(text -> ((String) text).replace("''", "'")).toList();
    }

    /** A part of it between its placeholders, long enough to be told from others. */
    private static boolean isQuoted(String reason, String tests) {
        return PLACEHOLDER.splitAsStream(reason).map(String::strip).filter(part -> part.length() >= TELLING)
                .anyMatch(tests::contains);
    }

    /** Text that is written over several lines, in one piece. */
    private static String joined(String source) {
        return source.replaceAll("\"\\s*\\n\\s*\\+\\s*\"", "").replace("\\\"", "\"");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().matches(".*\\.(java|txt)")).toList();
        }
    }
}
