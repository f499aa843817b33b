package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.http.Outlook;
import io.tocsin.http.Targets;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Location;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import io.tocsin.via.SocksServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks from locations, each behind a proxy; a proxy that is down is told from a target that is. */
final class HttpViaTest {

    private final Probing probing = new Probing();
    private final MockWebServer shop = new MockWebServer();
    private SocksServer tokyo;

    @BeforeEach
    void start() throws IOException {
        shop.start(InetAddress.ofLiteral("127.0.0.1"), 0);
        tokyo = new SocksServer(shop.getPort());
    }

    @AfterEach
    void close() throws IOException {
        probing.close();
        shop.close();
        tokyo.close();
    }

    private void fine(int times) {
        for (int i = 0; i < times; i++) {
            shop.enqueue(new MockResponse.Builder().body("fine").build());
        }
    }

    private void locations(Map<String, Settings> locations) {
        probing.context(new Outlook(new Targets(List.of("169.254.0.0/16", "metadata.internal"), List.of()), locations));
    }

    private static Settings location(String via, String... more) {
        return new Settings(more.length == 0
                ? Map.of("via", List.of(via))
                : Map.of("via", List.of(via), more[0], List.of(more[1]), more[2], List.of(more[3]), more[4],
                        List.of(more[5])));
    }

    /** What the first location says. */
    private static Result first(Result result) {
        return result.sights().getFirst().result();
    }

    private static int nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void eachLocationLooksByItsOwnProxyWhichKnowsTheName() throws Exception {
        fine(2);
        tokyo.wanting("ana:s3cret");
        try (SocksServer paris = new SocksServer(shop.getPort())) {
            locations(Map.of(
                    "tokyo", location(tokyo.url(), "carrier", "IIJ", "user", "ana", "password", "s3cret"),
                    "paris", location(paris.url())));

            Result result = probing.check("http://shop.example/x", "via=tokyo, paris");

            assertThat(result.sights()).extracting(sight -> sight.from())
                    .containsExactly(new Location("tokyo", "IIJ"), new Location("paris", ""));
            assertThat(result.sights()).allSatisfy(sight -> {
                assertThat(sight.result().status()).hasValue(200);
                assertThat(sight.result().ip()).as("the proxy's address is not the target's").isEmpty();
                assertThat(sight.result().phases().connect()).isPositive();
            });
            assertThat(tokyo.asked()).containsExactly("shop.example:80");
            assertThat(paris.asked()).containsExactly("shop.example:80");
            assertThat(tokyo.logins()).containsExactly("ana:s3cret");
            RecordedRequest request = shop.takeRequest();
            assertThat(request.getRequestLine()).isEqualTo("GET /x HTTP/1.1");
            assertThat(request.getHeaders().get("Host")).isEqualTo("shop.example");
        }
    }

    @Test
    void aMonitorMayNameAProxyItself() throws Exception {
        fine(3);
        Result result = probing.check("http://127.0.0.1:" + shop.getPort() + "/", "via=here", "via=" + tokyo.url());

        assertThat(result.sights()).extracting(sight -> sight.from().name())
                .containsExactly("here", tokyo.address());
        assertThat(first(result).ip()).hasValue("127.0.0.1");
        assertThat(tokyo.asked()).containsExactly("127.0.0.1:" + shop.getPort());
        assertThat(probing.check("http://shop.example/", "proxy=" + tokyo.url()).status()).hasValue(200);
    }

    @Test
    void tlsIsSpokenWithTheTargetThroughTheProxy() throws Exception {
        HeldCertificate own = new HeldCertificate.Builder().commonName("x").build();
        shop.useHttps(new HandshakeCertificates.Builder().heldCertificate(own).build().sslSocketFactory());
        fine(2);
        Result result = probing.check("https://shop.example/", "insecure=true", "via=" + tokyo.url());

        assertThat(first(result).status()).hasValue(200);
        assertThat(first(result).phases().tls()).isPositive();
        assertThat(Probing.reason(first(probing.check("https://shop.example/", "via=" + tokyo.url()))))
                .contains("certificate");
        assertThat(tokyo.asked()).containsExactly("shop.example:443", "shop.example:443");
    }

