package io.tocsin.bundled.rocketchat;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls the REST API: logged in, bounded in time, and not before the server allows it again. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration SOME_SECONDS = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final Pattern WAIT = Pattern.compile("wait (\\d{1,5}) second");

    private final RocketChatSettings settings;
    private final Http http;
    private final Login login;
    private final Troubles troubles;
    private final Waits waits;

    /**
     * What a method answered.
     *
     * @param error why it failed, in the server's words; empty if it did what was asked
     */
    record Reply(String method, JsonNode body, String error) {

        boolean ok() {
            return error.isEmpty();
        }

        boolean is(String... errors) {
            for (String one : errors) {
                if (error.contains(one) || body.path("errorType").asText("").equals(one)) {
                    return true;
                }
            }
            return false;
        }

        JsonNode orThrow(Kind kind) throws RoomException {
            if (!ok()) {
                throw new RoomException(kind, "Rocket.Chat answered \"" + error + "\" to " + method);
            }
            return body;
        }
    }

    Api(RocketChatSettings settings, Http http, Troubles troubles, InstantSource clock, Duration loginPause) {
        this.settings = settings;
        this.http = http;
        this.troubles = troubles;
        this.waits = new Waits("Rocket.Chat", clock);
        this.login = new Login(settings, this::ask, troubles, clock, loginPause);
    }

    /** The token to resume a log-in over the realtime API with. */
    String token() throws RoomException {
        return login.current().token();
    }

    /** The realtime API does not take this token. */
    void renew(String token) throws RoomException {
        Login.Access access = login.current();
        if (access.token().equals(token)) {
            login.renewed(access);
        }
    }

    Reply get(String method, Map<String, String> query) throws RoomException {
        String parameters = new TreeMap<>(query).entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return call("GET", method, parameters.isEmpty() ? "" : "?" + parameters, "");
    }

    Reply post(String method, JsonNode body) throws RoomException {
        return call("POST", method, "", body.toString());
    }

    private Reply call(String verb, String method, String query, String body) throws RoomException {
        waits.check(method);
        Login.Access access = login.current();
        Http.Answer answer = ask(request(verb, method + query, body, access));
        if (answer.status() == UNAUTHORIZED) {
            answer = ask(request(verb, method + query, body, login.renewed(access)));
        }
        if (answer.status() == UNAUTHORIZED) {
            throw login.refused(error(json(answer.body())));
        }
        return judged(method, answer);
    }

    private Http.Request request(String verb, String path, String body, Login.Access access) {
        return new Http.Request(
                verb, settings.url() + "/api/v1/" + path,
                Map.of("Content-Type", "application/json; charset=utf-8", "X-Auth-Token", access.token(),
                        "X-User-Id", access.userId()),
                body, LIMIT);
    }

    private Http.Answer ask(Http.Request request) throws RoomException {
        try {
            return http.send(request);
        } catch (Refusal refusal) {
            throw new RoomException(Kind.LATER, "rocketchat.url is an address that is not allowed", refusal,
                    Optional.empty());
        } catch (IOException failure) {
            throw new RoomException(
                    Kind.LATER, "Rocket.Chat was not reached: " + Plain.line(String.valueOf(failure.getMessage()), 200),
                    failure, Optional.empty());
        }
    }

    private Reply judged(String method, Http.Answer answer) throws RoomException {
        JsonNode body = json(answer.body());
        String error = error(body);
        boolean tooMany = error.contains("too-many-requests") || body.path("errorType").asText("").contains("too-many");
        if (answer.status() == TOO_MANY || tooMany) {
            throw waits.begin(method, wait(error, answer));
        }
        boolean said = body.has("success");
        if (answer.status() >= 500 || !said) {
            boolean redirect = answer.status() / 100 == 3;
            throw new RoomException(Kind.LATER, "Rocket.Chat answered " + answer.status() + " to " + method
                    + (redirect ? ", a redirect: correct rocketchat.url" : ""));
        }
        troubles.end(Troubles.TOKEN);
        boolean done = answer.ok() && body.path("success").asBoolean(false);
        return new Reply(method, body, done ? "" : error.isEmpty() ? "no reason (" + answer.status() + ")" : error);
    }

    /** The message says it in the words of an error, the headers as a moment of the server's clock. */
    private static Duration wait(String error, Http.Answer answer) {
        Matcher seconds = WAIT.matcher(error);
        if (seconds.find()) {
            return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
        }
        String after = answer.headers().getOrDefault("retry-after", "");
        return after.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(after)) : SOME_SECONDS;
    }

    static String error(JsonNode body) {
        JsonNode error = body.path("error");
        String said = error.isTextual() ? error.asText() : body.path("message").asText(error.asText(""));
        return Plain.line(said, 200);
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
