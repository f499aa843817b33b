package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.Assembly.FileCheck;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Phrase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gatus's endpoints of every type run as they stand, and its placeholders are judged on what they saw. */
final class GatusTypesTest {

    @TempDir
    Path directory;

    @Test
    void aFileWithEveryTypeIsTakenAsItStands() throws Exception {
        Path file = directory.resolve("gatus.yaml");
        Files.writeString(file,
                """
                        endpoints:
                        - {name: ping, url: "icmp://127.0.0.1", client: &client {insecure: true, timeout: 5s}, conditions: ["[CONNECTED] == true"]}
                        - {name: tcp, url: "tcp://127.0.0.1:1", body: PING, conditions: ["[BODY] == PONG"]}
                        - {name: udp, url: "udp://127.0.0.1:1", client: *client, conditions: ["[CONNECTED] == true"]}
                        - name: dns
                          url: 127.0.0.1
                          dns: {query-name: example.com, query-type: MX}
                          conditions: ["[BODY] == mail.example.com.", "[DNS_RCODE] == NOERROR"]
                        - {name: tls, url: "tls://127.0.0.1:636", client: *client, conditions: ["[CERTIFICATE_EXPIRATION] > 48h"]}
                        - {name: mail, url: "starttls://127.0.0.1:587", conditions: ["[CERTIFICATE_EXPIRATION] > 48h"]}
                        - {name: ssh, url: "ssh://127.0.0.1:22", conditions: ["[CONNECTED] == true", "[STATUS] == 0"]}
                        - {name: ws, url: "wss://127.0.0.1/feed", body: hi, headers: {X-A: b}, conditions: ["[BODY] == ho"]}
                        - {name: grpc, url: "grpc://127.0.0.1:50051", conditions: ["[BODY] == SERVING"]}
                        """);
        try (TalkingBot bot = new TalkingBot(directory, Map.of("monitors.file", file.toString()))) {
            FileCheck check = bot.assembly.checkMonitorsFile();
            assertThat(check.problems()).isEmpty();
            assertThat(check.notes()).extracting(Phrase::toString).noneMatch(note -> note.contains("plugin.no-"));
        }
    }

    @Test
    void conditionsAreJudgedOnWhatEachTypeSees() throws Exception {
        try (ScriptedServer ssh = ScriptedServer.silentAfter("SSH-2.0-Test\r\n");
                ScriptedServer tcp = ScriptedServer.silentAfter("+PONG\r\n");
                TalkingBot bot = new TalkingBot(directory, Map.of())) {
            assertThat(bot.says("test ssh://" + ssh.address() + " expect \"[BODY] == pat(SSH-2.0-*)\""
                    + " expect \"[CONNECTED] == true\" expect \"[IP] == 127.0.0.1\"")).startsWith("UP");
            assertThat(bot.says("test tcp://" + tcp.address() + " send \"PING\\r\\n\" until \"PONG\""
                    + " expect \"[BODY] == +PONG\"")).startsWith("UP");
            assertThat(bot.says("test tcp://" + tcp.address() + " until \"PONG\" expect \"[BODY] == x\""))
                    .startsWith("DOWN").contains("[BODY] (+PONG) == x");
        }
    }
}
