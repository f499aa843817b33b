package io.tocsin.bundled.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the bot logged in. Says what is wrong when that changes, and goes on trying whatever it is. */
final class Connection implements AutoCloseable {

    /** What is wrong when Discord does not know the bot. */
    static final String REFUSED = "Discord refuses the bot's token: set discord.token to a valid one";

    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final int LONGEST_RECONNECT_SECONDS = 60;
    private static final int LONGEST_REASON = 200;
    private static final List<Permission> NEEDED = List.of(
            Permission.VIEW_CHANNEL,
            Permission.MESSAGE_SEND,
            Permission.MESSAGE_SEND_IN_THREADS,
            Permission.CREATE_PUBLIC_THREADS,
            Permission.MESSAGE_EMBED_LINKS,
            Permission.MESSAGE_ATTACH_FILES,
            Permission.MESSAGE_ADD_REACTION,
            Permission.MESSAGE_HISTORY);

    private final DiscordSettings settings;
    private final Pauses pauses;
    private final Limits limits;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean invited = new AtomicBoolean();
    private volatile Optional<JDA> jda = Optional.empty();
    private volatile Optional<String> trouble = Optional.of("connecting to Discord");

    /**
     * How long to wait.
     *
     * @param first between two attempts to log in, after the first failure; it doubles with each
     * @param refused after Discord refused the token or what is asked for, which only people mend
     * @param call until a request must be answered; three of these fit into the time that one call to a room usually has
     */
    record Pauses(Duration first, Duration most, Duration refused, Duration call) {

        static final Pauses USUAL = new Pauses(
                Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofMinutes(3), Duration.ofSeconds(9));
    }

    /** How one session came to its end. */
    private record End(String why, boolean refused) {}

    Connection(DiscordSettings settings, Pauses pauses, Limits limits) {
        this.settings = settings;
        this.pauses = pauses;
        this.limits = limits;
    }

    /**
     * Begins to log in, again and again until it is closed.
     *
     * @param ready called with each new session, on JDA's thread
     */
    void open(Consumer<GenericEvent> events, Consumer<JDA> ready) {
        Thread.ofVirtual().name("discord-login").start(() -> keep(events, ready));
    }

    /** What requests are made with, once the token was accepted. */
    Optional<JDA> jda() {
        return jda;
    }

    Optional<String> trouble() {
        return trouble;
    }

