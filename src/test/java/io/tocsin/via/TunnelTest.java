package io.tocsin.via;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.text.Catalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to proxies, byte by byte, and what is made of what they say. */
final class TunnelTest {

    private static final String FINE = "0500 050000017f0000010000";

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private void open(String way, String host, byte[] answers) throws Exception {
        ByteArrayInputStream in = new ByteArrayInputStream(answers);
        Tunnel.open(Way.parse(way), host, 443, new Tunnel.Line() {
            @Override
            public void send(byte[] bytes) {
                sent.writeBytes(bytes);
            }

            @Override
            public int read() {
                return in.read();
            }
        });
        assertThat(in.available()).as("nothing of what follows is taken").isZero();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private String sent() {
        return HexFormat.of().formatHex(sent.toByteArray());
    }

    private Tunnel.Refused refused(String way, byte[] answers) {
        Tunnel.Refused[] refused = new Tunnel.Refused[1];
        assertThatThrownBy(() -> open(way, "shop.example", answers))
                .isInstanceOfSatisfying(Tunnel.Refused.class, it -> refused[0] = it);
        return refused[0];
    }

    private static String words(Tunnel.Refused refused) {
        return Catalogue.english().say(refused.reason());
    }

    @Test
    void aNameIsLeftToTheProxy() throws Exception {
        open("socks5://p", "shop.example", hex(FINE));
        assertThat(sent()).isEqualTo("050100" + "05010003" + "0c" + HexFormat.of().formatHex(
                "shop.example".getBytes(StandardCharsets.US_ASCII)) + "01bb");
    }

    @Test
    void anAddressIsSaidAsOne() throws Exception {
        open("socks5://p", "192.0.2.1", hex("0500 05000003 0161 0000"));
        assertThat(sent()).isEqualTo("050100" + "05010001" + "c0000201" + "01bb");
        sent.reset();
        open("socks5://p", "2001:db8::1", hex("0500 05000004 00000000000000000000000000000000 0000"));
        assertThat(sent()).isEqualTo("050100" + "05010004" + "20010db8000000000000000000000001" + "01bb");
    }

    @Test
    void whoIsAskedLogsIn() throws Exception {
        open("socks5://ana:pw@p", "192.0.2.1", hex("0502 0100 050000017f0000010000"));
        assertThat(sent()).isEqualTo("05020002" + "0103616e61027077" + "05010001c000020101bb");
        sent.reset();
        open("socks5://ana:pw@p", "192.0.2.1", hex(FINE));
        assertThat(sent()).as("nobody has asked").isEqualTo("05020002" + "05010001c000020101bb");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0500 0505 | true  | connection refused by shop.example:443, as the proxy p:1080 says",
        "0500 0504 | true  | shop.example:443 cannot be reached, as the proxy p:1080 says: host unreachable",
        "0500 0503 | true  | shop.example:443 cannot be reached, as the proxy p:1080 says: network unreachable",
        "0500 0506 | true  | shop.example:443 cannot be reached, as the proxy p:1080 says: time to live expired",
        "0500 0501 | true  | shop.example:443 cannot be reached, as the proxy p:1080 says: general failure",
        "0500 0502 | false | the proxy p:1080 does not connect to shop.example:443: not allowed by its rules",
        "0500 0507 | false | the proxy p:1080 does not connect to shop.example:443: error 7",
        "05ff      | false | the proxy p:1080 wants a user and password, or others",
        "0502 0101 | false | the proxy p:1080 wants a user and password, or others",
        "4854      | false | the proxy p:1080 does not speak SOCKS5",
        "0500 0500 0009 | false | the proxy p:1080 does not speak SOCKS5",
        "0500      | false | the proxy p:1080 closed the connection"})
    void whyThereIsNoConnectionIsTold(String answers, boolean byTarget, String words) {
        Tunnel.Refused refused = refused("socks5://ana:pw@p", hex(answers));

        assertThat(words(refused)).isEqualTo(words);
        assertThat(refused.byTarget()).isEqualTo(byTarget);
    }

    @Test
    void aProxyForHttpIsAskedByConnect() throws Exception {
        open("http://ana:pw@p:3128", "2001:db8::1",
                "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(sent.toString(StandardCharsets.US_ASCII)).isEqualTo("CONNECT [2001:db8::1]:443 HTTP/1.1\r\n"
                + "Host: [2001:db8::1]:443\r\nProxy-Authorization: Basic YW5hOnB3\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HTTP/1.1 407 Who? | false | the proxy p:3128 wants a user and password, or others",
        "HTTP/1.0 503      | true  | shop.example:443 cannot be reached, as the proxy p:3128 says: status 503",
        "HTTP/1.1 403 No   | false | the proxy p:3128 does not connect to shop.example:443: status 403",
        "SSH-2.0-x         | false | the proxy p:3128 does not answer like an HTTP proxy: it says \"SSH-2.0-x\""})
    void soIsWhyAProxyForHttpGivesNone(String line, boolean byTarget, String words) {
        Tunnel.Refused refused = refused("http://p:3128", (line + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

        assertThat(words(refused)).isEqualTo(words);
        assertThat(refused.byTarget()).isEqualTo(byTarget);
    }

    @Test
    void aHeaderThatDoesNotEndIsLeft() {
        assertThat(words(refused("http://p", "x".repeat(20_000).getBytes(StandardCharsets.US_ASCII))))
                .startsWith("the proxy p:80 does not answer like an HTTP proxy");
    }
}