    @Test
    void aRedirectGoesTheSameWayAndNotToWhatIsDenied() throws Exception {
        locations(Map.of("tokyo", location(tokyo.url())));
        shop.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "http://other.example:81/").build());
        fine(1);
        assertThat(first(probing.check("http://shop.example/", "via=tokyo")).status()).hasValue(200);
        assertThat(tokyo.asked()).containsExactly("shop.example:80", "other.example:81");
        for (String denied : List.of("169.254.169.254", "metadata.internal")) {
            shop.enqueue(new MockResponse.Builder().code(302).addHeader("Location", "http://" + denied + "/").build());
            assertThat(Probing.reason(first(probing.check("http://shop.example/", "via=tokyo"))))
                    .contains(denied + " may not be connected to");
        }
        assertThat(tokyo.asked()).hasSize(4).last().isEqualTo("shop.example:80");
    }

    @Test
    void aProxyThatIsDownSaysNothingOfTheTarget() throws Exception {
        String gone = "127.0.0.1:" + nobody();
        for (String scheme : List.of("socks5://", "http://")) {
            for (String target : List.of("http://shop.example/", "https://shop.example:80/")) {
                Result result = first(probing.check(target, "via=" + scheme + gone));
                assertThat(Probing.reason(result)).isEqualTo("the proxy " + gone
                        + " cannot be reached, so nothing is known of shop.example:80: connection refused by " + gone);
                assertThat(result.unreachable()).isFalse();
            }
        }
    }

    @Test
    void aTargetThatIsDownIsToldByTheProxy() throws Exception {
        tokyo.replying(5);
        Result refused = first(probing.check("http://shop.example/", "via=" + tokyo.url()));
        assertThat(Probing.reason(refused)).isEqualTo(
                "connection refused by shop.example:80, as the proxy " + tokyo.address() + " says");
        assertThat(refused.unreachable()).isTrue();
        try (ScriptedServer squid = new ScriptedServer(socket -> {
            while (!ScriptedServer.line(socket).isEmpty()) {
                // the header
            }
            ScriptedServer.say(socket, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        })) {
            Result none = first(probing.check("https://shop.example/", "via=http://" + squid.address()));
            assertThat(Probing.reason(none)).isEqualTo(
                    "shop.example:443 cannot be reached, as the proxy " + squid.address() + " says: status 503");
            assertThat(none.unreachable()).isTrue();
        }
    }

    @Test
    void aProxyThatDoesNotLetUsThroughIsTold() throws Exception {
        tokyo.wanting("ana:s3cret");
        assertThat(Probing.reason(first(probing.check("http://shop.example/", "via=" + tokyo.url()))))
                .isEqualTo("the proxy " + tokyo.address() + " wants a user and password, or others");
        try (ScriptedServer web = ScriptedServer.saying("HTTP/1.1 400 What?\r\n\r\n")) {
            assertThat(Probing.reason(first(probing.check("http://shop.example/", "via=socks5://" + web.address()))))
                    .isEqualTo("the proxy " + web.address() + " does not speak SOCKS5");
        }
    }

    @Test
    void aProxyThatKeepsUsWaitingIsTold() throws Exception {
        Probing.warmUp();
        try (ScriptedServer silent = new ScriptedServer(ScriptedServer::drain)) {
            for (String via : List.of("socks5://" + silent.address(), "http://" + silent.address())) {
                assertThat(Probing.reason(first(probing.checkShortly("https://shop.example/", "via=" + via))))
                        .isEqualTo("no answer within 500 ms: the proxy " + silent.address()
                                + " took the connection, but has not reached shop.example:443");
            }
        }
    }

    @Test
    void whatCannotBeReadIsRefused() {
        locations(Map.of("tokyo", location("socks5://p"), "paris", location("http://p")));
        assertThat(refusal("via=berlin")).isEqualTo("there is no location \"berlin\"; set location.berlin.via in"
                + " bot.properties and restart, or name one of those it has: paris, tokyo");
        assertThat(refusal("via=ftp://x:1")).startsWith("this is not the address of a proxy");
        assertThat(refusal("via=tokyo", "via=tokyo")).isEqualTo(
                "there are two locations tokyo; give one another name or carrier");
        assertThat(refusal("via=tokyo", "quorum=2")).isEqualTo("quorum is \"2\"; write a whole number from 1 to 1");
        assertThat(refusal("quorum=2")).startsWith("quorum says how many");
        assertThat(refusal("via=tokyo", "proxy=http://p")).startsWith("proxy and via both");
    }

    private String refusal(String... settings) {
        String[] words = new String[1];
        assertThatThrownBy(() -> probing.probe("http://shop.example/", settings)).isInstanceOfSatisfying(
                Refusal.class, refusal -> words[0] = Catalogue.english().say(refusal.phrase()));
        return words[0];
    }
}
