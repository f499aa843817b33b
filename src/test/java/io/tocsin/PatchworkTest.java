package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The seven systems that Tocsin is in place of, each part with what proves it; printed, for it is read by people, too. A
 * reason for a failure is covered if a test of its part quotes it whole; each one is, or {@code reasons.txt} says why not.
 */
final class PatchworkTest {

    /** System, part, what it is tried against, the tests, and the sections of texts with its reasons. */
    private static final List<Row> ROWS = Stream.of(
            "UptimeRobot | http, keyword | servers in process | HttpProbeTest HttpFailureTest HttpTlsTest "
                    + "HttpNowhereTest | http",
            "UptimeRobot | port | sockets | TcpProbeTest ExchangeTest TcpFailureTest "
                    + "TcpViaTest | net",
            "UptimeRobot | ping | the kernel's and ping(8) | PingTest | ping",
            "UptimeRobot | watched by others | the bot's own server | HeartbeatTest WebServerTest | web",
            "UptimeRobot | the bot's own heartbeat | another Tocsin, a server in process | OwnHeartbeatTest |",
            "UptimeRobot | its view, StatusCake's and Pingdom's, webhooks, cross-check | requests asserted as documented | "
                    + "UptimeRobotTest StatusCakeTest PingdomTest MirrorFailuresTest LimitsTest WebhooksTest "
                    + "CrossCheckTest MirrorInBotTest UnjudgedTest | mirror",
            "Flask | signed heartbeat | python3, openssl and curl over TLS | HeartbeatTest HeartbeatClientsTest "
                    + "HeartbeatFuzzTest BeatingTest | heartbeat",
            "Flask | healthchecks.io, Uptime Kuma, Gatus pushes | curl | HeartbeatClientsTest | heartbeat",
            "Gatus | conditions | its own cases | GatusConformanceTest GatusFaultsTest | condition",
            "Gatus | dns | dnsmasq | DnsTest DnsFailureTest AnswerTest AnswerFuzzTest | dns",
            "Gatus | tls, starttls | LDAP, SMTP and IMAP servers in process | TlsTest HandshakeTest | net",
            "Gatus | ssh | Apache SSHD | SshTest | net",
            "Gatus | websocket | Java-WebSocket | WebSocketTest | websocket net",
            "Gatus | grpc health | a server in process | GrpcTest | grpc net",
            "Gatus | domain expiry | RDAP and WHOIS requests asserted | DomainTest | domain",
            "Gatus | a whole configuration | servers in process | GatusFileTest GatusAlertsTest FolderSourceTest "
                    + "RetiredTest LaterNoticesTest | source",
            "Gatus | maintenance | the whole bot | MaintenanceInBotTest MaintenanceIT TimetableTest "
                    + "ReloadTest MonitorsFileTest | maintenance",
            "Gatus | dependencies, witnesses | the whole bot | DependsOnTest KinTest FreezeTest WitnessTest UnjudgedTest DialogueTest | "
                    + "watch witness",
            "Gatus | status pages and API | the whole bot | PagesTest |",
            "cloud functions | several locations, via | proxies in process | LocationsInBotTest TunnelTest "
                    + "HttpViaTest TcpViaTest | via",
            "cloud functions | speed test | requests asserted | SpeedTestTest SpeedTestFuzzTest | "
                    + "speedtest via",
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
            "Lambda | servers.json, file, address, S3 | requests and signatures asserted | MonitorSourceTest S3Test "
                    + "MonitorsFileTest | source aws",
            "chat-bot script | three ways | the whole bot | ThreeWaysTest ShippedPluginsTest |")
            .map(Row::of)
            .toList();

    private static final Path TESTS = Path.of("src/test/java");
    /** What people read at the console of a whole bot; it proves something of each part. */
    private static final Path TABLE = Path.of("src/test/resources/io/tocsin/bad-input.txt");

    private record Row(String system, String part, String against, List<String> tests, List<String> texts) {

        static Row of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), words(cells.get(3)), words(cells.get(4)));
        }

        private static List<String> words(String cell) {
            return Stream.of(cell.split(" ")).filter(word -> !word.isEmpty()).toList();
        }
    }

    private final Map<Path, List<String>> quotes = Quotes.under(TESTS);
    private final FailureReasons reasons = new FailureReasons();
    private final Set<String> uncovered = new TreeSet<>();

    PatchworkTest() throws IOException {}

    @Test
    void eachPartHasItsTestsAndEachReasonIsQuoted() throws IOException {
        Set<String> tests = quotes.keySet().stream().map(PatchworkTest::name).collect(Collectors.toSet());

        System.out.println("| system | part | against | tests | failure reasons quoted |\n|---|---|---|---|---|");
        for (Row row : ROWS) {
            assertThat(row.tests()).as(row.part()).isNotEmpty().allMatch(tests::contains);
            List<String> covered = new ArrayList<>();
            for (String section : row.texts()) {
                covered.add(covered(section));
            }
            System.out.printf(Locale.ROOT, "| %s | %s | %s | %s | %s |%n", row.system(), row.part(), row.against(),
                    String.join(", ", row.tests()), String.join(", ", covered));
        }
        reasons.beyond().forEach((key, why) -> System.out.println("No test provokes " + key + ": " + why));
        assertThat(uncovered).as("reasons that no test of their part quotes").isEqualTo(reasons.beyond().keySet());
    }

    private String covered(String section) throws IOException {
        List<String> quoted = quotedIn(section);
        Map<String, Pattern> all = reasons.of(section);
        Set<String> missing = all.keySet().stream()
                .filter(key -> quoted.stream().noneMatch(quote -> all.get(key).matcher(quote).find()))
                .collect(Collectors.toCollection(TreeSet::new));
        String counted = section + " " + (all.size() - missing.size()) + " of " + all.size();
        uncovered.addAll(missing);
        return counted;
    }

    /** What the tests of a part say: those that it names, those of its package, and the table of bad input. */
    private List<String> quotedIn(String section) throws IOException {
        Set<String> named = ROWS.stream().filter(row -> row.texts().contains(section))
                .flatMap(row -> row.tests().stream()).collect(Collectors.toSet());
        Stream<String> said = quotes.entrySet().stream()
                .filter(test -> named.contains(name(test.getKey()))
                        || test.getKey().getParent().getFileName().toString().equals(section))
                .flatMap(test -> test.getValue().stream());
        return Stream.concat(said, Files.readAllLines(TABLE).stream()).toList();
    }

    private static String name(Path test) {
        return test.getFileName().toString().replace(".java", "");
    }
}
