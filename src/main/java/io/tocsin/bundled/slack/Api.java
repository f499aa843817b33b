package io.tocsin.bundled.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Troubles;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;

/** Calls the Web API: bounded in time, never repeated by itself, and not before Slack allows it again. */
final class Api implements AutoCloseable {

    private static final int STEP_MILLIS = 10_000;
    private static final Duration SOME_SECONDS = Duration.ofSeconds(5);
    private static final int TOO_MANY = 429;
    private static final int IDLE_CONNECTIONS = 5;
    /** Slack closes idle connections, and then nobody knows whether a message on one of them arrived. */
    private static final int IDLE_SECONDS = 20;

    private static final Set<String> TOKEN = Set.of(
            "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "access_denied",
            "org_login_required", "ekm_access_denied", "team_access_not_granted", "not_allowed_token_type");
    private static final Set<String> MESSAGE = Set.of(
            "invalid_blocks", "invalid_blocks_format", "invalid_attachments", "too_many_attachments",
            "attachment_payload_limit_exceeded", "msg_too_long", "msg_blocks_too_long", "no_text", "invalid_arguments",
            "invalid_arg_name", "metadata_too_large", "invalid_metadata_format", "invalid_metadata_schema",
            "message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found",
            "cannot_reply_to_message", "is_inactive", "user_not_found", "bad_timestamp", "block_mismatch");

    private final Slack slack;
    private final String token;
    private final Troubles troubles;
    private final InstantSource clock;
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    /** One request. */
    @FunctionalInterface
    interface Call<T extends SlackApiTextResponse> {
        T run(MethodsClient client) throws IOException, SlackApiException;
    }

    /**
     * What is asked.
     *
     * @param channel its id, as far as it is known; empty where it is about none
     * @param room the same as it is to be named to people
     * @param needed whether it is trouble if the app may not do it
     */
    record Ask(String method, String channel, String room, boolean needed) {

        Ask(String method, boolean needed) {
            this(method, "", "", needed);
        }

        /** Slack limits messages by channel, everything else by method. */
        String limited() {
            return method.equals("chat.postMessage") ? method + " " + channel : method;
        }
    }

    Api(SlackSettings settings, Troubles troubles, InstantSource clock, Duration limit) {
        this.slack = slack(settings, limit);
        this.token = settings.token();
        this.troubles = troubles;
        this.clock = clock;
    }

    private static Slack slack(SlackSettings settings, Duration limit) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(settings.apiUrl());
        config.setHttpClientReadTimeoutMillis(STEP_MILLIS);
        config.setHttpClientWriteTimeoutMillis(STEP_MILLIS);
        config.setHttpClientCallTimeoutMillis((int) limit.toMillis());
        config.setStatsEnabled(false);
        if (isHere(settings.apiUrl())) {
            config.setProxyUrl(null);
        }
        SlackHttpClient http = new SlackHttpClient(SlackHttpClient.buildOkHttpClient(config).newBuilder()
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .build());
        http.setConfig(config);
        return Slack.getInstance(config, http);
    }

    private static boolean isHere(String url) {
        String host = String.valueOf(URI.create(url).getHost());
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    String token() {
        return token;
    }

    Slack slack() {
        return slack;
    }

    /** @param handled errors that are no failure here but an answer */
    <T extends SlackApiTextResponse> T call(Ask ask, Set<String> handled, Call<T> call) throws RoomException {
        return call(ask, handled, token, "slack.token", call);
    }

    <T extends SlackApiTextResponse> T call(
            Ask ask, Set<String> handled, String with, String setting, Call<T> call) throws RoomException {
        waitNoLess(ask);
        T answer;
        try {
            answer = call.run(slack.methods(with));
        } catch (SlackApiException failure) {
            throw failed(ask, failure);
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (RuntimeException noJson) {
            throw new RoomException(
                    Kind.LATER, "what slack.api-url answers to " + ask.method() + " is not what Slack says", noJson,
                    Optional.empty());
        }
        if (answer.isOk() || handled.contains(answer.getError())) {
            works(ask, with);
            return answer;
        }
        throw refused(ask, String.valueOf(answer.getError()), String.valueOf(answer.getNeeded()), setting);
    }

    private void waitNoLess(Ask ask) throws RoomException {
        Instant until = notBefore.get(ask.limited());
        Duration wait = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        if (wait.isPositive()) {
            throw limited(wait);
        }
        notBefore.remove(ask.limited());
    }

    private static RoomException limited(Duration wait) {
        return new RoomException(
                Kind.LATER, "Slack takes no more for the next " + (wait.toMillis() + 999) / 1000 + " s",
                Optional.of(wait));
    }

    private RoomException failed(Ask ask, SlackApiException failure) {
        int status = failure.getResponse().code();
        String after = failure.getResponse().header("Retry-After", "");
        if (status == TOO_MANY) {
            Duration wait = after != null && after.matches("\\d{1,6}")
                    ? Duration.ofSeconds(Long.parseLong(after))
                    : SOME_SECONDS;
            notBefore.put(ask.limited(), clock.instant().plus(wait));
            return limited(wait);
        }
        return new RoomException(Kind.LATER, "Slack answered " + status + " to " + ask.method());
    }

    static RoomException unreachable(IOException failure) {
        return new RoomException(
                Kind.LATER, "Slack was not reached: " + Plain.line(String.valueOf(failure.getMessage()), 200), failure,
                Optional.empty());
    }

    private void works(Ask ask, String with) {
        if (with.equals(token)) {
            troubles.end(Troubles.TOKEN);
        }
        troubles.end(Troubles.RIGHT + ask.method());
        if (!ask.room().isEmpty()) {
            troubles.end(Troubles.ROOM + ask.room());
            troubles.end(Troubles.ROOM + ask.channel());
        }
    }

    private RoomException refused(Ask ask, String error, String needed, String setting) {
        if (TOKEN.contains(error)) {
            String text = "it does not accept " + setting + " (" + error + ")";
            if (setting.equals("slack.token")) {
                troubles.begin(Troubles.TOKEN, text);
            }
            return new RoomException(Kind.LATER, "Slack: " + text);
        }
        if (error.equals("missing_scope")) {
            String text = "the app lacks the scope " + Plain.line(needed, 100) + " for " + ask.method()
                    + "; add it and install the app again";
            begin(ask, Troubles.RIGHT + ask.method(), text);
            return new RoomException(Kind.LATER, "Slack: " + text);
        }
        String room = roomTrouble(error, ask.room());
        if (!room.isEmpty()) {
            begin(ask, Troubles.ROOM + ask.room(), room);
            return new RoomException(Kind.LATER, "Slack: " + room);
        }
        Kind kind = MESSAGE.contains(error) ? Kind.REFUSED : Kind.LATER;
        return new RoomException(kind, "Slack answered " + Plain.line(error, 100) + " to " + ask.method(),
                error.equals("ratelimited") ? Optional.of(SOME_SECONDS) : Optional.empty());
    }

    private void begin(Ask ask, String about, String text) {
        if (ask.needed()) {
            troubles.begin(about, text);
        }
    }

    private static String roomTrouble(String error, String room) {
        return switch (error) {
            case "channel_not_found" -> "there is no channel " + room + ", or it is private and I am not in it";
            case "not_in_channel" -> "I am not in " + room + "; invite me there";
            case "is_archived" -> "the channel " + room + " is archived";
            case "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel" ->
                    "I may not post in " + room;
            default -> "";
        };
    }

    @Override
    public void close() {
        try {
            slack.close();
        } catch (Exception closing) {
            throw new IllegalStateException(closing);
        }
    }
}
