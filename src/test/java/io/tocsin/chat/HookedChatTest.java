package io.tocsin.chat;

import static io.tocsin.chat.TestBot.ANA;
import static io.tocsin.chat.TestBot.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.access.Audit;
import io.tocsin.guard.Faults;
import io.tocsin.guard.TrustedGuard;
import io.tocsin.hook.Events;
import io.tocsin.hook.Filtering;
import io.tocsin.hook.Filters;
import io.tocsin.hook.Hooks;
import io.tocsin.hook.Reacting;
import io.tocsin.hook.Registry;
import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.spi.Event;
import io.tocsin.spi.Filter;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What plugins see of a conversation, do to it, and say in their own name. */
final class HookedChatTest {

    private static final Person PLUGIN = new Person("plugin:Deploys", "Deploys");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Faults faults = new Faults(() -> Sample.NOW);
    private final TrustedGuard guard = new TrustedGuard("test", faults);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final TestBot bot = new TestBot();
    private Hooks hooks = Hooks.NONE;
    private final Registry registry = new Registry() {
        @Override
        public List<Hooks> hooks() {
            return List.of(hooks);
        }

        @Override
        public Hooks hooks(String plugin) {
            return hooks;
        }
    };
    private final Events events = new Events(registry);

    HookedChatTest() {
        bot.hooked = new Chat.Hooked(new Filters(registry), events);
        bot.command(Command.named("ping"), (talk, _) -> talk.reply("pong " + talk.text()));
    }

    @AfterEach
    void close() {
        bot.close();
    }

    private void receiving(Filter<Incoming> filter) {
        hooks = hooks.receiving(new Filtering<>("test", "onReceive", filter, guard));
    }

    private void commanding(Filter<Filter.Order> filter) {
        hooks = hooks.commanding(new Filtering<>("test", "onCommand", filter, guard));
    }

    private void telling() {
        Reacting<Event> all = new Reacting<>("test", Event.class, event -> told.add(switch (event) {
            case Event.Said said -> said.room() + " " + said.person().id() + ": " + said.text();
            case Event.Entered entered -> "+" + entered.person().id() + " " + entered.room();
            case Event.Left left -> "-" + left.person().id() + " " + left.room();
            default -> event.toString();
        }), guard);
        events.join(all, () -> hooks = hooks.reacting(all), faults);
    }

    private static Filter<Incoming> saying(String text) {
        return line -> Optional.of(new Incoming(
                "elsewhere", BEN, text, true, line.thread(), line.answers()));
    }

    @Test
    void everyLineIsToldWhetherItIsMeantForTheBotOrNot() throws Exception {
        telling();

        bot.says("C1", ANA, "good morning");
        bot.says("C1", BEN, "tocsin ping");

        await().until(() -> told.size() == 2);
        assertThat(told).containsExactly("slack:C1 slack:U1: good morning", "slack:C1 slack:U2: tocsin ping");
    }

    @Test
    void whoComesAndGoesIsTold() {
        telling();

        bot.chat().conversation("slack").moved("C1", new Person("U7", "eve"), true);
        bot.chat().conversation("slack").moved("C1", ANA, false);

        await().until(() -> told.size() == 2);
        assertThat(told).containsExactly("+slack:U7 slack:C1", "-slack:U1 slack:C1");
    }

    @Test
    void aFilterChangesWhatIsSaidButNotWhoSaidItWhere() throws Exception {
        receiving(saying("tocsin ping"));
        telling();

        assertThat(bot.says("C1", ANA, "pling")).containsExactly("slack:C1> pong ping");
        await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly("slack:C1 slack:U1: tocsin ping");
    }

    @Test
    void aLineThatIsSwallowedNobodySees() throws Exception {
        receiving(line -> line.text().contains("ping") ? Optional.empty() : Optional.of(line));
        telling();

        assertThat(bot.says("C1", ANA, "tocsin ping")).isEmpty();
        assertThat(bot.says("C1", ANA, "tocsin what now")).hasSize(1);
        await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly("slack:C1 slack:U1: tocsin what now");
    }

    @Test
    void aFilterThatFailsHasNoSay() throws Exception {
        receiving(_ -> {
            throw new IllegalStateException("broken");
        });

        assertThat(bot.says("C1", ANA, "tocsin ping")).containsExactly("slack:C1> pong ping");
    }

