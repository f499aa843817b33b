package io.tocsin.bundled.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.net.Checks;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Result;
import io.tocsin.via.SocksServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ports that are connected to by way of a proxy. */
final class TcpViaTest {

    private final TcpPlugin plugin = new TcpPlugin(InstantSource.system());
    private final Checks tcp = Checks.of(plugin, "tcp");

    @AfterEach
    void close() {
        plugin.stop();
    }

    private static Result first(Result result) {
        return result.sights().getFirst().result();
    }

    private static String reason(Result result) {
        return Checks.reason(first(result));
    }

    @Test
    void theProxyLooksUpTheNameAndPassesOnWhatIsSaid() throws Exception {
        try (ScriptedServer redis = new ScriptedServer(socket -> {
            String asked = ScriptedServer.line(socket);
            ScriptedServer.say(socket, asked.equals("PING") ? "+PONG\r\n" : "-ERR\r\n");
            ScriptedServer.drain(socket);
        }); SocksServer tokyo = new SocksServer(redis.port())) {
            Result result = tcp.check("tcp://redis.example:6379", "via", tokyo.url(), "send", "PING\\r\\n",
                    "until", "PONG");

            Result seen = first(result);
            assertThat(seen.failure()).isEmpty();
            assertThat(seen.connected()).isTrue();
            assertThat(Checks.body(seen)).isEqualTo("+PONG\r\n");
            assertThat(seen.ip()).isEmpty();
            assertThat(tokyo.asked()).containsExactly("redis.example:6379");
        }
    }

    @Test
    void aProxyForHttpIsAskedByConnect() throws Exception {
        try (ScriptedServer squid = new ScriptedServer(socket -> {
            String line = ScriptedServer.line(socket);
            while (!ScriptedServer.line(socket).isEmpty()) {
                // the rest of the header
            }
            ScriptedServer.say(socket, line.equals("CONNECT db.example:5432 HTTP/1.1")
                    ? "HTTP/1.1 200 OK\r\n\r\nhello"
                    : "HTTP/1.1 504 Late\r\n\r\n");
            ScriptedServer.drain(socket);
        })) {
            String via = "http://" + squid.address();
            Result seen = first(tcp.check("tcp://db.example:5432", "via", via, "until", "hello"));
            assertThat(seen.failure()).isEmpty();
            assertThat(Checks.body(seen)).isEqualTo("hello");
            Result late = first(tcp.check("tcp://db.example:5433", "via", via));
            assertThat(Checks.reason(late)).isEqualTo("db.example:5433 cannot be reached, as the proxy "
                    + squid.address() + " says: status 504");
            assertThat(late.unreachable()).isTrue();
        }
    }

    @Test
    void aProxyThatIsDownIsToldFromATargetThatIs() throws Exception {
        String gone;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            gone = "127.0.0.1:" + socket.getLocalPort();
        }
        Result down = first(tcp.check("tcp://db.example:5432", "via", "socks5://" + gone));
        assertThat(Checks.reason(down)).isEqualTo("the proxy " + gone
                + " cannot be reached, so nothing is known of db.example:5432: connection refused by " + gone);
        assertThat(down.unreachable()).isFalse();
        try (SocksServer tokyo = new SocksServer(1).replying(5);
                ScriptedServer silent = new ScriptedServer(ScriptedServer::drain)) {
            Result refused = first(tcp.check("tcp://db.example:5432", "via", tokyo.url()));
            assertThat(Checks.reason(refused)).isEqualTo(
                    "connection refused by db.example:5432, as the proxy " + tokyo.address() + " says");
            assertThat(refused.unreachable()).isTrue();
            assertThat(reason(tcp.check(Duration.ofSeconds(1), "tcp://db.example:5432", "via",
                    "socks5://" + silent.address()))).isEqualTo("no answer within 1 s: the proxy "
                            + silent.address() + " took the connection, but has not reached db.example:5432");
        }
    }

    @Test
    void aProxyThatBreaksOffSaysNothingOfTheTarget() throws Exception {
        try (ScriptedServer rude = new ScriptedServer(socket -> {
            int begun = socket.getInputStream().read();
            socket.setSoLinger(begun >= 0, 0);
        })) {
            Result seen = first(tcp.check("tcp://db.example:5432", "via", "socks5://" + rude.address()));

            assertThat(Checks.reason(seen)).isEqualTo("the proxy " + rude.address() + " cannot be reached, so nothing"
                    + " is known of db.example:5432: " + rude.address() + " broke off the connection at once");
            assertThat(seen.unreachable()).isFalse();
        }
    }

    @Test
    void aTargetThatFallsSilentIsNamedInItsOwnName() throws Exception {
        try (ScriptedServer db = new ScriptedServer(ScriptedServer::drain);
                SocksServer tokyo = new SocksServer(db.port())) {
            assertThat(reason(tcp.check(Duration.ofSeconds(2), "tcp://db.example:5432", "via", tokyo.url(),
                    "until", "hello"))).isEqualTo(
                            "no answer within 2 s: connected to db.example:5432, waiting for an answer with \"hello\"");
        }
    }
}
