package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.guard.Limits;
import io.tocsin.spi.Message;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.Route;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What foreign plugins offer is guarded, whatever its kind. */
final class ForeignExtensionsTest {

    private static final String OVER = "zoo.over";
    private static final String LOOP = "while (!Boolean.getBoolean(\"zoo.over\")) {}";

    @TempDir
    private Path directory;

    private Rig rig = new Rig(Path.of("."), Limits.USUAL);

    private Rig rig() {
        rig.close();
        rig = new Rig(directory, Rig.SHORT);
        return rig;
    }

    @BeforeEach
    void open() {
        System.clearProperty(OVER);
    }

    /** The loops heed no interrupt, but must not burn for the rest of the tests. */
    @AfterEach
    void close() {
        System.setProperty(OVER, "true");
        rig.close();
    }

    @Test
    void aProbeThatHangsThrowsOrGivesNothingIsAFailedCheck() throws Exception {
        rig().file("Types.java", """
                import module java.base;
                import io.tocsin.spi.*;

                public class Types implements Plugin {
                    record Type(String name, Probe probe) implements ProbedType {
                        public Set<String> schemes() { return Set.of(name); }
                        public Probe probe(String target, Settings settings, ProbeContext context) { return probe; }
                    }

                    public List<MonitorType> monitorTypes() {
                        return List.of(
                                new Type("hangs", limit -> { %s return null; }),
                                new Type("throws", limit -> { throw new IOException("cable"); }),
                                new Type("null", limit -> null),
                                new Type("works", limit -> Result.failed("it rains")));
                    }
                }
                """.formatted(LOOP));
        rig.start();

        assertThat(failureOf("hangs"))
                .isEqualTo("The plugin Types does not answer within 0.3 s; it is at Types.java:12");
        assertThat(failureOf("throws")).isEqualTo("The plugin Types failed: IOException: cable (Types.java:13)");
        assertThat(failureOf("null")).startsWith("The plugin Types failed: NullPointerException: run() gave null");
        assertThat(failureOf("works")).isEqualTo("it rains");
    }

    private String failureOf(String name) throws Exception {
        MonitorType type = rig.extensions.needType(name);
        Result result = ((ProbedType) type)
                .probe("x", Settings.none(), (host, address) -> {})
                .run(Duration.ofMillis(300));
        return Catalogue.english().say(result.failure().orElseThrow());
    }

    @Test
    void anUnknownTypeIsAnsweredWithThoseThereAre() throws Exception {
        rig().file("Types.java", """
                import module java.base;
                import io.tocsin.spi.*;

                public class Types implements Plugin {
                    public List<MonitorType> monitorTypes() {
                        return List.of(new ProbedType() {
                            public String name() { return "kafka"; }
                            public Set<String> schemes() { return Set.of("kafka"); }
                            public Probe probe(String target, Settings settings, ProbeContext context) { return null; }
                        });
                    }
                }
                """);
        rig.start();

        assertThat(rig.extensions.typeOfScheme("KAFKA")).isPresent();
        assertThatThrownBy(() -> rig.extensions.needTypeOfScheme("kafak"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                        .isEqualTo(
                                "No monitor type takes targets that begin with \"kafak:\"; installed are kafka (Types)"));
    }

    @Test
    void aChannelThatFailsMayWorkLater() throws Exception {
        rig().file("Channel.java", """
                import module java.base;
                import io.tocsin.spi.*;

                public class Channel implements Plugin {
                    static class Pager implements Notifier {
                        public String post(String address, String key, Message message) throws RoomException {
                            if (address.equals("closed")) {
                                throw new RoomException(RoomException.Kind.REFUSED, "gone");
                            }
                            throw new IllegalStateException("battery");
                        }
                    }

                    public List<NotifierFactory> notifiers() {
                        return List.of(new NotifierFactory() {
                            public String kind() { return "pager"; }
                            public Notifier create(Settings settings, Http http) { return new Pager(); }
                        });
                    }
                }
                """);
        rig.start();

        Notifier pager = rig.extensions.notifiers().getFirst().create(Settings.none(), request -> {
            throw new java.io.IOException("no web here");
        });

        assertThatThrownBy(() -> pager.post("open", "k", Message.text("x")))
                .isInstanceOfSatisfying(RoomException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(RoomException.Kind.LATER));
        assertThatThrownBy(() -> pager.post("closed", "k", Message.text("x")))
                .isInstanceOfSatisfying(RoomException.class,
                        failed -> assertThat(failed.kind()).isEqualTo(RoomException.Kind.REFUSED));
    }

    @Test
    void aChannelSaysOfEachRoomWhetherItCanEdit() throws Exception {
        rig().file("Channel.java", """
                import module java.base;
                import io.tocsin.spi.*;

                public class Channel implements Plugin {
                    static class Pager implements Notifier {
                        public String post(String address, String key, Message message) { return key; }
                        public boolean edits() { return true; }
                        public boolean edits(String address) {
                            if (address.equals("broken")) {
                                throw new IllegalStateException("x");
                            }
                            return address.equals("screen");
                        }
                    }

                    public List<NotifierFactory> notifiers() {
                        return List.of(new NotifierFactory() {
                            public String kind() { return "pager"; }
                            public Notifier create(Settings settings, Http http) { return new Pager(); }
                        });
                    }
                }
                """);
        rig.start();
        Notifier pager = rig.extensions.notifiers().getFirst().create(Settings.none(), request -> {
            throw new java.io.IOException("no web here");
        });

        assertThat(pager.edits("screen")).isTrue();
        assertThat(pager.edits("printer")).isFalse();
        assertThat(pager.edits("broken")).as("as the channel says of itself").isTrue();
    }

    @Test
    void aRouteOfAPluginIsGuardedToo() throws Exception {
        rig().file("Routes.java",
                """
                        import module java.base;
                        import io.tocsin.spi.*;

                        public class Routes implements Plugin {
                            public List<Route> routes() {
                                return List.of(
                                        new Route("GET", "/hello/{name}", request -> Route.Answer.text(200, request.path().get("name"))),
                                        new Route("GET", "/boom", request -> { throw new IllegalStateException("x"); }));
                            }
                        }
                        """);
        rig.start();
        Route.Request request = new Route.Request("GET", Map.of("name", "ana"), Map.of(), Map.of(), "");

        assertThat(rig.extensions.routes().get(0).handler().handle(request).body()).isEqualTo("ana");
        assertThatThrownBy(() -> rig.extensions.routes().get(1).handler().handle(request)).isInstanceOf(Refusal.class);
    }

    @Test
    void itsThreadsCarryItsNameAndClassLoader() throws Exception {
        rig().plugin("Curious", """
                bot.respond("who", talk -> talk.reply(Thread.currentThread().getName() + " "
                        + (Thread.currentThread().getContextClassLoader() == getClass().getClassLoader())));
                """);
        rig.start();

        assertThat(rig.say("who")).singleElement().asString().matches("plugin-Curious-\\d true");
    }
}
