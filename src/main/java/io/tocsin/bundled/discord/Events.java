package io.tocsin.bundled.discord;

import io.tocsin.bundled.discord.Rest.Failure;
import io.tocsin.spi.Answers;
import io.tocsin.spi.Incoming;
import io.tocsin.spi.Person;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberJoinEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRemoveEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people say, click and choose, handed in as lines. Called on JDA's threads, which it never holds up. */
final class Events implements Consumer<GenericEvent> {

    private static final Logger log = LoggerFactory.getLogger(Events.class);
    private static final Emoji AT_WORK = Emoji.fromUnicode("\ud83d\udc40");
    private static final int LONGEST_NAME = 100;
    private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS,
            command -> Thread.ofVirtual().name("discord-at-work").start(command));

    private final Receiver receiver;
    private final SlashCommands commands;
    private final Rest rest;

    Events(Receiver receiver, SlashCommands commands, Rest rest) {
        this.receiver = receiver;
        this.commands = commands;
        this.rest = rest;
        Message.suppressContentIntentWarning();
    }

    @Override
    public void accept(GenericEvent event) {
        try {
            switch (event) {
                case MessageReceivedEvent message -> said(message);
                case SlashCommandInteractionEvent slash -> interaction(slash, slash, commands.line(slash), false);
                case ButtonInteractionEvent click -> interaction(click, click, click.getComponentId(), true);
                case StringSelectInteractionEvent choice when !choice.getValues().isEmpty() ->
                        interaction(choice, choice, choice.getValues().getFirst(), true);
                case GuildMemberJoinEvent came -> moved(came.getGuild(), came.getUser(), true);
                case GuildMemberRemoveEvent went -> moved(went.getGuild(), went.getUser(), false);
                case CommandAutoCompleteInteractionEvent typing ->
                        typing.replyChoices(commands.choices(typing)).queue(null, Events::unanswered);
                default -> {
                }
            }
        } catch (RuntimeException failed) {
            log.warn("something that was said in Discord could not be taken in", failed);
        }
    }

    /** Discord tells who is on a server, not in a channel; the channel where it greets them stands for it. */
    private void moved(Guild guild, User user, boolean entered) {
        if (!user.isBot()) {
            String place = Optional.ofNullable(guild.getSystemChannel()).map(Channel::getId).orElse(guild.getId());
            receiver.moved(place, person(user, null), entered);
        }
    }

    private void said(MessageReceivedEvent event) {
        Message message = event.getMessage();
        if (event.getAuthor().isBot() || event.getAuthor().isSystem() || message.isWebhookMessage()
                || message.getType().isSystem()) {
            return;
        }
        User self = event.getJDA().getSelfUser();
        Pattern mention = Pattern.compile("<@!?" + self.getId() + ">");
        String text = message.getContentRaw().strip();
        Matcher start = mention.matcher(text);
        boolean mentioned = start.lookingAt();
        String said = mentioned ? text.substring(start.end()).replaceFirst("^[\\s,:]+", "") : text;
        if (said.isEmpty()) {
            return;
        }
        String line = mention.matcher(said).replaceAll(Matcher.quoteReplacement("@" + self.getName()));
        boolean direct = mentioned || !event.isFromGuild();
        Answers answers = new Typed(rest, event.getChannel().getId(), message.getId());
        CompletionStage<Void> done = receiver.receive(new Incoming(
                address(event.getChannel()), person(event.getAuthor(), event.getMember()), line, direct,
                thread(event.getChannel()), Optional.of(answers),
                Optional.of(new Reference(event.getChannel().getId(), message.getId()).toString())));
        showWork(message, done);
    }

    /** A line that takes a while gets a pair of eyes until it is dealt with. */
    private static void showWork(Message message, CompletionStage<Void> done) {
        CompletableFuture<Void> dealtWith = done.toCompletableFuture();
        if (dealtWith.isDone()) {
            return;
        }
        CompletableFuture.supplyAsync(dealtWith::isDone, SOON)
                .thenCompose(quick -> quick
                        ? CompletableFuture.completedFuture(false)
                        : message.addReaction(AT_WORK).submit().thenApply(_ -> true))
                .thenCombine(dealtWith, (shown, _) -> shown)
                .thenAccept(shown -> {
                    if (shown) {
                        message.removeReaction(AT_WORK).queue(null, Events::unanswered);
                    }
                })
                .exceptionally(failure -> {
                    unanswered(failure);
                    return null;
                });
    }

    private void interaction(Interaction event, IReplyCallback reply, String line, boolean quiet) {
        reply.deferReply(quiet).queue(null, Events::unanswered);
        HookAnswers answers = new HookAnswers(reply.getHook(), rest, quiet);
        Channel channel = event.getChannel();
        receiver.receive(new Incoming(
                channel == null ? "" : address(channel),
                person(event.getUser(), event.getMember()),
                line,
                true,
                channel == null ? Optional.empty() : thread(channel),
                Optional.of(answers)))
                .thenRun(answers::finished);
    }

    private static String address(Channel channel) {
        return channel instanceof ThreadChannel thread ? thread.getParentChannel().getId() : channel.getId();
    }

    /** The message that a thread was opened under has the thread's id. */
    private static Optional<String> thread(Channel channel) {
        return channel instanceof ThreadChannel thread
                ? Optional.of(new Reference(thread.getParentChannel().getId(), thread.getId()).toString())
                : Optional.empty();
    }

    private static Person person(User user, @Nullable Member member) {
        String name = member == null ? user.getEffectiveName() : member.getEffectiveName();
        return new Person(DiscordSettings.KIND + ":" + user.getId(), Plain.label(name, LONGEST_NAME));
    }

    /** Answers what was typed by a message that points to it. */
    private record Typed(Rest rest, String channel, String message) implements Answers {

        @Override
        public void answer(io.tocsin.spi.Message answer, boolean personal) throws RoomException {
            try {
                rest.send(channel, Renderer.answer(answer), Optional.empty(), Optional.of(message));
            } catch (Failure failure) {
                throw failure.exception();
            }
        }

        @Override
        public boolean isMessage() {
            return true;
        }
    }

    /** Nobody waits for these, and whoever asked can ask again. */
    static void unanswered(Throwable failure) {
        log.debug("Discord did not take a sign of life: {}", failure.toString());
    }
}
