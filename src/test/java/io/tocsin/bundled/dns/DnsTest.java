package io.tocsin.bundled.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.net.Checks;
import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.Result;
import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against dnsmasq, which .ci/run installs. */
final class DnsTest {

    private static final Dialer DIALER = new Dialer("test", InstantSource.system(), Trust::ofThisJava);
    private static final Checks DNS = new Checks(new DnsType(DIALER, Path.of("/no/such/file")));
    private static final int TRIES = 5;
    private static Process server;
    private static String address = "";

    @BeforeAll
    static void start() throws Exception {
        boolean installed = Stream.of(System.getenv("PATH").split(":")).anyMatch(DnsTest::hasDnsmasq)
                || hasDnsmasq("/usr/sbin");
        assumeTrue(installed, "dnsmasq is not installed");
        for (int i = 0; i < TRIES && address.isEmpty(); i++) {
            int port;
            try (DatagramSocket free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
                port = free.getLocalPort();
            }
            server = new ProcessBuilder(command(port)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            String tried = "127.0.0.1:" + port;
            await().atMost(Duration.ofSeconds(60)).until(() -> !server.isAlive()
                    || DNS.check(Checks.SHORT, "dns://" + tried + "/one.test").connected());
            address = server.isAlive() ? tried : "";
        }
        assertThat(address).as("dnsmasq runs").isNotEmpty();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.destroyForcibly();
        }
        DIALER.close();
    }

    private static boolean hasDnsmasq(String directory) {
        return new File(directory, "dnsmasq").canExecute();
    }

