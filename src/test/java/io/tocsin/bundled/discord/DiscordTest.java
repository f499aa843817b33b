package io.tocsin.bundled.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tocsin.bundled.discord.FakeDiscord.Interaction;
import io.tocsin.bundled.discord.FakeDiscord.Posted;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** The real JDA against a Discord on loopback. */
@ExtendWith(LoopbackOnly.class)
@Timeout(120)
final class DiscordTest {

    private static final String ANA = "80351110224678912";
    private static final Message DOWN = Message
            .of(Severity.CRITICAL, "DOWN  shop  #42", "  503, 3 of 3 checks")
            .withActions(List.of(
                    new Button("Acknowledge", "ack 42"),
                    new Choice("Mute", List.of(new Button("1 h", "mute shop for 1h")))));

    private final FakeDiscord discord = new FakeDiscord();
    private final String ops = discord.channel("ops");
    private final ARoom room = new ARoom();
    private final Connection.Pauses pauses =
            new Connection.Pauses(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(300));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private DiscordAdapter adapter = adapter(false);

    @BeforeEach
    void listen() {
        Logger ours = (Logger) LoggerFactory.getLogger("io.tocsin.bundled.discord");
        ours.setLevel(Level.INFO);
        ours.setAdditive(false);
        log.start();
        ours.addAppender(log);
    }

    @AfterEach
    void close() {
        Logger ours = (Logger) LoggerFactory.getLogger("io.tocsin.bundled.discord");
        ours.detachAppender(log);
        ours.setLevel(null);
        ours.setAdditive(true);
        adapter.close();
        discord.close();
    }

    private DiscordAdapter adapter(boolean messageContent) {
        return new DiscordAdapter(
                new DiscordSettings(FakeDiscord.TOKEN, Optional.of(discord.apiUrl()),
                        Optional.of(discord.gatewayUrl()), messageContent, "tocsin"),
                pauses);
    }