    private void keep(Consumer<GenericEvent> events, Consumer<JDA> ready) {
        Duration pause = pauses.first;
        try {
            while (closed.getCount() > 0) {
                AtomicBoolean wasReady = new AtomicBoolean();
                End end = session(events, ready, wasReady);
                jda = Optional.empty();
                if (closed.getCount() == 0) {
                    return;
                }
                pause = wasReady.get() ? pauses.first : pause;
                Duration wait = end.refused ? pauses.refused : pause;
                trouble(end.why + "; trying again every " + words(wait));
                if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                Duration twice = pause.multipliedBy(2);
                pause = twice.compareTo(pauses.most) > 0 ? pauses.most : twice;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Logs in and waits for the end. */
    private End session(Consumer<GenericEvent> events, Consumer<JDA> ready, AtomicBoolean wasReady)
            throws InterruptedException {
        CompletableFuture<End> end = new CompletableFuture<>();
        EventListener listener = event -> {
            if (event instanceof ReadyEvent) {
                wasReady.set(true);
            }
            heard(event, end, ready);
            events.accept(event);
        };
        try {
            JDA session = builder().addEventListeners(listener).build();
            jda = Optional.of(session);
            if (closed.getCount() == 0) {
                session.shutdownNow();
            }
            return end.get();
        } catch (InvalidTokenException wrong) {
            return new End(REFUSED, true);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (RuntimeException unreachable) {
            Throwable cause = unreachable.getCause() == null ? unreachable : unreachable.getCause();
            return new End(
                    "Discord was not reached: " + Plain.label(String.valueOf(cause.getMessage()), LONGEST_REASON),
                    false);
        }
    }

    private JDABuilder builder() {
        List<GatewayIntent> intents =
                new ArrayList<>(List.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.DIRECT_MESSAGES));
        if (settings.messageContent()) {
            intents.add(GatewayIntent.MESSAGE_CONTENT);
        }
        if (settings.members()) {
            intents.add(GatewayIntent.GUILD_MEMBERS);
        }
        RestConfig rest = new RestConfig();
        rest.setRateLimiterFactory(limits::limiter);
        settings.apiUrl().ifPresent(rest::setBaseUrl);
        JDABuilder builder = JDABuilder.createLight(settings.token(), intents)
                .setRestConfig(rest)
                .setRequestTimeoutRetry(false)
                .setMaxReconnectDelay(LONGEST_RECONNECT_SECONDS)
                .setEnableShutdownHook(false);
        new Sessions(settings.gatewayUrl()).useIn(builder);
        if (settings.gatewayUrl().isPresent()) {
            builder.setCompression(Compression.NONE);
        }
        return builder;
    }

    private void heard(GenericEvent event, CompletableFuture<End> end, Consumer<JDA> ready) {
        switch (event) {
            case ReadyEvent _ -> {
                connected(event.getJDA());
                invite(event.getJDA());
                ready.accept(event.getJDA());
            }
            case SessionRecreateEvent _ -> {
                connected(event.getJDA());
                ready.accept(event.getJDA());
            }
            case SessionResumeEvent _ -> connected(event.getJDA());
            case SessionDisconnectEvent _ -> trouble("the connection to Discord is lost; connecting again");
            case GuildLeaveEvent left ->
                    log.warn("The bot was removed from the server {}",
                            Plain.label(left.getGuild().getName(), LONGEST_REASON));
            case ShutdownEvent shutdown -> end.complete(end(shutdown));
            default -> {
            }
        }
    }

    private End end(ShutdownEvent shutdown) {
        CloseCode code = shutdown.getCloseCode();
        return switch (code) {
            case AUTHENTICATION_FAILED -> new End(REFUSED, true);
            case DISALLOWED_INTENTS -> new End(disallowed(), true);
            case null -> new End("the connection to Discord has ended (" + shutdown.getCode() + ")", false);
            default -> new End("Discord ended the connection: " + code.getMeaning(), !code.isReconnect());
        };
    }

    private String disallowed() {
        return settings.members()
                ? "Discord does not let the bot see who joins and leaves, or read messages: switch on \"Server Members"
                        + " Intent\" and \"Message Content Intent\" on the Bot page of its application, or set"
                        + " discord.members=false and discord.message-content=false"
                : "Discord does not let the bot read messages: switch on \"Message Content Intent\" on the Bot page of"
                        + " its application, or set discord.message-content=false";
    }

    private void connected(JDA session) {
        trouble = Optional.empty();
        log.info("Connected to Discord as {}, in {} servers",
                Plain.label(session.getSelfUser().getName(), LONGEST_REASON), session.getGuildCache().size());
    }

    private void invite(JDA session) {
        if (invited.compareAndSet(false, true)) {
            log.info("To invite the bot to a server: https://discord.com/oauth2/authorize?client_id={}"
                    + "&scope=bot+applications.commands&permissions={}",
                    session.getSelfUser().getApplicationId(), Permission.getRaw(NEEDED));
        }
    }

    private void trouble(String what) {
        if (!trouble.equals(Optional.of(what))) {
            log.warn("Discord: {}", what);
        }
        trouble = Optional.of(what);
    }

    private static String words(Duration wait) {
        return wait.toMinutes() > 0 ? wait.toMinutes() + " min" : Math.max(1, wait.toSeconds()) + " s";
    }

    @Override
    public void close() {
        closed.countDown();
        jda.ifPresent(JDA::shutdownNow);
        trouble = Optional.of("closed");
    }
}
