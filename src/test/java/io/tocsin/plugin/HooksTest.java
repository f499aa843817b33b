package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.guard.Limits;
import io.tocsin.hook.Filters;
import io.tocsin.spi.Event;
import io.tocsin.spi.Filter.Order;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What drop-ins are told of, and what passes them. */
final class HooksTest {

    private static final Person ANA = new Person("console:ana", "ana");
    /** A loop that heeds no interrupt, but ends with the test. */
    private static final String LOOP = "while (!Boolean.getBoolean(\"hooks.over\")) {}";

    @TempDir
    private Path directory;

    private Rig rig = new Rig(Path.of("."), Limits.USUAL);
    private Filters filters = Filters.NONE;

    private void plugin(String name, String body) throws Exception {
        rig.plugin(name, body);
    }

    private void start() {
        rig.start();
        filters = new Filters(rig.extensions);
        assertThat(rig.problems()).isEmpty();
    }

    @BeforeEach
    void open() {
        System.clearProperty("hooks.over");
        rig.close();
        rig = new Rig(directory, Limits.USUAL);
    }

    @AfterEach
    void close() {
        System.setProperty("hooks.over", "true");
        rig.close();
    }

    @Test
    void eventsComeInOrderAndOnlyThoseThatAreAwaited() throws Exception {
        plugin("Tells", "bot.on(Event.Said.class, said -> bot.send(\"ops\", said.text()));");
        start();

        IntStream.range(0, 200).forEach(number -> {
            said("line " + number);
            rig.events.publish(new Event.Unmuted(Instant.EPOCH, "shop"));
        });

        await().until(() -> rig.sent.size() >= 200);
        assertThat(rig.sent).containsExactlyElementsOf(
                IntStream.range(0, 200).mapToObj(number -> "ops: line " + number).toList());
        assertThat(rig.events.awaited(Event.Said.class)).isTrue();
        assertThat(rig.events.awaited(Event.Left.class)).isFalse();
    }

    @Test
    void severalKindsAreOneReaction() throws Exception {
        plugin("All", "bot.on(Event.class, event -> bot.send(\"ops\", event.getClass().getSimpleName()));");
        start();

        said("x");
        rig.events.publish(new Event.Entered(Instant.EPOCH, "chat:ops", ANA));

        await().until(() -> rig.sent.size() == 2);
        assertThat(rig.sent).containsExactly("ops: Said", "ops: Entered");
    }

    @Test
    void oneThatComesLaterIsToldOfTheStartAtOnceAndJustOnce() throws Exception {
        plugin("Late", "bot.on(Event.Started.class, event -> bot.send(\"ops\", \"started \" + event.at()));"
                + "bot.on(Event.Said.class, said -> bot.send(\"ops\", said.text()));");
        rig.events.publish(new Event.Started(Instant.EPOCH));
        start();

        said("after");

        await().until(() -> rig.sent.size() == 2);
        assertThat(rig.sent).containsExactly("ops: started 1970-01-01T00:00:00Z", "ops: after");
    }

    @Test
    void aReactionThatThrowsOrHangsIsNotedAndTheNextEventComesAllTheSame() throws Exception {
        rig.close();
        rig = new Rig(directory, Rig.SHORT);
        plugin("Moody", """
                bot.on(Event.Said.class, said -> {
                    switch (said.text()) {
                        case "throw" -> throw new IllegalStateException("no mood");
                        case "hang" -> { %s }
                        default -> bot.send("ops", said.text());
                    }
                });
                """.formatted(LOOP));
        start();

        List.of("throw", "hang", "fine").forEach(this::said);

        await().until(() -> !rig.sent.isEmpty());
        assertThat(rig.sent).containsExactly("ops: fine");
        assertThat(rig.info("Moody").faults()).isEqualTo(2);
        assertThat(rig.info("Moody").lastFault().orElseThrow().during()).isEqualTo("on Said");
    }

