package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.telegram.Renderer.Rendered;
import io.tocsin.channel.Multipart;
import io.tocsin.channel.Plain;
import io.tocsin.channel.live.Voice;
import io.tocsin.spi.Answers;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts, edits and answers. */
record Messages(Api api, Chats chats) implements Voice<Reference> {

    private static final Logger log = LoggerFactory.getLogger(Messages.class);
    private static final int LONGEST_ANSWER = 1_000_000;

    @Override
    public Reference reference(String text) throws RoomException {
        return Reference.of(text);
    }

    @Override
    public String post(String address, Optional<Reference> under, String key, Message message) throws RoomException {
        return post(Place.of(address), under, key.isEmpty(), message);
    }

    /**
     * Posts in a chat.
     *
     * @param under the message that it replies to; one that is gone does not matter
     * @param answer whether it answers a person: then nobody else needs to hear it, and what is too long comes as a file
     */
    private String post(Place place, Optional<Reference> under, boolean answer, Message message) throws RoomException {
        Rendered shown = Renderer.render(message);
        ObjectNode body = shown.body();
        if (answer) {
            body.put("disable_notification", true);
        }
        under.filter(parent -> parent.chat().equals(chats.now(place).chat()))
                .ifPresent(parent -> body.set("reply_parameters", replyTo(parent.message())));
        JsonNode posted = api.call("sendMessage", place, body);
        Reference reference =
                new Reference(posted.path("chat").path("id").asText(), posted.path("message_id").asLong());
        attach(place.withChat(reference.chat()), reference.message(), files(message, answer && !shown.whole()));
        return reference.toString();
    }

    private static ObjectNode replyTo(long message) {
        return Api.body().put("message_id", message).put("allow_sending_without_reply", true);
    }

    @Override
    public void edit(String address, Reference reference, Message message) throws RoomException {
        Place there = Place.of(address).withChat(reference.chat());
        if (!chats.now(there).equals(there)) {
            throw Api.gone(there);
        }
        ObjectNode body = Renderer.render(message.withMention("")).body();
        body.put("message_id", reference.message());
        api.call("editMessageText", there, body);
    }

    @Override
    public String canonical(String address) {
        return chats.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        if (!Mention.pings(mention)) {
            throw Refusal.of("telegram.mention", mention);
        }
    }

    @Override
    public boolean attaches() {
        return true;
    }

    /** The way back to whoever said something, in reply to it. */
    Answers answers(Place place, long message) {
        return new Answered(this, place, message);
    }

    /** Telegram shows nothing to one person alone in a group. */
    private record Answered(Messages messages, Place place, long message) implements Answers {

        @Override
        public void answer(Message answer, boolean personal) throws RoomException {
            messages.post(place, Optional.of(new Reference(place.chat(), message)), true, answer);
        }

        @Override
        public boolean isMessage() {
            return true;
        }
    }

    private static List<Attachment> files(Message message, boolean withText) {
        List<Attachment> files = new ArrayList<>(message.attachments());
        if (withText) {
            String text = message.text().substring(0, Math.min(message.text().length(), LONGEST_ANSWER));
            files.add(Attachment.text("answer.txt", Plain.visible(text)));
        }
        return files;
    }

    /** Sends what comes with a message that is there already: without it the message still says the most. */
    private void attach(Place place, long under, List<Attachment> files) {
        for (Attachment file : files) {
            Multipart form = new Multipart()
                    .field("chat_id", place.chat())
                    .field("reply_parameters", replyTo(under).toString());
            if (place.topic() != 0) {
                form.field("message_thread_id", Long.toString(place.topic()));
            }
            form.file(file.isImage() ? "photo" : "document", file.name(), file.mediaType(), file.content());
            try {
                api.upload(file.isImage() ? "sendPhoto" : "sendDocument", place, form);
            } catch (RoomException failed) {
                log.warn("{} could not be attached in telegram:{}: {}", file, place, failed.getMessage());
            }
        }
    }
}