    private void login() {
        adapter.start(room);
        eventually().until(() -> adapter.trouble().isEmpty());
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    private static <T> T eventually(Callable<Optional<T>> there) {
        return eventually().until(there, Optional::isPresent).orElseThrow();
    }

    private Incoming nextLine() {
        return eventually(() -> room.heard.stream().findFirst());
    }

    private List<String> logged() {
        synchronized (log) {
            return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
    }

    private static RoomException failure(Callable<?> call) {
        try {
            call.call();
        } catch (RoomException failed) {
            return failed;
        } catch (Exception other) {
            throw new AssertionError(other);
        }
        throw new AssertionError("it worked");
    }

    @Test
    void logsInTheBackgroundAndPrintsTheInviteLink() {
        adapter.start(room);
        assertThat(adapter.trouble()).isPresent();

        eventually().until(() -> adapter.trouble().isEmpty());

        assertThat(logged()).filteredOn(line -> line.contains("client_id="))
                .singleElement().asString()
                .contains("client_id=" + FakeDiscord.APPLICATION, "scope=bot+applications.commands",
                        "permissions=309237763136");
        assertThat(discord.askedForMessageContent()).isFalse();
        assertThat(logged().toString()).doesNotContain(FakeDiscord.TOKEN);
    }

    @Test
    void aMessageIsHandedInAsItIs() {
        adapter = adapter(true);
        login();
        assertThat(discord.askedForMessageContent()).isTrue();

        discord.say(ops, ANA, "tocsin status");

        Incoming line = nextLine();
        assertThat(line.address()).isEqualTo(ops);
        assertThat(line.person()).isEqualTo(new Person("discord:" + ANA, "User " + ANA));
        assertThat(line.text()).isEqualTo("tocsin status");
        assertThat(line.direct()).isFalse();
        assertThat(line.thread()).isEmpty();
    }

    @Test
    void aMentionIsMeantForTheBotAndAnsweredAsAReply() throws Exception {
        login();

        Posted asked = discord.mention(ops, ANA, "status of <@" + FakeDiscord.BOT + ">");

        Incoming line = nextLine();
        assertThat(line.text()).isEqualTo("status of @tocsin");
        assertThat(line.direct()).isTrue();
        line.answers().orElseThrow().answer(Message.text("all is well"), false);
        assertThat(discord.messages(ops)).singleElement().satisfies(answer -> {
            assertThat(answer.content()).isEqualTo("all is well");
            assertThat(answer.body().path("message_reference").path("message_id").asText()).isEqualTo(asked.id());
        });
    }

    @Test
    void aDirectMessageIsMeantForTheBot() throws Exception {
        login();

        discord.direct(ANA, "status");

        Incoming line = nextLine();
        assertThat(line.direct()).isTrue();
        assertThat(line.address()).isEqualTo(discord.directOf(ANA));
        adapter.post(line.address(), "", Message.text("yes"));
        adapter.post("@" + ANA, "", Message.text("and so"));
        assertThat(discord.messages(discord.directOf(ANA))).extracting(Posted::content)
                .containsExactly("yes", "and so");
    }

    @Test
    void botsAreNotListenedTo() {
        login();

        discord.botSays(ops, "700000000000000001", "<@" + FakeDiscord.BOT + "> status");
        discord.mention(ops, ANA, "status");

        assertThat(nextLine().person().id()).isEqualTo("discord:" + ANA);
        assertThat(room.heard).hasSize(1);
    }

    @Test
    void aLineInAThreadBelongsToTheMessageAboveIt() throws Exception {
        login();
        String reference = adapter.post(ops, "incident-42", DOWN);
        adapter.reply(ops, reference, "line-1", Message.text("acknowledged"));
        String thread = discord.threads(ops).getFirst();

        discord.mention(thread, ANA, "ack 42");

        Incoming line = nextLine();
        assertThat(line.address()).isEqualTo(ops);
        assertThat(line.thread()).contains(reference);
        adapter.reply(ops, line.thread().orElseThrow(), "", Message.text("done"));
        assertThat(discord.messages(thread)).hasSize(2);
    }

    @Test
    void aSlowLineGetsEyesUntilItIsDealtWith() {
        login();
        room.dealtWith = new CompletableFuture<>();

        Posted asked = discord.mention(ops, ANA, "check everything");

        eventually().until(() -> discord.message(ops, asked.id()).reactions().equals(List.of("+\ud83d\udc40")));
        room.dealtWith.complete(null);
        eventually().until(
                () -> discord.message(ops, asked.id()).reactions().equals(List.of("+\ud83d\udc40", "-\ud83d\udc40")));
    }

    @Test
    void aSlashCommandBecomesTheLineAPersonWouldType() throws Exception {
        commands();
        login();
        room.dealtWith = new CompletableFuture<>();

        Interaction slash = discord.slash(ops, ANA, "mute",
                Map.of("because", "new release, say \"hi\"", "for", "2h", "monitor", "web shop, api"));

        Incoming line = nextLine();
        assertThat(line.text()).isEqualTo("mute \"web shop\" api for 2h because \"new release, say \\\"hi\\\"\"");
        assertThat(line.direct()).isTrue();
        eventually().until(slash::acknowledged);
        assertThat(slash.thinking()).isTrue();
        assertThat(slash.acknowledgedAfter()).isLessThan(Duration.ofSeconds(3));
        line.answers().orElseThrow().answer(Message.text("muted"), false);
        line.answers().orElseThrow().answer(Message.text("and more"), false);
        assertThat(slash.answers()).extracting(Posted::content).containsExactly("muted", "and more");
        assertThat(slash.answers()).noneMatch(Posted::ephemeral);
        room.dealtWith.complete(null);
    }

    @Test
    void aPersonalAnswerToASlashCommandIsSeenByThatPersonAlone() throws Exception {
        commands();
        login();
        room.dealtWith = new CompletableFuture<>();

        Interaction slash = discord.slash(ops, ANA, "do", Map.of("line", "mutt shop"));

        Incoming line = nextLine();
        assertThat(line.text()).isEqualTo("mutt shop");
        line.answers().orElseThrow().answer(Message.text("I know no mutt"), true);
        assertThat(slash.answers()).singleElement().matches(Posted::ephemeral);
        assertThat(slash.thinking()).isFalse();
        room.dealtWith.complete(null);
    }

    @Test
    void whatIsNeverAnsweredIsNotLeftThinking() {
        commands();
        login();

        Interaction slash = discord.slash(ops, ANA, "status", Map.of());

        eventually().until(() -> slash.acknowledged() && !slash.thinking());
        assertThat(slash.answers()).isEmpty();
    }

    @Test
    void monitorsAreOfferedWhileTyping() {
        commands();
        room.completions = List.of("shop", "shop-eu", "for", "\"shop two\"");
        login();

        Interaction typing = discord.complete(ops, ANA, "mute", Map.of("monitor", "api, sho"), "monitor");

        eventually().until(typing::acknowledged);
        assertThat(typing.choices()).containsExactly("api, shop", "api, shop-eu", "api, shop two");
        assertThat(room.completed).contains("mute sho");

        Interaction line = discord.complete(ops, ANA, "do", Map.of("line", "status sh"), "line");

        eventually().until(line::acknowledged);
        assertThat(line.choices()).contains("status shop", "status shop-eu");
    }

    @Test
    void commandsAreRegisteredOnlyWhenTheyChanged() {
        commands();
        login();
        eventually().until(() -> discord.registrations() == 1);
        assertThat(discord.commands().toString()).contains("\"name\":\"mute\"", "\"name\":\"add\"", "\"name\":\"do\"");

        restart();
        eventually().until(() -> discord.requests().stream()
                .filter(("GET applications/" + FakeDiscord.APPLICATION + "/commands")::equals)
                .count() == 2);
        room.commands.add(Command.named("deploy").example("deploy shop").run((talk, arguments) -> {}));
        restart();
        eventually().until(() -> discord.commands().toString().contains("\"name\":\"deploy\""));

        assertThat(discord.registrations()).isEqualTo(2);
    }

    private void restart() {
        adapter.close();
        adapter = adapter(false);
        login();
    }

    private void commands() {
        room.commands.addAll(List.of(
                Command.named("status").optionals("monitor", Kind.SELECTOR).example("status").run((talk, none) -> {}),
                Command.named("add monitor").value("name", Kind.WORD).value("target", Kind.WORD)
                        .clause("every", Kind.WORD).run((talk, none) -> {}),
                Command.named("mute").values("monitor", Kind.SELECTOR).clause("for", Kind.DURATION)
                        .clause("because", Kind.REST).run((talk, none) -> {})));
    }

    @Test
    void aClickSaysTheLineOfTheButtonAndIsAnsweredQuietly() throws Exception {
        login();
        adapter.post(ops, "incident-42", DOWN);
        restart();
        room.dealtWith = new CompletableFuture<>();

        Interaction click = discord.click(discord.messages(ops).getFirst(), ANA, "ack 42");

        Incoming line = nextLine();
        assertThat(line.text()).isEqualTo("ack 42");
        assertThat(line.person().id()).isEqualTo("discord:" + ANA);
        eventually().until(click::acknowledged);
        assertThat(click.quiet()).isTrue();
        line.answers().orElseThrow().answer(Message.text("you have it"), false);
        assertThat(click.answers()).singleElement().matches(Posted::ephemeral);
        room.dealtWith.complete(null);
    }

    @Test
    void aChoiceSaysTheLineOfItsOption() throws Exception {
        login();
        adapter.post(ops, "incident-42", DOWN);

        discord.choose(discord.messages(ops).getFirst(), ANA, "mute shop for 1h");

        assertThat(nextLine().text()).isEqualTo("mute shop for 1h");
    }

    @Test
    void aMessageIsEditedAndKeepsItsPing() throws Exception {
        login();
        String reference = adapter.post(ops, "incident-42", DOWN.withMention("here"));
        assertThat(discord.messages(ops).getFirst().pings()).isEqualTo(1);

        adapter.edit(ops, reference, Message.of(Severity.GOOD, "RECOVERED  shop  #42", ""));

        assertThat(discord.messages(ops)).singleElement().satisfies(message -> {
            assertThat(message.edits()).isEqualTo(1);
            assertThat(message.title()).isEqualTo("RECOVERED  shop  \\#42".replace("\\", ""));
            assertThat(message.embed().path("color").asInt()).isEqualTo(0x2eb886);
            assertThat(message.lines()).isEmpty();
            assertThat(message.content()).isEqualTo("@here");
            assertThat(message.pings()).isEqualTo(1);
        });
        RoomException gone = failure(() -> {
            adapter.edit(ops, ops + ":123456789012345678", DOWN);
            return true;
        });
        assertThat(gone.kind()).isEqualTo(RoomException.Kind.REFUSED);
    }

    @Test
    void aThreadIsOpenedOnceAlsoAcrossARestart() throws Exception {
        login();
        String reference = adapter.post(ops, "incident-42", DOWN);
        adapter.reply(ops, reference, "line-1", Message.text("ana has it"));
        adapter.reply(ops, reference, "line-2", Message.text("still down"));
        restart();
        adapter.reply(ops, reference, "line-3", Message.text("recovered"));

        String thread = discord.threads(ops).getFirst();
        assertThat(discord.threads(ops)).hasSize(1);
        assertThat(thread).isEqualTo(Reference.of(reference).message());
        assertThat(discord.name(thread)).isEqualTo("DOWN  shop  #42");
        assertThat(discord.messages(thread)).hasSize(3);
        assertThat(discord.messages(ops)).hasSize(1);
    }

    @Test
    void whereNoThreadCanBeALineIsAReply() throws Exception {
        login();
        String direct = discord.directOf(ANA);
        String reference = adapter.post(direct, "incident-42", DOWN);

        adapter.reply(direct, reference, "line-1", Message.text("ana has it"));

        assertThat(discord.messages(direct)).hasSize(2);
        assertThat(discord.messages(direct).getLast().body().path("message_reference").path("message_id").asText())
                .isEqualTo(Reference.of(reference).message());
    }

    @Test
    void aMessageIsFoundAfterACrash() throws Exception {
        login();
        String reference = adapter.post(ops, "incident-42", DOWN);
        String line = adapter.reply(ops, reference, "line-7", Message.text("ana has it"));
        restart();

        assertThat(adapter.find(ops, "incident-42")).contains(reference);
        assertThat(adapter.find(ops, "line-7")).contains(line);
        assertThat(adapter.find(ops, "line-8")).isEmpty();
    }

    @Test
    void theSameKeyIsPostedOnce() throws Exception {
        login();

        String first = adapter.post(ops, "incident-42", DOWN);
        String second = adapter.post(ops, "incident-42", DOWN);

        assertThat(second).isEqualTo(first);
        assertThat(discord.messages(ops)).hasSize(1);
    }

    @Test
    void aFileComesAlong() throws Exception {
        login();

        adapter.post(ops, "", Message.text("as asked").withAttachments(List.of(
                new Attachment("shop 24h.png", "image/png", new byte[] {1, 2, 3}))));
        adapter.post(ops, "", Message.text("line\n".repeat(1_000)));

        List<Posted> messages = discord.messages(ops);
        assertThat(messages.getFirst().files()).containsOnlyKeys("shop_24h.png");
        assertThat(messages.getFirst().files().get("shop_24h.png")).containsExactly(1, 2, 3);
        assertThat(messages.getLast().content()).hasSizeLessThanOrEqualTo(2_000).endsWith("line\n\u2026");
        assertThat(new String(messages.getLast().files().get("answer.txt"), StandardCharsets.UTF_8))
                .isEqualTo("line\n".repeat(1_000));
    }

    @Test
    void aShortWaitIsWaitedAndALongOneIsHandedBack() throws Exception {
        login();
        discord.tooMany("messages", Duration.ofSeconds(1), 1);
        adapter.post(ops, "", Message.text("after a second"));
        assertThat(discord.messages(ops)).hasSize(1);

        discord.tooMany("messages", Duration.ofSeconds(30), 1);
        RoomException first = failure(() -> adapter.post(ops, "", Message.text("too soon")));
        RoomException second = failure(() -> adapter.post(ops, "", Message.text("too soon again")));

        assertThat(first.kind()).isEqualTo(RoomException.Kind.LATER);
        assertThat(first.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(second.retryAfter()).isPresent();
        assertThat(discord.limited()).isEqualTo(2);
        assertThat(discord.violations()).isZero();
        assertThat(discord.messages(ops)).hasSize(1);
    }

    @Test
    void theHeadersOfABucketAreObeyed() throws Exception {
        login();
        discord.limit(3, Duration.ofSeconds(2));

        for (int i = 0; i < 7; i++) {
            adapter.post(ops, "", Message.text("message " + i));
        }

        String reference = ops + ":" + discord.messages(ops).getLast().id();
        for (int i = 0; i < 5; i++) {
            adapter.edit(ops, reference, DOWN);
        }

        assertThat(discord.messages(ops)).hasSize(7);
        assertThat(discord.messages(ops).getLast().edits()).isEqualTo(5);
        assertThat(discord.limited()).isZero();
    }

    @Test
    void aDroppedSocketIsOpenedAgainAndNothingIsMissed() {
        login();
        eventually().until(discord::connected);

        discord.dropSocket();
        discord.mention(ops, ANA, "status");

        assertThat(nextLine().text()).isEqualTo("status");
        assertThat(discord.resumed()).isEqualTo(1);
        eventually().until(() -> adapter.trouble().isEmpty());
    }

    @Test
    void anInvalidSessionBecomesANewOne() {
        login();

        discord.forgetSession();
        discord.dropSocket();

        eventually().until(() -> discord.identified() == 2 && adapter.trouble().isEmpty());
        discord.mention(ops, ANA, "status");
        assertThat(nextLine().text()).isEqualTo("status");
    }

    @Test
    void aWrongTokenIsSaidAndTriedAgain() {
        discord.refuseToken(true);
        adapter.start(room);

        eventually().until(() -> adapter.trouble().filter(what -> what.contains("set discord.token")).isPresent());
        assertThat(failure(() -> adapter.post(ops, "k", DOWN)).kind()).isEqualTo(RoomException.Kind.LATER);
        discord.refuseToken(false);

        eventually().until(() -> adapter.trouble().isEmpty());
        assertThat(logged()).filteredOn(line -> line.contains("set discord.token")).hasSize(1);
    }

    @Test
    void aTokenThatIsWithdrawnIsSaidAndTriedAgain() {
        login();
        discord.refuseToken(true);
        discord.closeSocket(FakeGateway.WRONG_TOKEN);

        eventually().until(() -> adapter.trouble().filter(what -> what.contains("set discord.token")).isPresent());
        discord.refuseToken(false);

        eventually().until(() -> adapter.trouble().isEmpty());
    }

    @Test
    void messagesThatMayNotBeReadAreSaid() {
        discord.refuseMessageContent(true);
        adapter = adapter(true);
        adapter.start(room);

        eventually().until(
                () -> adapter.trouble().filter(what -> what.contains("Message Content Intent")).isPresent());
        discord.refuseMessageContent(false);

        eventually().until(() -> adapter.trouble().isEmpty());
    }

    @Test
    void aChannelThatIsGoneIsSaidAndKept() throws Exception {
        login();
        RoomException unknown = failure(() -> adapter.post("123456789012345678", "k", DOWN));
        assertThat(unknown.kind()).isEqualTo(RoomException.Kind.LATER);
        assertThat(adapter.trouble()).contains(
                "discord:123456789012345678: Discord knows no such channel, or no longer");

        discord.fail("channels/" + ops, 403, 50_013, "Missing Permissions", 1);
        assertThat(failure(() -> adapter.post(ops, "k", DOWN))).hasMessageContaining("lacks a permission");
        assertThat(adapter.trouble().orElseThrow()).endsWith("(and 1 more rooms)");
        adapter.post(ops, "k", DOWN);

        assertThat(adapter.trouble().orElseThrow()).doesNotContain("more rooms");
        assertThat(logged()).filteredOn(line -> line.contains("lacks a permission")).hasSize(1);
    }

    @Test
    void aServerThatTheBotWasRemovedFromIsSaid() {
        login();
        eventually().until(() -> adapter.canonical("#ops").equals(ops));

        discord.removeBot();

        eventually().until(() -> logged().toString().contains("removed from the server Test"));
        assertThat(adapter.canonical("#ops")).isEqualTo("#ops");
    }

    @Test
    void aMessageThatDiscordCannotReadIsRefusedAndAServerErrorIsNot() {
        login();
        discord.fail("messages", 400, 50_035, "Invalid Form Body", 1);
        assertThat(failure(() -> adapter.post(ops, "k", DOWN)).kind()).isEqualTo(RoomException.Kind.REFUSED);

        discord.fail("messages", 500, 0, "oops", 10);
        assertThat(failure(() -> adapter.post(ops, "k", DOWN)).kind()).isEqualTo(RoomException.Kind.LATER);
    }

    @Test
    void aNameStandsForItsChannel() throws Exception {
        String other = discord.channel("dev");
        login();
        eventually().until(() -> adapter.canonical("#ops").equals(ops));
        adapter.post("#ops", "", Message.text("hello"));
        assertThat(discord.messages(ops)).hasSize(1);
        assertThat(adapter.canonical("#none")).isEqualTo("#none");
        assertThat(failure(() -> adapter.post("#none", "", DOWN))).hasMessageContaining("sees no channel");

        String twin = discord.channel("dev");
        eventually().until(() -> adapter.canonical("#dev").equals("#dev"));
        assertThat(failure(() -> adapter.post("#dev", "", DOWN))).hasMessageContaining(other)
                .hasMessageContaining(twin);
    }

    @Test
    void aCallThatIsInterruptedIsNotSentLater() throws Exception {
        login();
        discord.limit(1, Duration.ofSeconds(3));
        adapter.post(ops, "", Message.text("first"));
        Thread call = Thread.startVirtualThread(
                () -> assertThatThrownBy(() -> adapter.post(ops, "", Message.text("second"))).isNotNull());
        eventually().until(() -> call.getState() == Thread.State.TIMED_WAITING);
        call.interrupt();
        call.join();

        adapter.post(ops, "", Message.text("third"));

        assertThat(discord.messages(ops)).extracting(Posted::content).containsExactly("first", "third");
    }

    @Test
    void closesAtOnce() {
        login();
        long begin = System.nanoTime();

        adapter.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        eventually().until(() -> !discord.connected());
    }
}
