package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.Audit;
import io.tocsin.plugin.Listening;
import io.tocsin.spi.Action;
import io.tocsin.spi.Bot;
import io.tocsin.spi.Command;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConversationTest {

    private static final Person ANA = TestBot.ANA;
    private static final Person BEN = TestBot.BEN;

    private final TestBot bot = new TestBot();

    @AfterEach
    void close() {
        bot.close();
    }

    @Test
    void answersWhoeverSpeaksToItAndNobodyElse() throws Exception {
        bot.command(Command.named("ping"), (talk, _) -> talk.reply("pong " + talk.text() + " " + talk.person().name()));

        assertThat(bot.says("C1", ANA, "Tocsin: PING")).containsExactly("slack:C1> pong PING ana");
        assertThat(bot.says("C1", ANA, "!ping")).containsExactly("slack:C1> pong ping ana");
        assertThat(bot.says("D9", ANA, "ping")).containsExactly("slack:D9> pong ping ana");
        assertThat(bot.says("C1", ANA, "ping")).isEmpty();
        assertThat(bot.says("C1", ANA, "  ")).isEmpty();
        assertThat(bot.says("C1", ANA, "@tocsin")).containsExactly("slack:C1> Yes? To see what I know: help");
    }

    @Test
    void whatIsWrongIsForThePersonAloneAndWhatIsAskedComesWithButtons() throws Exception {
        bot.command(Command.named("ping"), (talk, _) -> talk.reply("pong"));
        bot.command(Command.named("wipe"), (talk, _) -> ChatTalk.of(talk).confirm(
                Phrase.literal("Sure?"), () -> talk.reply("wiped")));

        bot.says("C1", ANA, "!ping");
        assertThat(bot.personal).isEmpty();
        bot.says("C1", ANA, "!pong");
        assertThat(bot.personal).containsExactly("I know no \"pong\". Did you mean: ping");
        bot.says("C1", ANA, "!wipe");
        assertThat(bot.messages.getLast().actions()).extracting(Action::line).containsExactly("yes", "no");
        assertThat(bot.personal).hasSize(2);
    }

    @Test
    void answersInTheThread() throws Exception {
        bot.command(Command.named("ping"), (talk, _) -> talk.reply("pong"));

        bot.chat().conversation("slack")
                .receive(new Incoming("C1", ANA, "!ping", false, Optional.of("17.4")))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(bot.replies).containsExactly("slack:C1/17.4> pong");
    }

    @Test
    void opensAThreadUnderALineWhereThereCanBeOne() throws Exception {
        bot.command(Command.named("run"), (talk, _) -> {
            talk.reply("running");
            talk.replyInThread(Message.text("output"));
        });

        receive(Optional.empty(), Optional.of("C1:17.5"));
        assertThat(bot.replies).containsExactly("slack:C1> running", "slack:C1/C1:17.5> output");
        receive(Optional.of("C1:17.4"), Optional.of("C1:17.5"));
        assertThat(bot.replies).endsWith("slack:C1/C1:17.4> running", "slack:C1/C1:17.4> output");
        receive(Optional.empty(), Optional.empty());
        assertThat(bot.replies).endsWith("slack:C1> running", "slack:C1> output");
    }

    private void receive(Optional<String> thread, Optional<String> message) throws Exception {
        bot.chat().conversation("slack")
                .receive(new Incoming("C1", ANA, "!run", false, thread, Optional.empty(), message))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void aWrongCommandIsAnsweredWithTheNearestRightOne() throws Exception {
        assertThat(bot.says("D9", ANA, "mutt shop for 2h"))
                .containsExactly("slack:D9> I know no \"mutt\". Did you mean: mute shop for 2h");
        assertThat(bot.says("C1", ANA, "!mute shop for soon"))
                .containsExactly("slack:C1> \"for\" takes a length of time such as 30s, 10m or 2h, not \"soon\".\n"
                        + "Usage: mute <what>... [for <time>] [until <moment>] [because <text>]\n"
                        + "For example: mute shop for 2h because deploy");
        assertThat(bot.says("D9", ANA, "x".repeat(4_001)))
                .containsExactly("slack:D9> That line has 4001 characters; I read 4000 at most.");
    }

    @Test
    void rolesHoldWhereTheyWereGiven() throws Exception {
        assertThat(bot.says("C1", ANA, "!mute shop")).isEmpty();
        assertThat(bot.says("C2", ANA, "!mute shop"))
                .containsExactly(
                        "slack:C2> \"mute\" needs the role operate; you have read here. Whoever sits at my console can"
                                + " give it to you by saying: grant slack:U1 operate");
        assertThat(bot.says("C1", BEN, "!mute")).first().asString().contains("needs the role operate");
    }

    @Test
    void nobodyIsTakenForSomebodyOfAnotherChatSystem() throws Exception {
        assertThat(bot.says("C1", new Person("console:root", "root"), "!mute shop")).first().asString()
                .contains("slack:console:root");
    }

    @Test
    void everyChangeIsKeptInTheAuditLog() throws Exception {
        bot.command(Command.named("break").changes(), (_, _) -> {
            throw new IllegalStateException("no luck");
        });
        bot.command(Command.named("refuse").changes(),
                (talk, _) -> ChatTalk.of(talk).refuse(Phrase.literal("not today")));

        bot.says("C1", ANA, "!mute shop because token abcdef");
        bot.says("C1", ANA, "!status shop");
        bot.says("C2", BEN, "!mute shop");
        bot.says("C1", ANA, "!mute shop for soon");
        bot.says("C1", ANA, "!break");
        bot.says("C1", ANA, "!refuse");

        assertThat(bot.audit.newest(10).reversed())
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
        bot.command(Command.named("break"), (_, _) -> {
            throw new IllegalStateException("no luck with password hunter2");
        });
        bot.command(Command.named("refuse"), (_, _) -> {
            throw new Refusal("not like this");
        });

        assertThat(bot.says("D9", ANA, "break"))
                .singleElement()
                .asString()
                .matches(
                        "slack:D9> That failed inside: IllegalStateException: no luck with password \\*\\*\\*; it is in the log"
                                + " under e[0-9a-z]+\\.");
        assertThat(bot.says("D9", ANA, "refuse")).containsExactly("slack:D9> not like this");
    }

    @Test
    void listenersAnswerWhatIsNoCommandAndHearEverything() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        bot.hearers.add(listening("deploy", false, talk -> heard.add(talk.text())));
        bot.hearers.add(listening(".", false, _ -> {
            throw new IllegalStateException("deaf");
        }));
        bot.responders.add(listening("is (\\S+) up", true, talk -> talk.reply(talk.group(1) + " is")));
        bot.responders.add(listening("status of (\\S+)", true, talk -> talk.reply("of " + talk.group(1))));

        assertThat(bot.says("C1", ANA, "we deploy now")).isEmpty();
        assertThat(bot.says("C1", ANA, "!is shop up")).containsExactly("slack:C1> shop is");
        assertThat(bot.says("C1", ANA, "is shop up")).isEmpty();
        assertThat(bot.says("C1", ANA, "!status of shop")).containsExactly("slack:C1> of shop");
        bot.says("C1", ANA, "!mute deploy");
        assertThat(heard).containsExactly("we deploy now", "!mute deploy");
    }

    private static Listening listening(String regex, boolean whole, Bot.Listener listener) {
        return new Listening("test", Pattern.compile(regex), whole, listener);
    }

    @Test
    void aYesOfTheSamePersonInTheSameRoomWithinFiveMinutesDoesIt() throws Exception {
        bot.command(Command.named("drop").changes(), (talk, _) -> {
            ChatTalk own = ChatTalk.of(talk);
            own.confirm(Phrase.literal("All 25?"), () -> own.reply("dropped"));
        });

        assertThat(bot.says("D9", ANA, "drop")).containsExactly("slack:D9> All 25?\nSay yes or no, within 5 min.");
        assertThat(bot.says("D9", BEN, "yes"))
                .containsExactly("slack:D9> I have asked you nothing that waits for a yes or no.");
        assertThat(bot.says("D8", ANA, "yes")).hasSize(1).first().asString().contains("asked you nothing");
        assertThat(bot.says("D9", ANA, "Yes")).containsExactly("slack:D9> dropped");
        assertThat(bot.says("D9", ANA, "yes")).first().asString().contains("asked you nothing");
        assertThat(bot.says("C1", ANA, "!drop"))
                .containsExactly("slack:C1> All 25?\nSay tocsin yes or tocsin no, within 5 min.");
        assertThat(bot.says("C1", ANA, "!no")).containsExactly("slack:C1> Nothing was done.");
        bot.says("D9", ANA, "drop");
        bot.now = bot.now.plus(Duration.ofMinutes(5));
        assertThat(bot.says("D9", ANA, "yes")).first().asString().contains("asked you nothing");
        assertThat(bot.audit.newest(10)).extracting(Audit.Entry::outcome).containsExactly("done");
    }
}