    @Test
    void eventsThatFindNoRoomAreNotedAsAFault() throws Exception {
        plugin("Slow", "bot.on(Event.Said.class, said -> bot.send(\"ops\", said.text()));");
        start();
        rig.events.hold("Slow");

        IntStream.range(0, 1_003).forEach(number -> said("line " + number));

        assertThat(rig.info("Slow").faults()).isEqualTo(3);
        assertThat(rig.sent).isEmpty();
        rig.events.release("Slow");
        await().until(() -> rig.sent.size() == 1_000);
        assertThat(rig.sent.getLast()).isEqualTo("ops: line 999");
    }

    @Test
    void whatIsHeldGoesToWhoeverHasThePluginsNameThen() throws Exception {
        plugin("Tells", "bot.on(Event.Said.class, said -> bot.send(\"ops\", said.text()));");
        rig.events.hold("Tells");
        said("early");
        start();
        assertThat(rig.sent).isEmpty();

        rig.events.release("Tells");

        await().until(() -> rig.sent.equals(List.of("ops: early")));
    }

    @Test
    void linesPassTheFiltersInTheOrderOfThePlugins() throws Exception {
        plugin("A", appending("a"));
        plugin("B", appending("b"));
        start();

        assertThat(filters.receives()).isTrue();
        assertThat(received("x")).contains("x a b");
    }

    @Test
    void aLineThatIsSwallowedGoesNoFurther() throws Exception {
        plugin("A", "bot.onReceive(line -> line.text().contains(\"spam\") ? Optional.empty() : Optional.of(line));");
        plugin("B", "bot.onReceive(line -> { bot.send(\"ops\", line.text()); return Optional.of(line); });");
        start();

        assertThat(received("spam")).isEmpty();
        assertThat(received("ham")).contains("ham");
        assertThat(rig.sent).containsExactly("ops: ham");
    }

    @Test
    void filtersThatThrowHangOrGiveNothingHaveNoSay() throws Exception {
        rig.close();
        rig = new Rig(directory, new Limits(
                Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1)));
        plugin("Hangs", "bot.onSend(out -> { " + LOOP + " return Optional.empty(); });");
        plugin("Null", "bot.onSend(out -> null);");
        plugin("Refuses", "bot.onSend(out -> { throw new Refusal(\"never\"); });");
        plugin("Throws", "bot.onSend(out -> { throw new IllegalStateException(\"broken\"); });");
        plugin("Works", "bot.onSend(out -> Optional.of(new Filter.Outgoing(\"x:y\","
                + " out.message().withText(out.message().text() + \" (\" + out.room() + \")\"))));");
        start();

        assertThat(filters.send("chat:ops", Message.text("DOWN")).orElseThrow().text()).isEqualTo("DOWN (chat:ops)");

        for (String bad : List.of("Hangs", "Null", "Refuses", "Throws")) {
            assertThat(rig.info(bad).faults()).as(bad).isEqualTo(1);
        }
        assertThat(rig.info("Works").faults()).isZero();
    }

    @Test
    void aPluginDoesNotLookAtItsOwnCommands() throws Exception {
        plugin("Shouts", "bot.onCommand(order -> Optional.of("
                + "new Filter.Order(order.room(), order.person(), order.line() + \"!\")));");
        start();

        assertThat(filters.command(new Order("chat:ops", ANA, "status"))).contains("status!");
        assertThat(filters.command(new Order("chat:ops", new Person(Filters.runner("Shouts"), "Shouts"), "status")))
                .contains("status");
    }

    private void said(String text) {
        rig.events.publish(new Event.Said(Instant.EPOCH, "chat:ops", ANA, text));
    }

    private Optional<String> received(String text) {
        return filters.receive(new Incoming("ops", ANA, text, false, Optional.empty())).map(Incoming::text);
    }

    private static String appending(String word) {
        return """
                bot.onReceive(line -> Optional.of(new Incoming(
                        line.address(), line.person(), line.text() + " %s", line.direct(), line.thread())));
                """.formatted(word);
    }
}
