package io.tocsin.bundled.slack;

import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackFilesUploadV2Exception;
import com.slack.api.methods.request.files.FilesUploadV2Request.UploadFile;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message.Metadata;
import com.slack.api.webhook.WebhookResponse;
import io.tocsin.bundled.slack.Messages.Place;
import io.tocsin.bundled.slack.Renderer.Rendered;
import io.tocsin.channel.Plain;
import io.tocsin.channel.live.Voice;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts, edits, answers and finds messages. */
final class Messages implements Voice<Place> {

    private static final Logger log = LoggerFactory.getLogger(Messages.class);
    private static final String EVENT_TYPE = "tocsin";
    private static final String KEY = "key";
    private static final String LITERALLY = "none";
    private static final int LOOKED_AT = 200;
    private static final int MOST_THREADS = 10;
    private static final Set<String> NO_THREAD = Set.of("thread_not_found", "cannot_reply_to_message");

    private final Api api;
    private final Directory directory;

    /** Where a message is. */
    record Place(String channel, String ts) {

        static Place of(String reference) throws RoomException {
            int colon = reference.indexOf(':');
            if (colon < 1) {
                throw new RoomException(Kind.REFUSED, "no reference of a Slack message: " + reference);
            }
            return new Place(reference.substring(0, colon), reference.substring(colon + 1));
        }

        @Override
        public String toString() {
            return channel + ":" + ts;
        }
    }

    Messages(Api api, Directory directory) {
        this.api = api;
        this.directory = directory;
    }

    @Override
    public Place reference(String text) throws RoomException {
        return Place.of(text);
    }

    @Override
    public String post(String address, Optional<Place> under, String key, Message message) throws RoomException {
        return post(under.map(Place::channel).orElse(address), under.map(Place::ts).orElse(""), key, message);
    }

    /**
     * Posts in a channel or a thread.
     *
     * @param thread the message that began it; empty for none
     * @param key empty for an answer
     */
    String post(String address, String thread, String key, Message message) throws RoomException {
        Rendered shown = Renderer.render(message);
        String channel = directory.canonical(address);
        ChatPostMessageResponse posted = send(channel, address, thread, key, shown);
        if (!posted.isOk()) {
            posted = send(channel, address, "", key, shown);
        }
        directory.learn(address, posted.getChannel());
        Place place = new Place(posted.getChannel(), posted.getTs());
        attach(files(message, key.isEmpty() && !shown.whole()), place.channel(),
                thread.isEmpty() && !key.isEmpty() ? place.ts() : thread);
        return place.toString();
    }

    private ChatPostMessageResponse send(String channel, String address, String thread, String key, Rendered shown)
            throws RoomException {
        return api.call(
                directory.about("chat.postMessage", address, true), thread.isEmpty() ? Set.of() : NO_THREAD,
                client -> client.chatPostMessage(it -> it
                        .channel(channel)
                        .threadTs(thread.isEmpty() ? null : thread)
                        .text(shown.text())
                        .blocks(shown.blocks())
                        .attachments(shown.attachments())
                        .metadata(key.isEmpty() ? null : metadata(key))
                        .parse(LITERALLY)
                        .linkNames(false)
                        .unfurlLinks(false)
                        .unfurlMedia(false)));
    }

    private static Metadata metadata(String key) {
        return Metadata.builder().eventType(EVENT_TYPE).eventPayload(Map.of(KEY, key)).build();
    }

    @Override
    public void edit(String address, Place place, Message message) throws RoomException {
        Rendered shown = Renderer.render(message.withMention(""));
        api.call(directory.about("chat.update", address, true), Set.of(), client -> client.chatUpdate(it -> it
                .channel(place.channel())
                .ts(place.ts())
                .text(shown.text())
                .blocks(shown.blocks())
                .attachments(shown.attachments())
                .parse(LITERALLY)
                .linkNames(false)));
    }

    /** Shows a message to one person alone. */
    void whisper(String channel, String user, String thread, Message message) throws RoomException {
        Rendered shown = Renderer.render(message);
        api.call(directory.about("chat.postEphemeral", channel, false), Set.of(),
                client -> client.chatPostEphemeral(it -> it
                        .channel(channel)
                        .user(user)
                        .threadTs(thread.isEmpty() ? null : thread)
                        .text(shown.text())
                        .blocks(shown.blocks())
                        .attachments(shown.attachments())
                        .parse(LITERALLY)
                        .linkNames(false)));
    }

