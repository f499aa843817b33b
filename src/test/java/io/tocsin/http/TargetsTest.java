package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.Keys;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be connected to. */
final class TargetsTest {

    private final Targets usual = new Targets(Targets.DENIED, List.of());

    @ParameterizedTest
    @ValueSource(strings = {
        "169.254.169.254",
        "169.254.0.1",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "fe80::1",
        "febf::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "239.255.255.255",
        "255.255.255.255",
        "ff02::1"
    })
    void deniedByDefault(String address) {
        assertThatThrownBy(() -> usual.allow(address, InetAddress.ofLiteral(address))).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "127.0.0.1",
        "::1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "fd00::1",
        "fec0::1",
        "93.184.216.34",
        "2606:2800:220:1::1",
        "100.100.100.201",
        "169.253.255.255",
        "64:ff9b::5db8:d822"
    })
    void watchedByDefault(String address) {
        assertThatCode(() -> usual.allow(address, InetAddress.ofLiteral(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.0/8           | 10.255.255.255    | true
            10.0.0.0/8           | 11.0.0.0          | false
            10.1.2.128/25        | 10.1.2.129        | true
            10.1.2.128/25        | 10.1.2.127        | false
            0.0.0.0/0            | 8.8.8.8           | true
            0.0.0.0/0            | 2001:db8::1       | false
            10.1.2.3             | 10.1.2.3          | true
            10.1.2.3/32          | 10.1.2.4          | false
            2001:db8::/33        | 2001:db8:7fff::1  | true
            2001:db8::/33        | 2001:db8:8000::1  | false
            ::ffff:10.0.0.0/104  | 10.1.1.1          | true
            ::ffff:10.0.0.0/104  | 11.1.1.1          | false
            """)
    void aRangeIsReadBitByBit(String range, String address, boolean inside) {
        assertThat(Network.parse(range).orElseThrow().contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0/8x", "2001:db8::/129", "example.com",
        ""})
    void whatIsNoRangeIsNone(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void namesAreDeniedWithWhatIsBelowThem() {
        Targets targets =
                new Targets(List.of("metadata.google.internal", "*.corp.example"), List.of("ok.corp.example"));
        InetAddress anywhere = InetAddress.ofLiteral("93.184.216.34");

        assertThat(denied(targets, "Metadata.Google.Internal", anywhere))
                .isEqualTo(
                        "Metadata.Google.Internal may not be connected to: targets.deny has metadata.google.internal; "
                                + "if it must be, add Metadata.Google.Internal to targets.allow");
        assertThat(denied(targets, "db.corp.example", anywhere)).contains("targets.deny has *.corp.example");
        assertThatCode(() -> targets.allow("corp.example", anywhere)).doesNotThrowAnyException();
        assertThatCode(() -> targets.allow("ok.corp.example", anywhere)).doesNotThrowAnyException();
        assertThatCode(() -> targets.allow("evilcorp.example", anywhere)).doesNotThrowAnyException();
    }

    @Test
    void aNameIsToldWithTheAddressItLedTo() {
        assertThat(denied(usual, "innocent.example", InetAddress.ofLiteral("169.254.169.254")))
                .isEqualTo("innocent.example is at 169.254.169.254, which may not be connected to: targets.deny has "
                        + "169.254.0.0/16; if it must be, add 169.254.169.254 to targets.allow");
    }

    @Test
    void whatIsAllowedWins() {
        Targets targets = new Targets(Targets.DENIED, List.of("169.254.169.0/24"));

        assertThatCode(() -> targets.allow("x", InetAddress.ofLiteral("169.254.169.254"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> targets.allow("x", InetAddress.ofLiteral("169.254.1.1"))).isInstanceOf(Refusal.class);
    }

    @Test
    void theSettingsHaveDefaults() {
        Keys keys = Keys.of(Map.of());

        HttpSettings settings = HttpSettings.from(keys);

        assertThat(settings.proxy()).isEmpty();
        assertThat(settings.deny()).isEqualTo(Targets.DENIED);
        assertThat(settings.allow()).isEmpty();
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void everySettingIsRead() {
        Keys keys = Keys.of(Map.of(
                "http.proxy", "http://ana:s3cret@proxy:3128",
                "targets.deny", "default, 10.0.0.0/8, *.internal",
                "targets.allow", "169.254.169.254"));

        HttpSettings settings = HttpSettings.from(keys);

        assertThat(settings.proxy()).isPresent();
        assertThat(settings).asString().doesNotContain("s3cret");
        assertThat(settings.deny()).containsAll(Targets.DENIED).contains("10.0.0.0/8", "*.internal");
        assertThat(settings.allow()).containsExactly("169.254.169.254");
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void wrongSettingsAreProblemsAndAllAreFound() {
        Keys keys =
                Keys.of(Map.of("http.proxy", "socks://x", "targets.deny", "10.0.0.0/40, -x-", "targets.allow", "a b"));

        HttpSettings.from(keys);

        assertThat(keys.finish().all()).hasSize(4);
    }

    private static String denied(Targets targets, String host, InetAddress address) {
        Refusal[] refused = new Refusal[1];
        assertThatThrownBy(() -> targets.allow(host, address))
                .isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
        return Catalogue.english().say(refused[0].phrase());
    }

    @Test
    void aNameMayEndInADot() {
        assertThat(denied(usual, "metadata.google.internal.", InetAddress.ofLiteral("127.0.0.1")))
                .contains("targets.deny has metadata.google.internal");
    }

    @Test
    void anAddressWrittenAsOneNumberIsToldWithWhatItIs() {
        assertThat(denied(usual, "2852039166", InetAddress.ofLiteral("2852039166")))
                .startsWith("2852039166 is at 169.254.169.254, which may not be connected to");
    }
}
