package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Troubles;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Calls the homeserver, with a token that it has or logs in for. Bounded in time. Safe for use by many threads. */
final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String CLIENT = "/_matrix/client/v3/";
    private static final String MEDIA = "/_matrix/media/v3/upload?filename=";
    /** The same one at each log-in, so that they do not pile up, and transactions stay known. */
    private static final String DEVICE = "TOCSIN";
    private static final int SAID = 200;

    private final MatrixSettings settings;
    private final Http http;
    private final Troubles troubles;
    private final Duration limit;
    private final ReentrantLock loggingIn = new ReentrantLock();
    private volatile String token;

    Api(MatrixSettings settings, Http http, Troubles troubles, Duration limit) {
        this.settings = settings;
        this.http = http;
        this.troubles = troubles;
        this.limit = limit;
        this.token = settings.token();
    }

    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    /** A part of a path. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Reply get(String path) throws RoomException {
        return get(path, limit);
    }

    Reply get(String path, Duration within) throws RoomException {
        return authorized(bearer -> http.send(request("GET", CLIENT + path, bearer, "", within)));
    }

    Reply put(String path, JsonNode body) throws RoomException {
        return authorized(bearer -> http.send(request("PUT", CLIENT + path, bearer, body.toString(), limit)));
    }

    Reply post(String path, JsonNode body) throws RoomException {
        return authorized(bearer -> http.send(request("POST", CLIENT + path, bearer, body.toString(), limit)));
    }

    Reply upload(String name, String mediaType, byte[] content) throws RoomException {
        return authorized(bearer -> {
            Map<String, String> headers = new HashMap<>(Map.of("Content-Type", mediaType));
            headers.put("Authorization", "Bearer " + bearer);
            return http.send(
                    new Http.Request("POST", settings.url() + MEDIA + part(name), headers, "", limit), content);
        });
    }

    /** A request with a token. */
    @FunctionalInterface
    private interface Call {
        Http.Answer send(String bearer) throws IOException;
    }

    private Reply authorized(Call call) throws RoomException {
        String bearer = token.isEmpty() ? logIn("") : token;
        Reply reply = reached(call, bearer);
        if (reply.tokenUnknown() && settings.logsIn()) {
            reply = reached(call, logIn(bearer));
        }
        if (reply.tokenUnknown()) {
            throw unaccepted("it does not accept matrix.token", reply);
        }
        if (reply.ok()) {
            troubles.end(Troubles.TOKEN);
        }
        return reply;
    }

    /** @param old a token that ended; another thread may have a new one by now */
    private String logIn(String old) throws RoomException {
        loggingIn.lock();
        try {
            if (!token.equals(old)) {
                return token;
            }
            ObjectNode body = body()
                    .put("type", "m.login.password")
                    .put("password", settings.password())
                    .put("device_id", DEVICE)
                    .put("initial_device_display_name", "Tocsin");
            body.putObject("identifier").put("type", "m.id.user").put("user", settings.user());
            Reply reply = reached(_ -> http.send(request("POST", CLIENT + "login", "", body.toString(), limit)), "");
            String given = reply.body().path("access_token").asText("");
            if (!given.isEmpty()) {
                token = given;
                troubles.end(Troubles.TOKEN);
                return given;
            }
            if (reply.forbidden()) {
                throw unaccepted("it does not accept matrix.user and matrix.password", reply);
            }
            throw later(reply.failure("the log-in"));
        } finally {
            loggingIn.unlock();
        }
    }

    /** Whatever is wrong with logging in, it is not the message. */
    private static RoomException later(RoomException failure) {
        return new RoomException(Kind.LATER, String.valueOf(failure.getMessage()), failure.retryAfter());
    }

    private RoomException unaccepted(String what, Reply reply) {
        String text = what + " (" + reply.said() + ")";
        troubles.begin(Troubles.TOKEN, text);
        return new RoomException(Kind.LATER, "Matrix: " + text);
    }

    private static Reply reached(Call call, String bearer) throws RoomException {
        try {
            return Reply.of(call.send(bearer));
        } catch (Refusal denied) {
            throw new RoomException(Kind.LATER, "matrix.url is an address that is not allowed");
        } catch (IOException failure) {
            throw new RoomException(
                    Kind.LATER, "Matrix was not reached: " + Plain.line(String.valueOf(failure.getMessage()), SAID),
                    failure, Optional.empty());
        }
    }

    private Http.Request request(String method, String path, String bearer, String body, Duration within) {
        Map<String, String> headers = new HashMap<>();
        if (!method.equals("GET")) {
            headers.put("Content-Type", "application/json");
        }
        if (!bearer.isEmpty()) {
            headers.put("Authorization", "Bearer " + bearer);
        }
        return new Http.Request(method, settings.url() + path, headers, body, within);
    }
}