    /**
     * Answers a click or a slash command at the address that came with it.
     *
     * @return whether Slack took it; such an address wears out
     */
    boolean respond(String url, boolean personal, String thread, Message message) throws RoomException {
        Rendered shown = Renderer.render(message);
        ActionResponse response = ActionResponse.builder()
                .responseType(personal ? "ephemeral" : "in_channel")
                .replaceOriginal(false)
                .threadTs(thread.isEmpty() ? null : thread)
                .text(shown.text())
                .blocks(shown.blocks())
                .attachments(shown.attachments())
                .build();
        try {
            WebhookResponse answer = new ActionResponseSender(api.slack()).send(url, response);
            int code = Objects.requireNonNullElse(answer.getCode(), 0);
            if (code == 429 || code >= 500) {
                throw new RoomException(Kind.LATER, "Slack answered " + code + " to an answer");
            }
            return code == 200;
        } catch (IOException failure) {
            throw Api.unreachable(failure);
        }
    }

    private static List<Attachment> files(Message message, boolean withText) {
        List<Attachment> files = new ArrayList<>(message.attachments());
        if (withText) {
            files.add(Attachment.text("answer.txt", Plain.visible(message.text())));
        }
        return files;
    }

    /** Uploads what comes with a message that is there already: without it the message still says the most. */
    void attach(List<Attachment> files, String channel, String thread) {
        if (files.isEmpty()) {
            return;
        }
        List<UploadFile> uploads = files.stream()
                .map(file -> UploadFile.builder().filename(file.name()).title(file.name()).fileData(file.content())
                        .build())
                .toList();
        try {
            api.slack().methods(api.token()).filesUploadV2(it -> it
                    .channel(channel)
                    .threadTs(thread.isEmpty() ? null : thread)
                    .uploadFiles(uploads));
        } catch (SlackFilesUploadV2Exception refused) {
            log.warn("Slack: {} could not be attached in {}; the app needs the scope files:write", files, channel);
        } catch (IOException | SlackApiException | RuntimeException failed) {
            log.warn("Slack: {} could not be attached in {}: {}", files, channel, failed.getMessage());
        }
    }

    /** Looks for a message among the last ones of a channel, and among their threads. */
    @Override
    public Optional<String> find(String address, String key) throws RoomException {
        if (directory.isStranger(address)) {
            return Optional.empty();
        }
        String channel = directory.channel(address).orElseThrow(() -> new RoomException(
                Kind.LATER, "Slack: there is no channel " + address + ", or I am not in it"));
        ConversationsHistoryResponse recent = api.call(
                directory.about("conversations.history", address, true), Set.of("missing_scope"),
                client -> client.conversationsHistory(it -> it.channel(channel).limit(LOOKED_AT)
                        .includeAllMetadata(true)));
        List<com.slack.api.model.Message> messages = some(recent.getMessages());
        Optional<String> found = in(messages, channel, key);
        List<com.slack.api.model.Message> threads = messages.stream()
                .filter(message -> message.getReplyCount() != null && message.getReplyCount() > 0)
                .limit(MOST_THREADS)
                .toList();
        for (int i = 0; i < threads.size() && found.isEmpty(); i++) {
            found = in(replies(address, new Place(channel, threads.get(i).getTs())), channel, key);
        }
        return found;
    }

    @Override
    public String canonical(String address) {
        return directory.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        if (!Renderer.pings(mention)) {
            throw Refusal.of("slack.mention", mention);
        }
    }

    @Override
    public boolean attaches() {
        return true;
    }

    @Override
    public void close() {
        api.close();
    }

    private List<com.slack.api.model.Message> replies(String address, Place parent) throws RoomException {
        ConversationsRepliesResponse answer = api.call(
                directory.about("conversations.replies", address, true), Set.of("missing_scope", "thread_not_found"),
                client -> client.conversationsReplies(it -> it.channel(parent.channel()).ts(parent.ts())
                        .limit(LOOKED_AT).includeAllMetadata(true)));
        return some(answer.getMessages());
    }

    private static <T> List<T> some(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private Optional<String> in(List<com.slack.api.model.Message> messages, String channel, String key) {
        return messages.stream()
                .filter(message -> isOurs(message) && key.equals(key(message.getMetadata())))
                .findFirst()
                .map(message -> new Place(channel, message.getTs()).toString());
    }

    private boolean isOurs(com.slack.api.model.Message message) {
        String bot = directory.self().bot();
        return bot.isEmpty() || bot.equals(message.getBotId());
    }

    private static @Nullable Object key(@Nullable Metadata metadata) {
        return metadata == null || !EVENT_TYPE.equals(metadata.getEventType()) || metadata.getEventPayload() == null
                ? null
                : metadata.getEventPayload().get(KEY);
    }
}