    private static List<String> command(int port) {
        List<String> command = new ArrayList<>(List.of(
                hasDnsmasq("/usr/sbin") ? "/usr/sbin/dnsmasq" : "dnsmasq", "--keep-in-foreground", "--no-resolv",
                "--no-hosts", "--conf-file=/dev/null", "--pid-file=", "--user=" + System.getProperty("user.name"),
                "--port=" + port, "--listen-address=127.0.0.1", "--listen-address=127.0.0.2", "--bind-interfaces",
                "--local=/test/",
                "--host-record=one.test,192.0.2.1,2001:db8::1", "--host-record=two.test,192.0.2.9",
                "--host-record=two.test,192.0.2.8", "--cname=alias.test,one.test", "--mx-host=one.test,mail.test,10",
                "--mx-host=one.test,backup.test,20", "--txt-record=one.test,v=spf1 -all",
                "--srv-host=_imap._tcp.test,mail.test,993,5,7", "--caa-record=one.test,0,issue,ca.test",
                "--ptr-record=1.2.0.192.in-addr.arpa,one.test", "--auth-server=ns.test,127.0.0.2",
                "--auth-zone=zone.test", "--auth-soa=2026112201,host.zone.test,1200,120,1209600",
                "--host-record=www.zone.test,192.0.2.3"));
        for (int i = 0; i < 40; i++) {
            command.add("--txt-record=many.test,number " + (100 + i) + " of many texts");
        }
        return command;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "one.test | A | 192.0.2.1 | A 192.0.2.1",
        "one.test | AAAA | 2001:db8::1 | AAAA 2001:db8::1",
        "alias.test | CNAME | one.test. | CNAME one.test.",
        "alias.test | A | 192.0.2.1 | A 192.0.2.1",
        "one.test | TXT | v=spf1 -all | TXT \"v=spf1 -all\"",
        "_imap._tcp.test | SRV | mail.test.:993 | SRV 5 7 993 mail.test.",
        "one.test | CAA | 0 issue \"ca.test\" | CAA 0 issue \"ca.test\"",
        "192.0.2.1 | PTR | one.test. | PTR one.test.",
    })
    void aRecordIsTheBodyAndShownInFull(String name, String type, String body, String shown) throws Exception {
        Result result = DNS.check("dns://" + address + "/" + name, "query-type", type);

        assertThat(result.failure()).isEmpty();
        assertThat(result.connected()).isTrue();
        assertThat(result.dnsRcode()).hasValue("NOERROR");
        assertThat(Checks.body(result)).isEqualTo(body);
        assertThat(result.statusText()).isEqualTo("NOERROR: " + shown);
        assertThat(result.ip()).hasValue("127.0.0.1");
        assertThat(result.phases().firstByte()).isPositive();
    }

    @Test
    void severalAnswersAreAllThereInASettledOrder() throws Exception {
        assertThat(Checks.body(DNS.check("dns://" + address + "/two.test"))).isEqualTo("192.0.2.8\n192.0.2.9");
        Result mail = DNS.check("dns://" + address + "/one.test", "query-type", "mx");
        assertThat(Checks.body(mail)).isEqualTo("mail.test.\nbackup.test.");
        assertThat(mail.statusText()).isEqualTo("NOERROR: MX 10 mail.test., MX 20 backup.test.");
    }

    @Test
    void aZoneHasItsServersAndItsStart() throws Exception {
        assertThat(Checks.body(
                DNS.check("dns://" + address.replace("127.0.0.1", "127.0.0.2") + "/zone.test", "query-type", "NS")))
                .isEqualTo("ns.test.");
        assertThat(Checks.body(
                DNS.check("dns://" + address.replace("127.0.0.1", "127.0.0.2") + "/zone.test", "query-type", "SOA")))
                .startsWith("ns.test. host.zone.test. 2026112201 1200 120 1209600 ");
    }

    @Test
    void anAnswerThatDoesNotFitIsAskedForByTcp() throws Exception {
        Result result = DNS.check("dns://" + address + "/many.test", "query-type", "TXT");

        assertThat(Checks.body(result).lines()).hasSize(40).startsWith("number 100 of many texts");
        assertThat(result.statusText()).endsWith(", ...");
    }

    @Test
    void aNameThatIsNotThereIsAnAnswerToo() throws Exception {
        Result result = DNS.check("dns://" + address + "/none.test");

        assertThat(result.failure()).isEmpty();
        assertThat(result.dnsRcode()).hasValue("NXDOMAIN");
        assertThat(result.statusText()).isEqualTo("NXDOMAIN");
        assertThat(result.body()).isEmpty();
        assertThat(DNS.check("dns://" + address + "/elsewhere.example").dnsRcode()).hasValue("REFUSED");
    }

    @Test
    void gatusWritesTheServerAloneAndTheNameAside() throws Exception {
        assertThat(Checks.body(DNS.check(address, "query-name", "ONE.test.", "query-type", "A")))
                .isEqualTo("192.0.2.1");
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        int port;
        try (DatagramSocket gone = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        assertThat(DNS.reason("dns://127.0.0.1:" + port + "/one.test"))
                .isEqualTo("nobody is at 127.0.0.1:" + port + ": the machine says that the port is unreachable");
    }

    @Test
    void theServerOfThisMachineIsAskedWhereNoneIsWritten(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("resolv.conf");
        Files.writeString(file, "# mine\nsearch test\nnameserver 127.0.0.53\nnameserver 9.9.9.9\n");
        assertThat(NameServers.first(file).host()).isEqualTo("127.0.0.53");
        assertThat(DNS.reason("dns:///one.test"))
                .isEqualTo("no name server is set up on this machine: /no/such/file names none; write one into the"
                        + " target");
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertThat(DNS.refusal("dns://9.9.9.9")).startsWith("\"dns://9.9.9.9\" does not say whom to ask for what");
        assertThat(DNS.refusal("dns://9.9.9.9/a..b")).startsWith("\"a..b\" is not a name that can be asked for");
        assertThat(DNS.refusal("dns://9.9.9.9/a", "query-type", "WKS")).isEqualTo(
                "query-type is \"WKS\"; write one of A, AAAA, CNAME, MX, NS, TXT, SRV, PTR, CAA, SOA");
        assertThatThrownBy(() -> Question.of("x".repeat(64) + ".test", RecordType.A)).isNotNull();
    }

    @Test
    void anAddressIsTurnedAroundToBeAskedForItsName() throws IOException {
        assertThat(Question.of("192.0.2.1", RecordType.PTR).name()).isEqualTo("1.2.0.192.in-addr.arpa");
        assertThat(Question.of("2001:db8::1", RecordType.PTR).name())
                .isEqualTo("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
    }
}