    @Test
    void aCommandMayBecomeAnotherBeforeItIsJudged() throws Exception {
        bot.command(Command.named("drop").needs(Role.ADMINISTER).changes(), (talk, _) -> talk.reply("dropped"));
        commanding(order -> Optional.of(new Filter.Order(order.room(), ANA, "drop")));

        assertThat(bot.says("C1", BEN, "tocsin ping")).singleElement().asString().contains("drop", "administer");
        assertThat(bot.audit.newest(1)).extracting(Audit.Entry::command).containsExactly("drop");
    }

    @Test
    void aCommandThatBecomesNoneIsAnsweredSo() throws Exception {
        commanding(order -> Optional.of(new Filter.Order(order.room(), order.person(), "pong")));

        assertThat(bot.says("C1", ANA, "tocsin ping"))
                .containsExactly("slack:C1> I know no \"pong\". Did you mean: ping");
    }

    @Test
    void aCommandThatIsSwallowedIsNotRun() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        commanding(order -> {
            seen.add(order.room() + " " + order.person().id() + ": " + order.line());
            return Optional.empty();
        });

        assertThat(bot.says("C1", ANA, "tocsin ping")).isEmpty();
        assertThat(bot.says("C1", ANA, "tocsin no command at all")).hasSize(1);
        assertThat(seen).containsExactly("slack:C1 slack:U1: ping");
    }

    @Test
    void aPluginRunsACommandWithAllRightsInItsOwnName() {
        bot.command(Command.named("drop").value("what", Kind.WORD).needs(Role.ADMINISTER).changes(),
                (talk, arguments) -> {
                    talk.reply("dropping " + arguments.text("what"));
                    talk.reply("dropped for " + talk.person().name());
                });

        assertThat(bot.chat().run(PLUGIN, "drop shop", LIMIT)).extracting(Message::plain)
                .containsExactly("dropping shop", "dropped for Deploys");
        assertThat(bot.audit.newest(1))
                .extracting(entry -> entry.who() + " " + entry.command() + " " + entry.outcome())
                .containsExactly("Deploys (plugin:Deploys) drop shop done");
        assertThat(bot.replies).isEmpty();
    }

    @Test
    void whatAsksYesOrNoIsDone() {
        bot.command(Command.named("wipe").needs(Role.ADMINISTER).changes(), (talk, _) -> ChatTalk.of(talk).confirm(
                Phrase.literal("Sure?"), () -> talk.reply("wiped")));

        assertThat(bot.chat().run(PLUGIN, "wipe", LIMIT)).extracting(Message::plain).containsExactly("wiped");
        assertThat(bot.audit.newest(1)).extracting(Audit.Entry::outcome).containsExactly("done");
    }

    @Test
    void whatIsRefusedOrUnknownOrFailsIsThrown() {
        bot.command(Command.named("wipe"), (_, _) -> {
            throw new Refusal("not today");
        });
        bot.command(Command.named("crash"), (_, _) -> {
            throw new IllegalStateException("kaput");
        });

        assertThatThrownBy(() -> bot.chat().run(PLUGIN, "wipe", LIMIT))
                .isInstanceOf(Refusal.class).hasMessage("not today");
        assertThatThrownBy(() -> bot.chat().run(PLUGIN, "mutt shop", LIMIT))
                .isInstanceOf(Refusal.class).hasMessageContaining("I know no \"mutt\"");
        assertThatThrownBy(() -> bot.chat().run(PLUGIN, "crash", LIMIT))
                .isInstanceOf(Refusal.class).hasMessageContaining("kaput");
    }

    @Test
    void whatTakesTooLongIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        bot.command(Command.named("sleep"), (_, _) -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        });

        assertThatThrownBy(() -> bot.chat().run(PLUGIN, "sleep", Duration.ofMillis(50)))
                .isInstanceOf(Refusal.class).hasMessageContaining("chat.errand-late");
        interrupted.await();
    }

    @Test
    void longAnswersComeWhole() {
        bot.command(Command.named("long"), (talk, _) -> ChatTalk.of(talk).page("line\n".repeat(50)));

        assertThat(bot.chat().run(PLUGIN, "long", LIMIT)).singleElement()
                .satisfies(answer -> assertThat(answer.text().lines()).hasSize(50));
    }
}
