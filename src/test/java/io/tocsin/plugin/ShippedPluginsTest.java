package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.config.Config;
import io.tocsin.guard.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that ships in {@code plugins/} of the repository, in the container. */
final class ShippedPluginsTest {

    private static final Path PLUGINS = Path.of("plugins");

    @TempDir
    private Path directory;

    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;
    private Rig rig;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        Config config = Config.of(
                Map.of("plugin.checkservers.room", "ops", "plugin.checkservers.urls", here + "/a, " + here + "/b"));
        rig = new Rig(directory, Limits.USUAL, new Facilities() {
            @Override
            public Config config() {
                return config;
            }
        });
    }

    @AfterEach
    void stop() {
        rig.close();
        server.stop(0);
    }

    /** The shipped file, asking a server on loopback instead of the internet's. */
    private void startCheckServers() throws Exception {
        String file = Files.readString(PLUGINS.resolve("CheckServers.java"));
        rig.file("CheckServers.java", file.replace("\"https://\"", "\"http://\""));
        rig.start();
        assertThat(rig.problems()).isEmpty();
    }

    private void aMinutePasses() throws Exception {
        long before = rig.info("CheckServers").runs();
        rig.tasks.get("plugin CheckServers #1 * * * * *").run();
        await().until(() -> rig.info("CheckServers").runs() > before);
    }

    @Test
    void checkServersTellsOnlyWhatChanges() throws Exception {
        startCheckServers();
        aMinutePasses();
        assertThat(rig.sent).isEmpty();

        status.set(500);
        aMinutePasses();
        aMinutePasses();
        assertThat(rig.sent).hasSize(2).allMatch(line -> line.matches("ops: http://\\S+/[ab] failed"));

        status.set(200);
        aMinutePasses();
        aMinutePasses();
        assertThat(rig.sent).hasSize(4).last().asString().endsWith("/b is back");
    }

    @Test
    void checkServersAnswersWhenAsked() throws Exception {
        startCheckServers();
        String host = "127.0.0.1:" + server.getAddress().getPort();

        assertThat(rig.command("check servers")).containsExactly("http://" + host + "/a is up",
                "http://" + host + "/b is up");
        assertThat(rig.say("Is " + host + " up?")).containsExactly("Yes.");
        status.set(503);
        assertThat(rig.say("is " + host + " up")).containsExactly("No.");
    }

    @Test
    void checkServersIsShort() throws Exception {
        List<String> code = Files.readAllLines(PLUGINS.resolve("CheckServers.java")).stream()
                .filter(line -> !line.isBlank())
                .toList();

        assertThat(code).hasSizeLessThan(35);
    }
}
