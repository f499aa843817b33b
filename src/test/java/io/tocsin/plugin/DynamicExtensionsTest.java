package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.guard.Limits;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Route;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin registers in its start instead of in lists. */
final class DynamicExtensionsTest {

    @TempDir
    private Path directory;

    private final List<String> connected = new ArrayList<>();
    private Rig rig = new Rig(Path.of("."), Limits.USUAL);

    private Rig rig() {
        rig.close();
        rig = new Rig(directory, Limits.USUAL, new Facilities() {
            @Override
            public Runnable connect(AdapterFactory factory) {
                connected.add("+" + factory.kind());
                return () -> connected.add("-" + factory.kind());
            }

            @Override
            public Runnable connect(NotifierFactory factory) {
                connected.add("+" + factory.kind());
                return () -> connected.add("-" + factory.kind());
            }
        });
        return rig;
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aKindOfMonitorThatComesLaterIsTold() throws Exception {
        rig().plugin("Grows", """
                bot.respond("grow", talk -> bot.monitorType(new ProbedType() {
                    public String name() { return "shop"; }
                    public Set<String> schemes() { return Set.of("shop"); }
                    public Probe probe(String target, Settings settings, ProbeContext context) { return null; }
                }));
                """);
        rig.start();
        List<Set<String>> told = new CopyOnWriteArrayList<>();
        rig.plugins.follow(told::add);

        rig.say("grow");

        await().untilAsserted(() -> assertThat(told).containsExactly(Set.of("shop")));
        assertThat(rig.extensions.type("shop")).isPresent();
    }

    @Test
    void aTaskMayHaveATimeZoneOfItsOwn() throws Exception {
        rig().plugin("Tokyo", "bot.cron(\"0 9 * * *\", ZoneId.of(\"Asia/Tokyo\"), () -> {});"
                + "bot.cron(\"0 10 * * *\", () -> {});");
        rig.start();

        assertThat(rig.zones).isEqualTo(Map.of("plugin Tokyo #1 0 9 * * *", ZoneId.of("Asia/Tokyo")));
        assertThat(rig.tasks).hasSize(2);
        assertThat(rig.info("Tokyo").tasks()).isEqualTo(2);
    }

    @Test
    void aRouteIsLiveAndGuarded() throws Exception {
        rig().plugin("Web",
                """
                        bot.route("get /deploy/{name}", request -> Route.Answer.text(200, "deploying " + request.path().get("name")));
                        bot.route("POST /broken", request -> { throw new IllegalStateException("no"); });
                        """);
        rig.start();

        assertThat(rig.info("Web").routes()).containsExactly("GET /deploy/{name}", "POST /broken");
        Route.Handler deploy = rig.extensions.routes().getFirst().handler();
        assertThat(deploy.handle(new Route.Request("GET", Map.of("name", "shop"), Map.of(), Map.of(), "")).body())
                .isEqualTo("deploying shop");
        assertThat(rig.extensions.routes().get(1).handler()).satisfies(broken -> {
            try {
                broken.handle(new Route.Request("POST", Map.of(), Map.of(), Map.of(), ""));
            } catch (Exception thrown) {
                assertThat(rig.info("Web").faults()).isEqualTo(1);
                return;
            }
            throw new AssertionError("it answered");
        });
    }

    @Test
    void aRouteThatIsNoneKeepsThePluginOutWithAHint() throws Exception {
        rig().plugin("Web", "bot.route(\"/deploy\", request -> null);");
        rig.start();

        assertThat(rig.problems()).singleElement().asString()
                .endsWith("\"/deploy\" is no path of the web server; write it like GET /deploy/{name}");
    }

    @Test
    void aTypeMayComeWithStart() throws Exception {
        rig().plugin("Types", """
                bot.monitorType(new ProbedType() {
                    public String name() { return "queue"; }
                    public Set<String> schemes() { return Set.of("queue"); }
                    public Probe probe(String target, Settings settings, ProbeContext context) {
                        return limit -> Result.builder().connected(true).build();
                    }
                });
                """);
        rig.start();

        assertThat(rig.extensions.needTypeOfScheme("queue").name()).isEqualTo("queue");
    }

    @Test
    void channelsAreConnectedAndGoWithThePlugin() throws Exception {
        rig().plugin("Channels", """
                bot.notifier(new NotifierFactory() {
                    public String kind() { return "pager"; }
                    public Notifier create(Settings settings, Http http) { return (address, key, message) -> ""; }
                });
                bot.adapter(new AdapterFactory() {
                    public String kind() { return "irc"; }
                    public Adapter create(Settings settings, Http http) { return null; }
                });
                """.replace("return (address, key, message) -> \"\";", """
                return new Notifier() {
                    public String post(String address, String key, Message message) { return ""; }
                };"""));
        rig.start();

        assertThat(rig.problems()).isEmpty();
        assertThat(connected).containsExactly("+pager", "+irc");
        assertThat(rig.info("Channels").channels()).containsExactly("irc", "pager");
        rig.close();
        assertThat(connected).containsExactly("+pager", "+irc", "-pager", "-irc");
    }

    @Test
    void withoutARunningBotThereIsNoMemory() throws Exception {
        rig().plugin("Early", "bot.store();");
        rig.start();

        assertThat(rig.problems()).singleElement().asString()
                .endsWith("store does not work here, because there is no running bot");
    }
}
