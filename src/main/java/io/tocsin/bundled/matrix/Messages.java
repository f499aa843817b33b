package io.tocsin.bundled.matrix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.bundled.matrix.Renderer.Rendered;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.Voice;
import io.tocsin.spi.Attachment;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts, edits and answers. */
record Messages(Api api, Directory directory, Troubles troubles) implements Voice<String> {

    private static final Logger log = LoggerFactory.getLogger(Messages.class);
    private static final String NOTICE = "m.notice";
    private static final String TEXT = "m.text";
    private static final String RELATES_TO = "m.relates_to";
    private static final int LONGEST_ANSWER = 1_000_000;
    private static final int TRANSACTION_BYTES = 16;

    /**
     * Posts in a room, or in the thread of a message.
     *
     * @param key empty for an answer, which needs no attention; what of it is too long comes as a file
     */
    @Override
    public String post(String address, Optional<String> thread, String key, Message message) throws RoomException {
        boolean answer = key.isEmpty();
        Rendered shown = Renderer.render(message, answer ? NOTICE : TEXT);
        thread.ifPresent(root -> shown.content().set(RELATES_TO, inThread(root)));
        String event = send(address, answer ? once() : transaction(key), shown.content());
        for (Attachment file : files(message, answer && !shown.whole())) {
            attach(address, thread, file);
        }
        return event;
    }

    @Override
    public void edit(String address, String event, Message message) throws RoomException {
        ObjectNode next = Renderer.render(message.withMention(""), TEXT).content();
        ObjectNode content = next.deepCopy();
        content.put("body", "* " + next.path("body").asText());
        content.put("formatted_body", "* " + next.path("formatted_body").asText());
        content.set("m.new_content", next);
        content.putObject(RELATES_TO).put("rel_type", "m.replace").put("event_id", event);
        send(address, once(), content);
    }

    private static ObjectNode inThread(String root) {
        ObjectNode relation = Api.body().put("rel_type", "m.thread").put("event_id", root).put("is_falling_back", true);
        relation.putObject("m.in_reply_to").put("event_id", root);
        return relation;
    }

    /** Not to be confused with what was sent before. */
    private static String once() {
        return UUID.randomUUID().toString();
    }

    /** The same for the same key, and fit for a path. */
    private static String transaction(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "tocsin-" + HexFormat.of().formatHex(hash, 0, TRANSACTION_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Goes in where it may, if it is not there yet. */
    private String send(String address, String transaction, ObjectNode content) throws RoomException {
        String room = directory.id(address);
        directory.checkOpen(address, room);
        String path = "rooms/" + Api.part(room) + "/send/m.room.message/" + transaction;
        Reply reply = api.put(path, content);
        if (reply.forbidden()) {
            join(address, room);
            directory.checkOpen(address, room);
            reply = api.put(path, content);
        }
        if (reply.forbidden()) {
            throw directory.trouble(address, "I may not write in " + address + "; give me the power to");
        }
        String event = reply.body().path("event_id").asText("");
        if (!reply.ok() || event.isEmpty()) {
            throw reply.failure("a message for " + address);
        }
        troubles.end(Troubles.ROOM + address);
        return event;
    }

    private void join(String address, String room) throws RoomException {
        Reply joined = directory.join(room);
        if (joined.forbidden() || joined.notFound()) {
            throw directory.trouble(address, "I am not in " + address + "; invite me there");
        }
        if (!joined.ok()) {
            throw joined.failure("going into " + address);
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
    private void attach(String address, Optional<String> thread, Attachment file) {
        try {
            Reply uploaded = api.upload(file.name(), file.mediaType(), file.content());
            String uri = uploaded.body().path("content_uri").asText("");
            if (!uploaded.ok() || uri.isEmpty()) {
                throw uploaded.failure("a file");
            }
            ObjectNode content = Api.body()
                    .put("msgtype", file.isImage() ? "m.image" : "m.file")
                    .put("body", Plain.line(file.name(), 200))
                    .put("url", uri);
            content.putObject("info").put("mimetype", file.mediaType()).put("size", file.content().length);
            content.putObject("m.mentions");
            thread.ifPresent(root -> content.set(RELATES_TO, inThread(root)));
            send(address, once(), content);
        } catch (RoomException failed) {
            log.warn("{} could not be attached in matrix:{}: {}", file, address, failed.getMessage());
        }
    }

    @Override
    public String canonical(String address) {
        return directory.canonical(address);
    }

    @Override
    public void checkMention(String mention) {
        if (!Mention.pings(mention)) {
            throw Refusal.of("matrix.mention", mention);
        }
    }

    @Override
    public boolean attaches() {
        return true;
    }

    /** An event's id. */
    @Override
    public String reference(String reference) throws RoomException {
        if (!reference.matches("\\$[\\x21-\\x7e]{1,254}")) {
            throw new RoomException(Kind.REFUSED, "no message of Matrix is called " + Plain.line(reference, 100));
        }
        return reference;
    }
}
