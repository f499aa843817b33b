package io.tocsin.bundled.mattermost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.Waits;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Calls the REST API: bounded in time, and not before the server allows it again. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration SOME_SECONDS = Duration.ofSeconds(5);
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    /** The server counts all requests of a token together. */
    private static final String ALL = "requests";

    private final MattermostSettings settings;
    private final Http http;
    private final Troubles troubles;
    private final Waits waits;

    /** What was answered, be it what was asked for or why not. */
    record Reply(int status, JsonNode body) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        /** The server's name of the error, such as {@code api.context.permissions.app_error}. */
        String error() {
            return Plain.line(body.path("id").asText(""), 100);
        }

        String why() {
            String said = Plain.line(body.path("message").asText(error()), 200);
            return said.isEmpty()
                    ? "Mattermost answered " + status
                    : "Mattermost answered \"" + said + "\" (" + status
                            + ")";
        }

        JsonNode orThrow(Kind kind) throws RoomException {
            if (!ok()) {
                throw new RoomException(kind, why());
            }
            return body;
        }
    }

    Api(MattermostSettings settings, Http http, Troubles troubles, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.troubles = troubles;
        this.waits = new Waits("Mattermost", clock);
    }

    Reply get(String path) throws RoomException {
        return call("GET", path, "");
    }

    Reply post(String path, JsonNode body) throws RoomException {
        return call("POST", path, body.toString());
    }

    /** Throws where the failure is not about what was asked: not reached, not let in, too fast, broken. */
    Reply call(String verb, String path, String body) throws RoomException {
        waits.check(ALL);
        Http.Answer answer = ask(new Http.Request(
                verb, settings.url() + "/api/v4/" + path,
                Map.of("Content-Type", "application/json; charset=utf-8", "Authorization",
                        "Bearer " + settings.token()),
                body, LIMIT));
        JsonNode json = json(answer.body());
        Reply reply = new Reply(answer.status(), json);
        if (answer.status() == TOO_MANY) {
            throw waits.begin(ALL, wait(answer));
        }
        if (answer.status() == UNAUTHORIZED) {
            throw unknown();
        }
        boolean strange = json.isMissingNode() || !(json.isObject() || json.isArray());
        if (answer.status() >= 500 || answer.status() / 100 == 3 || strange) {
            boolean redirect = answer.status() / 100 == 3;
            throw new RoomException(Kind.LATER, "Mattermost answered " + answer.status()
                    + (redirect ? ", a redirect: correct mattermost.url" : strange ? ", but no JSON" : ""));
        }
        troubles.end(Troubles.TOKEN);
        return reply;
    }

    private RoomException unknown() {
        String text = "it does not accept mattermost.token";
        troubles.begin(Troubles.TOKEN, text);
        return new RoomException(Kind.LATER, "Mattermost: " + text);
    }

    private Http.Answer ask(Http.Request request) throws RoomException {
        try {
            return http.send(request);
        } catch (Refusal refusal) {
            throw new RoomException(Kind.LATER, "mattermost.url is an address that is not allowed", refusal,
                    Optional.empty());
        } catch (IOException failure) {
            throw new RoomException(
                    Kind.LATER, "Mattermost was not reached: " + Plain.line(String.valueOf(failure.getMessage()), 200),
                    failure, Optional.empty());
        }
    }

    /** Both headers count seconds from now. */
    private static Duration wait(Http.Answer answer) {
        for (String name : new String[] {"retry-after", "x-ratelimit-reset"}) {
            String value = answer.headers().getOrDefault(name, "");
            if (value.matches("\\d{1,6}")) {
                return Duration.ofSeconds(Math.max(1, Long.parseLong(value)));
            }
        }
        return SOME_SECONDS;
    }

    static JsonNode json(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }
}
