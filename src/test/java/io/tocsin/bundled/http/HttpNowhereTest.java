package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.LoopbackNames;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Result;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names and addresses that lead nowhere, and connections that come to nothing before anything is asked. */
final class HttpNowhereTest {

    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    @Test
    void aLookUpThatDoesNotEndIsOverAtTheLimit() throws Exception {
        Result result = probing.checkShortly("http://http" + LoopbackNames.SLOW + "/");

        assertThat(Probing.reason(result))
                .isEqualTo("no answer within 500 ms: still looking up the name http.slow.invalid");
        assertThat(result.unreachable()).isFalse();
    }

    @Test
    void aNameThatNoServerAnswersForIsNotCalledUnknown() throws Exception {
        assertThat(Probing.reason(probing.check("http://http" + LoopbackNames.UNANSWERED + "/")))
                .isEqualTo("the name http.unanswered.invalid cannot be looked up: no name server answers");
    }

    @Test
    void anAddressThatNoConnectionLeadsToIsUnreachable() throws Exception {
        Result result = probing.check("http://127.255.255.255/");

        assertThat(Probing.reason(result)).isEqualTo("127.255.255.255:80 cannot be reached: Network is unreachable");
        assertThat(result.unreachable()).isTrue();
    }

    @Test
    void whatTheSystemRefusesIsToldInItsWords() throws Exception {
        assertThat(Probing.reason(probing.check("http://[fe80::1]/")))
                .isEqualTo("talking to [fe80::1]:80 failed: Invalid argument");
    }

    @Test
    void aHandshakeThatIsNoneIsTold() throws Exception {
        try (ScriptedServer server = new ScriptedServer(socket -> {
            assertThat(socket.getInputStream().readNBytes(5)).hasSize(5);
            socket.getOutputStream().write(new byte[] {22, 3, 3, (byte) 0xFF, (byte) 0xFF});
            ScriptedServer.drain(socket);
        })) {
            assertThat(Probing.reason(probing.check("https://" + server.address())))
                    .isEqualTo("the TLS handshake failed: Bad input record size, TLSCiphertext.length = 65535");
        }
    }

    @Test
    void aProxyThatBreaksOffAtOnceSaysNothingOfTheTarget() throws Exception {
        try (ScriptedServer rude = new ScriptedServer(socket -> {
            int begun = socket.getInputStream().read();
            socket.setSoLinger(begun >= 0, 0);
        })) {
            for (String proxy : List.of("http://", "socks5://")) {
                assertThat(Probing.reason(probing.check("https://shop.example/", "proxy=" + proxy + rude.address())))
                        .as(proxy).isEqualTo("the proxy " + rude.address() + " cannot be reached, so nothing is known"
                                + " of shop.example:443: " + rude.address() + " broke off the connection at once");
            }
        }
    }
}
