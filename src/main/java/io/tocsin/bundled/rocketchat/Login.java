package io.tocsin.bundled.rocketchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Troubles;
import io.tocsin.spi.Http;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the bot is let in with: a token that was given to it, or one that it gets for its password and gets again when that
 * one has ended. A password that was refused is not sent again before a while, since servers lock users out for less.
 */
final class Login {

    private static final Logger log = LoggerFactory.getLogger(Login.class);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int TOO_MANY = 429;

    private final RocketChatSettings settings;
    private final Asking asking;
    private final Troubles troubles;
    private final InstantSource clock;
    private final Duration pause;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Access access;
    private Instant notBefore = Instant.EPOCH;
    private String failed = "";

    /** What a request is signed with. It has no {@code toString} of its parts. */
    record Access(String userId, String token) {

        @Override
        public String toString() {
            return "access of " + userId;
        }
    }

    /** Sends a request. */
    @FunctionalInterface
    interface Asking {
        Http.Answer ask(Http.Request request) throws RoomException;
    }

    /** @param pause between two attempts with a password that was refused */
    Login(RocketChatSettings settings, Asking asking, Troubles troubles, InstantSource clock, Duration pause) {
        this.settings = settings;
        this.asking = asking;
        this.troubles = troubles;
        this.clock = clock;
        this.pause = pause;
    }

    Access current() throws RoomException {
        if (!settings.logsIn()) {
            return new Access(settings.userId(), settings.token());
        }
        lock.lock();
        try {
            Access known = access;
            return known == null ? logIn() : known;
        } finally {
            lock.unlock();
        }
    }

    /** Another one than this, which was refused; another thread may have got it already. */
    Access renewed(Access old) throws RoomException {
        if (!settings.logsIn()) {
            return old;
        }
        lock.lock();
        try {
            Access known = access;
            return known == null || known.equals(old) ? logIn() : known;
        } finally {
            lock.unlock();
        }
    }

    private Access logIn() throws RoomException {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            Duration left = Duration.between(now, notBefore);
            throw new RoomException(Kind.LATER, failed, Optional.of(left));
        }
        access = null;
        String body = Api.JSON.createObjectNode()
                .put("user", settings.user())
                .put("password", settings.password())
                .toString();
        Http.Answer answer = asking.ask(new Http.Request(
                "POST", settings.url() + "/api/v1/login", Map.of("Content-Type", "application/json; charset=utf-8"),
                body, LIMIT));
        JsonNode said = Api.json(answer.body());
        JsonNode data = said.path("data");
        String userId = data.path("userId").asText("");
        String token = data.path("authToken").asText("");
        if (!answer.ok() || userId.isEmpty() || token.isEmpty()) {
            notBefore = clock.instant().plus(pause);
            RoomException failure = answer.status() >= 500 || answer.status() == TOO_MANY
                    ? new RoomException(Kind.LATER, "Rocket.Chat answered " + answer.status() + " to login")
                    : refused(Api.error(said));
            failed = String.valueOf(failure.getMessage());
            throw failure;
        }
        Access fresh = new Access(userId, token);
        access = fresh;
        log.info("Rocket.Chat: logged in");
        return fresh;
    }

    /** The server wants neither this token nor another one. */
    RoomException refused(String why) {
        String text = notAccepted(why);
        troubles.begin(Troubles.TOKEN, text);
        return new RoomException(Kind.LATER, "Rocket.Chat: " + text);
    }

    private String notAccepted(String why) {
        boolean factor = why.contains("totp");
        return "it does not accept "
                + (settings.logsIn()
                        ? "rocketchat.user and rocketchat.password"
                        : "rocketchat.user-id and rocketchat.token")
                + (why.isEmpty() ? "" : " (" + why + ")")
                + (factor ? "; a user with a second factor needs a personal access token" : "");
    }
}
