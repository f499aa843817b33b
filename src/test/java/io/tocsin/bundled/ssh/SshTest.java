package io.tocsin.bundled.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.net.Checks;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Result;
import java.time.InstantSource;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SshTest {

    private final SshPlugin plugin = new SshPlugin(InstantSource.system());
    private final Checks ssh = Checks.of(plugin, "ssh");

    @AfterEach
    void stop() {
        plugin.stop();
    }

    @Test
    void aRealServerIntroducesItself() throws Exception {
        try (SshServer server = SshServer.setUpDefaultServer()) {
            server.setHost("127.0.0.1");
            server.setPort(0);
            server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
            server.start();

            Result result = ssh.check("ssh://127.0.0.1:" + server.getPort());

            assertThat(result.failure()).isEmpty();
            assertThat(result.connected()).isTrue();
            assertThat(Checks.body(result)).startsWith("SSH-2.0-APACHE-SSHD-");
            assertThat(result.statusText()).startsWith("SSH-2.0-APACHE-SSHD-");
        }
    }

    @Test
    void linesBeforeTheBannerArePassedOver() throws Exception {
        try (ScriptedServer server = ScriptedServer.silentAfter("welcome\r\nto this\r\nSSH-1.99-Old\r\n")) {
            assertThat(Checks.body(ssh.check("ssh://" + server.address()))).isEqualTo("SSH-1.99-Old");
        }
    }

    @Test
    void aServerThatDoesNotIntroduceItselfIsWaitedForInVain() throws Exception {
        try (ScriptedServer server = ScriptedServer.silentAfter("welcome\r\n")) {
            assertThat(Checks.reason(ssh.check(Checks.SHORT, "ssh://" + server.address()))).isEqualTo(
                    "no answer within 400 ms: connected to " + server.address() + ", waiting for the banner");
        }
    }

    @Test
    void whatIsNotSshIsToldFromOldSshAndFromWhoSaysNothing() throws Exception {
        try (ScriptedServer old = ScriptedServer.saying("SSH-1.5-Older\n");
                ScriptedServer mail = ScriptedServer.saying("220 mail\r\n".repeat(50));
                ScriptedServer gone = ScriptedServer.saying("220 mail\r\n");
                ScriptedServer endless = ScriptedServer.saying("x".repeat(2_000))) {
            assertThat(ssh.reason("ssh://" + old.address()))
                    .isEqualTo(
                            old.address() + " speaks a version of SSH that nobody should: it says \"SSH-1.5-Older\"");
            assertThat(ssh.reason("ssh://" + mail.address()))
                    .isEqualTo(mail.address() + " does not speak SSH: it says \"220 mail\"");
            assertThat(ssh.reason("ssh://" + gone.address()))
                    .isEqualTo(gone.address() + " closed the connection in place of the banner");
            assertThat(ssh.reason("ssh://" + endless.address()))
                    .isEqualTo(endless.address()
                            + " sends a line that does not end: more than 1000 characters have come");
        }
    }
}
