package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.access.AccessSettings;
import io.tocsin.access.Audit;
import io.tocsin.access.Grant;
import io.tocsin.access.Roles;
import io.tocsin.chat.ChatSettings.Page;
import io.tocsin.config.Secrets;
import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.plugin.Listening;
import io.tocsin.spi.Bot;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConversationTest {

    private static final Person ANA = new Person("slack:U1", "ana");
    private static final Person BEN = new Person("slack:U2", "ben");

    private final Database database = Database.open(DbSettings.memory(), () -> Sample.NOW);
    private final Audit audit = new Audit(database, Secrets.none());
    private final List<String> replies = new CopyOnWriteArrayList<>();
    private final List<Command> commands = new ArrayList<>(Sample.commands());
    private final List<Listening> responders = new ArrayList<>();
    private final List<Listening> hearers = new ArrayList<>();
    private volatile Instant now = Sample.NOW;
    private Duration patience = Duration.ofSeconds(30);
    private Optional<Chat> made = Optional.empty();

    @AfterEach
    void close() {
        made.ifPresent(Chat::close);
        database.close();
    }

    private Chat chat() {
        if (made.isEmpty()) {
            AccessSettings access = new AccessSettings(Role.READ, List.of(new Grant("slack:U1", "ops", Role.OPERATE)));
            ChatSettings settings = new ChatSettings("tocsin", List.of("!"), new Page(5, 500), 3, patience);
            made = Optional.of(new Chat(new Chat.Parts(
                    settings, new Words(), Roles.load(access, database), audit, this::reply, this::place, () -> now)));
        }
        return made.get();
    }

    private final class Words implements Vocabulary {
        @Override
        public List<Command> commands() {
            return commands;
        }

        @Override
        public List<Listening> responders() {
            return responders;
        }

        @Override
        public List<Listening> hearers() {
            return hearers;
        }

        @Override
        public List<String> values(Kind kind) {
            return kind == Kind.SELECTOR ? List.of("shop", "shop-eu") : List.of();
        }
    }

    private CompletionStage<Void> reply(String room, Optional<String> thread, Message message) {
        replies.add(room + thread.map(id -> "/" + id).orElse("") + "> " + message.plain());
        return CompletableFuture.completedFuture(null);
    }

    private Place place(String room) {
        return new Place(Set.of(room, room.equals("slack:C1") ? "ops" : "dev"), ZoneId.of("Europe/Berlin"),
                Locale.ENGLISH);
    }

    private CompletableFuture<Void> said(String room, Person person, String text) {
        return chat().conversation("slack")
                .receive(new Incoming(room, person, text, room.startsWith("D"), Optional.empty()))
                .toCompletableFuture();
    }

    private List<String> says(String room, Person person, String text) throws Exception {
        replies.clear();
        said(room, person, text).get(10, TimeUnit.SECONDS);
        return List.copyOf(replies);
    }

    private void command(Command.Builder builder, Command.Handler handler) {
        commands.add(builder.run(handler));
    }

    @Test
    void answersWhoeverSpeaksToItAndNobodyElse() throws Exception {
        command(Command.named("ping"), (talk, _) -> talk.reply("pong " + talk.text() + " " + talk.person().name()));

        assertThat(says("C1", ANA, "Tocsin: PING")).containsExactly("slack:C1> pong PING ana");
        assertThat(says("C1", ANA, "!ping")).containsExactly("slack:C1> pong ping ana");
        assertThat(says("D9", ANA, "ping")).containsExactly("slack:D9> pong ping ana");
        assertThat(says("C1", ANA, "ping")).isEmpty();
        assertThat(says("C1", ANA, "  ")).isEmpty();
        assertThat(says("C1", ANA, "@tocsin")).containsExactly("slack:C1> Yes? To see what I know: help");
    }

    @Test
    void answersInTheThread() throws Exception {
        command(Command.named("ping"), (talk, _) -> talk.reply("pong"));

        chat().conversation("slack")
                .receive(new Incoming("C1", ANA, "!ping", false, Optional.of("17.4")))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(replies).containsExactly("slack:C1/17.4> pong");
    }

    @Test
    void aWrongCommandIsAnsweredWithTheNearestRightOne() throws Exception {
        assertThat(says("D9", ANA, "mutt shop for 2h"))
                .containsExactly("slack:D9> I know no \"mutt\". Did you mean: mute shop for 2h");
        assertThat(says("C1", ANA, "!mute shop for soon"))
                .containsExactly("slack:C1> \"for\" takes a length of time such as 30s, 10m or 2h, not \"soon\".\n"
                        + "Usage: mute <what>... [for <time>] [until <moment>] [because <text>]\n"
                        + "For example: mute shop for 2h because deploy");
        assertThat(says("D9", ANA, "x".repeat(4_001)))
                .containsExactly("slack:D9> That line has 4001 characters; I read 4000 at most.");
    }

    @Test
    void rolesHoldWhereTheyWereGiven() throws Exception {
        assertThat(says("C1", ANA, "!mute shop")).isEmpty();
        assertThat(says("C2", ANA, "!mute shop"))
                .containsExactly(
                        "slack:C2> \"mute\" needs the role operate; you have read here. Whoever sits at my console can"
                                + " give it to you by saying: grant slack:U1 operate");
        assertThat(says("C1", BEN, "!mute")).first().asString().contains("needs the role operate");
    }

    @Test
    void nobodyIsTakenForSomebodyOfAnotherChatSystem() throws Exception {
        assertThat(says("C1", new Person("console:root", "root"), "!mute shop")).first().asString()
                .contains("slack:console:root");
    }

    @Test
    void everyChangeIsKeptInTheAuditLog() throws Exception {
        command(Command.named("break").changes(), (_, _) -> {
            throw new IllegalStateException("no luck");
        });
        command(Command.named("refuse").changes(), (talk, _) -> ChatTalk.of(talk).refuse(Phrase.literal("not today")));

        says("C1", ANA, "!mute shop because token abcdef");
        says("C1", ANA, "!status shop");
        says("C2", BEN, "!mute shop");
        says("C1", ANA, "!mute shop for soon");
        says("C1", ANA, "!break");
        says("C1", ANA, "!refuse");

        assertThat(audit.newest(10).reversed())
                .extracting(
                        entry -> entry.who() + " " + entry.room() + " " + entry.command() + " -> " + entry.outcome())
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("ana (slack:U1) slack:C1 mute shop because token *** -> done"),
                        one -> assertThat(one)
                                .isEqualTo("ben (slack:U2) slack:C2 mute shop -> denied: needs operate, has read"),
                        one -> assertThat(one).matches("ana \\(slack:U1\\) slack:C1 break -> failed: e[0-9a-z]+"),
                        one -> assertThat(one).isEqualTo("ana (slack:U1) slack:C1 refuse -> refused: not today"));
    }

    @Test
    void aHandlerThatThrowsIsAnsweredWithWhereToLook() throws Exception {
        command(Command.named("break"), (_, _) -> {
            throw new IllegalStateException("no luck with password hunter2");
        });
        command(Command.named("refuse"), (_, _) -> {
            throw new Refusal("not like this");
        });

        assertThat(says("D9", ANA, "break"))
                .singleElement()
                .asString()
                .matches(
                        "slack:D9> That failed inside: IllegalStateException: no luck with password \\*\\*\\*; it is in the log"
                                + " under e[0-9a-z]+\\.");
        assertThat(says("D9", ANA, "refuse")).containsExactly("slack:D9> not like this");
    }

    @Test
    void listenersAnswerWhatIsNoCommandAndHearEverything() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        hearers.add(listening("deploy", false, talk -> heard.add(talk.text())));
        hearers.add(listening(".", false, _ -> {
            throw new IllegalStateException("deaf");
        }));
        responders.add(listening("is (\\S+) up", true, talk -> talk.reply(talk.group(1) + " is")));
        responders.add(listening("status of (\\S+)", true, talk -> talk.reply("of " + talk.group(1))));

        assertThat(says("C1", ANA, "we deploy now")).isEmpty();
        assertThat(says("C1", ANA, "!is shop up")).containsExactly("slack:C1> shop is");
        assertThat(says("C1", ANA, "is shop up")).isEmpty();
        assertThat(says("C1", ANA, "!status of shop")).containsExactly("slack:C1> of shop");
        says("C1", ANA, "!mute deploy");
        assertThat(heard).containsExactly("we deploy now", "!mute deploy");
    }

    private static Listening listening(String regex, boolean whole, Bot.Listener listener) {
        return new Listening("test", Pattern.compile(regex), whole, listener);
    }

    @Test
    void aYesOfTheSamePersonInTheSameRoomWithinFiveMinutesDoesIt() throws Exception {
        command(Command.named("drop").changes(), (talk, _) -> {
            ChatTalk own = ChatTalk.of(talk);
            own.confirm(Phrase.literal("All 25?"), () -> own.reply("dropped"));
        });

        assertThat(says("D9", ANA, "drop")).containsExactly("slack:D9> All 25?\nSay yes or no, within 5 min.");
        assertThat(says("D9", BEN, "yes"))
                .containsExactly("slack:D9> I have asked you nothing that waits for a yes or no.");
        assertThat(says("D8", ANA, "yes")).hasSize(1).first().asString().contains("asked you nothing");
        assertThat(says("D9", ANA, "Yes")).containsExactly("slack:D9> dropped");
        assertThat(says("D9", ANA, "yes")).first().asString().contains("asked you nothing");
        assertThat(says("C1", ANA, "!drop"))
                .containsExactly("slack:C1> All 25?\nSay tocsin yes or tocsin no, within 5 min.\n  yes | no");
        assertThat(says("C1", ANA, "!no")).containsExactly("slack:C1> Nothing was done.");
        says("D9", ANA, "drop");
        now = now.plus(Duration.ofMinutes(5));
        assertThat(says("D9", ANA, "yes")).first().asString().contains("asked you nothing");
        assertThat(audit.newest(10)).extracting(Audit.Entry::outcome).containsExactly("done");
    }

    @Test
    void longAnswersComeInPages() throws Exception {
        String long11 = String.join("\n", IntStream.rangeClosed(1, 11).mapToObj(i -> "line " + i).toList());
        command(Command.named("list"), (talk, _) -> talk.reply(long11));

        assertThat(says("D9", ANA, "list"))
                .containsExactly("slack:D9> line 1\nline 2\nline 3\nline 4\n... 7 more lines. To see them: more");
        assertThat(says("D9", BEN, "more")).containsExactly("slack:D9> There is nothing more to show.");
        assertThat(says("D9", ANA, "more"))
                .containsExactly("slack:D9> line 5\nline 6\nline 7\nline 8\n... 3 more lines. To see them: more");
        assertThat(says("D9", ANA, "more")).containsExactly("slack:D9> line 9\nline 10\nline 11");
        assertThat(says("D9", ANA, "more")).containsExactly("slack:D9> There is nothing more to show.");
        says("D9", ANA, "list");
        now = now.plus(Duration.ofMinutes(31));
        assertThat(says("D9", ANA, "more")).containsExactly("slack:D9> There is nothing more to show.");
    }

    @Test
    void longLinesAreParted() {
        Pages pages = Pages.of("a".repeat(1_200) + "\nb", new Page(5, 500));

        assertThat(pages.lines()).extracting(String::length).containsExactly(500, 500, 200, 1);
        assertThat(pages.first()).hasSize(500);
        assertThat(pages.rest().rest().lines()).hasSize(2);
    }

    @Test
    void aFloodIsAnsweredOnceAndTheRoomGoesOn() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        command(Command.named("wait"), (talk, _) -> {
            gate.await();
            talk.reply("done");
        });

        List<CompletableFuture<Void>> taken = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            taken.add(said("C1", ANA, "!wait"));
        }
        assertThat(replies).containsExactly(
                "slack:C1> That is too much at once: 3 lines of yours are waiting. I pass over the rest until they are done.");
        gate.countDown();
        CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        assertThat(replies).hasSize(4).endsWith("slack:C1> done", "slack:C1> done", "slack:C1> done");
        await().untilAsserted(() -> assertThat(says("C1", ANA, "!wait")).containsExactly("slack:C1> done"));
    }

    @Test
    void linesOfARoomComeInOrderAndRoomsDoNotWaitForEachOther() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        command(Command.named("wait"), (talk, _) -> {
            gate.await();
            talk.reply("waited");
        });
        command(Command.named("ping"), (talk, _) -> talk.reply("pong"));

        CompletableFuture<Void> waits = said("C1", ANA, "!wait");
        CompletableFuture<Void> behind = said("C1", BEN, "!ping");
        said("C2", ANA, "!ping").get(10, TimeUnit.SECONDS);
        assertThat(waits).isNotDone();
        assertThat(behind).isNotDone();
        gate.countDown();
        CompletableFuture.allOf(waits, behind).get(10, TimeUnit.SECONDS);

        assertThat(replies).containsExactly("slack:C2> pong", "slack:C1> waited", "slack:C1> pong");
    }

    @Test
    void aCommandThatTakesTooLongHoldsNobodyUp() throws Exception {
        patience = Duration.ofMillis(50);
        CountDownLatch gate = new CountDownLatch(1);
        command(Command.named("wait"), (talk, _) -> {
            gate.await();
            talk.reply("waited");
        });
        command(Command.named("ping"), (talk, _) -> talk.reply("pong"));

        CompletableFuture<Void> waits = said("C1", ANA, "!wait");
        said("C1", BEN, "!ping").get(10, TimeUnit.SECONDS);
        assertThat(waits).isNotDone();
        gate.countDown();
        waits.get(10, TimeUnit.SECONDS);

        assertThat(replies).containsExactly(
                "slack:C1> That takes longer than 50 ms. I go on with the next lines; its answer will come.",
                "slack:C1> pong",
                "slack:C1> waited");
    }

    @Test
    void receivingEndsWhenTheAnswerWasGivenToTheAdapter() throws Exception {
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        ChatSettings settings = new ChatSettings("tocsin", List.of(), Page.ALL, 3, patience);
        Roles roles = Roles.load(new AccessSettings(Role.READ, List.of()), database);
        command(Command.named("ping"), (talk, _) -> talk.reply("pong"));
        CountDownLatch replied = new CountDownLatch(1);
        Replies slow = (_, _, _) -> {
            replied.countDown();
            return delivered;
        };
        try (Chat chat = new Chat(new Chat.Parts(settings, new Words(), roles, audit, slow, this::place, () -> now))) {
            CompletableFuture<Void> received = chat.conversation("slack")
                    .receive(new Incoming("D9", ANA, "ping", true, Optional.empty()))
                    .toCompletableFuture();
            assertThat(replied.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(received).isNotDone();

            delivered.completeExceptionally(new IllegalStateException("the room is gone"));

            received.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void afterTheEndNothingIsTakenAndWhatWaitsIsLetGo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Waiting waiting = new Waiting(3, Duration.ofSeconds(30));
        CompletableFuture<Void> dropped = new CompletableFuture<>();
        waiting.enter(line(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }, new CompletableFuture<>()));
        waiting.enter(line(() -> {}, dropped));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        waiting.close(Duration.ofMillis(20));

        dropped.get(10, TimeUnit.SECONDS);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.enter(line(() -> {}, dropped))).isEqualTo(Waiting.Admission.IGNORED);
    }

    private static Waiting.Line line(Runnable work, CompletableFuture<Void> dropped) {
        return new Waiting.Line() {
            @Override
            public String room() {
                return "slack:C1";
            }

            @Override
            public String person() {
                return "slack:U1";
            }

            @Override
            public void deal() {
                work.run();
            }

            @Override
            public void slow() {}

            @Override
            public void drop() {
                dropped.complete(null);
            }
        };
    }

    @Test
    void completesCommandsKeywordsAndValues() {
        Conversation console = chat().conversation("console");

        assertThat(console.complete("mu")).containsExactly("mute", "mutes");
        assertThat(console.complete("add ")).containsExactly("monitor");
        assertThat(console.complete("Add mon")).containsExactly("monitor");
        assertThat(console.complete("mute sh")).containsExactly("shop", "shop-eu");
        assertThat(console.complete("mute shop f")).containsExactly("for");
        assertThat(console.complete("mute shop for 2h ")).containsExactly("because", "shop", "shop-eu", "until");
        assertThat(console.complete("mute shop for ")).isEmpty();
        assertThat(console.complete("nonsense ")).isEmpty();
        assertThat(console.complete("")).contains("add", "more", "status");
    }
}
