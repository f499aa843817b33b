package io.tocsin.bundled.slack;

import com.slack.api.Slack;
import com.slack.api.app_backend.SlackSignature;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.Middleware;
import com.slack.api.bolt.middleware.builtin.RequestVerification;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.bolt.util.SlackRequestParser.HttpRequest;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MemberJoinedChannelEvent;
import com.slack.api.model.event.MemberLeftChannelEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import io.tocsin.bundled.slack.Answered.Spot;
import io.tocsin.bundled.slack.Inbox.Said;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Bolt app: reads what Slack sends, over a socket or over HTTP, and passes on what people say. */
final class Listener {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);
    private static final Pattern CLICKS = Pattern.compile(Pattern.quote(Renderer.SAY) + "\\d+");

    private final App app;
    private final SocketModeRequestParser envelopes;
    private final SlackRequestParser requests;
    private final Inbox inbox;

    Listener(Slack slack, String signingSecret, String command, Inbox inbox) {
        AppConfig config = AppConfig.builder()
                .slack(slack)
                .signingSecret(signingSecret)
                .allEventsApiAutoAckEnabled(true)
                .unmatchedRequestHandler(_ -> Response.ok())
                .build();
        this.app = new App(config, signingSecret.isEmpty() ? List.of() : List.of(verification(signingSecret)));
        this.envelopes = new SocketModeRequestParser(config);
        this.requests = new SlackRequestParser(config);
        this.inbox = inbox;
        listen(command);
    }

    private static Middleware verification(String signingSecret) {
        return new RequestVerification(
                new SlackSignature.Verifier(new SlackSignature.Generator(signingSecret)));
    }

    private void listen(String command) {
        app.event(MessageEvent.class, (payload, context) -> {
            MessageEvent event = payload.getEvent();
            typed(event.getBotId(), event.getTs(), event.getText(),
                    new Spot(known(event.getChannel()), known(event.getUser()), known(event.getThreadTs())));
            return context.ack();
        });
        app.event(MessageThreadBroadcastEvent.class, (payload, context) -> {
            MessageThreadBroadcastEvent event = payload.getEvent();
            typed(null, event.getTs(), event.getText(),
                    new Spot(known(event.getChannel()), known(event.getUser()), known(event.getThreadTs())));
            return context.ack();
        });
        app.event(AppMentionEvent.class, (payload, context) -> {
            AppMentionEvent event = payload.getEvent();
            typed(event.getBotId(), event.getTs(), event.getText(),
                    new Spot(known(event.getChannel()), known(event.getUser()), known(event.getThreadTs())));
            return context.ack();
        });
        app.event(MemberJoinedChannelEvent.class, (payload, context) -> {
            MemberJoinedChannelEvent event = payload.getEvent();
            inbox.moved(known(event.getChannel()), known(event.getUser()), true);
            return context.ack();
        });
        app.event(MemberLeftChannelEvent.class, (payload, context) -> {
            MemberLeftChannelEvent event = payload.getEvent();
            inbox.moved(known(event.getChannel()), known(event.getUser()), false);
            return context.ack();
        });
        app.command(Pattern.compile(Pattern.quote(command)), (request, context) -> {
            command(request.getPayload());
            return context.ack();
        });
        app.blockAction(CLICKS, (request, context) -> {
            clicked(request.getPayload());
            return context.ack();
        });
    }

    private void typed(@Nullable String bot, @Nullable String ts, @Nullable String text, Spot spot) {
        if (bot == null && ts != null && !spot.channel().isEmpty()) {
            inbox.text(ts, spot, known(text));
        }
    }

    private void command(SlashCommandPayload payload) {
        String text = known(payload.getText()).strip();
        inbox.command(
                new Said("command " + known(payload.getTriggerId()),
                        new Spot(known(payload.getChannelId()), known(payload.getUserId()), ""),
                        known(payload.getUserName()), text.isEmpty() ? "help" : text),
                known(payload.getResponseUrl()));
    }

    private void clicked(BlockActionPayload payload) {
        BlockActionPayload.Action action = payload.getActions().getFirst();
        String line = action.getSelectedOption() == null
                ? known(action.getValue())
                : known(action.getSelectedOption().getValue());
        BlockActionPayload.Container container = payload.getContainer();
        String thread = container == null ? "" : known(container.getThreadTs());
        String channel = payload.getChannel() == null ? "" : known(payload.getChannel().getId());
        if (channel.isEmpty() || payload.getUser() == null) {
            return;
        }
        inbox.click(
                new Said("click " + known(payload.getTriggerId()) + " " + known(action.getActionTs()),
                        new Spot(channel, known(payload.getUser().getId()), thread),
                        known(payload.getUser().getName()), line),
                known(payload.getResponseUrl()),
                container == null || !thread.isEmpty() ? thread : known(container.getMessageTs()));
    }

    private static String known(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Handles an envelope of Socket Mode, which has been acknowledged. */
    void envelope(String text) {
        try {
            SocketModeRequest request = envelopes.parse(text);
            if (request != null && request.getBoltRequest() != null) {
                app.run(request.getBoltRequest());
            }
        } catch (Exception unreadable) {
            log.warn("Slack sent something that cannot be read: {}", Plain.line(unreadable.toString(), 200));
        }
    }

    /** Handles a request that Slack posts. */
    Route.Answer event(Route.Request request) throws Exception {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        if (!headers.containsKey(SlackSignature.HeaderNames.X_SLACK_SIGNATURE.toLowerCase(Locale.ROOT))) {
            return Route.Answer.text(401, "This is no request of Slack.\n");
        }
        Request<?> parsed = parsed(request, headers);
        if (parsed == null) {
            return Route.Answer.text(400, "This is no request of Slack.\n");
        }
        Response response = app.run(parsed);
        int status = Optional.ofNullable(response.getStatusCode()).orElse(200);
        String type = Optional.ofNullable(response.getContentType()).orElse("text/plain");
        return new Route.Answer(status, type, known(response.getBody()));
    }

    private @Nullable Request<?> parsed(Route.Request request, Map<String, List<String>> headers) {
        try {
            return requests.parse(HttpRequest.builder()
                    .requestUri(SlackPlugin.PATH)
                    .queryString(Map.of())
                    .requestBody(request.body())
                    .headers(new RequestHeaders(headers))
                    .remoteAddress("")
                    .build());
        } catch (RuntimeException unreadable) {
            log.debug("a request that cannot be read", unreadable);
            return null;
        }
    }

    void close() {
        app.stop();
    }
}
