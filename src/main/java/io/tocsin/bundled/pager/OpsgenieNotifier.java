package io.tocsin.bundled.pager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.Named;
import io.tocsin.channel.Plain;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Alerts to Opsgenie's <a href="https://docs.opsgenie.com/docs/alert-api">Alert API</a>. An alert that is made twice is one
 * there, by its alias; words beside it become its notes.
 */
record OpsgenieNotifier(Named<Account> accounts, Sender sender) implements Notifier {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** A key that was copied wrong is answered like a wrong message. */
    private static final Complaint.Finder COMPLAINTS = body -> body.path("message").asText().startsWith("Key format")
            ? Optional.of(Complaint.denied(body.path("message").asText()))
            : Complaint.Finder.usual().in(body);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SOURCE = "Tocsin";
    private static final int LONGEST_MESSAGE = 130;
    private static final int LONGEST_DESCRIPTION = 15_000;
    private static final int LONGEST_DETAIL = 500;
    private static final int LONGEST_NOTE = 2_000;

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        for (Event event : Event.of(key, message)) {
            tell(address, event);
        }
        return key;
    }

    private void tell(String address, Event event) throws RoomException {
        switch (event.step()) {
            case TRIGGER -> send(address, "POST", "", alert(accounts.get(address), event));
            case ACKNOWLEDGE -> send(address, "POST", about(event.key(), "acknowledge"), remark(event));
            case RESOLVE -> send(address, "POST", about(event.key(), "close"), remark(event));
        }
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public boolean digests() {
        return false;
    }

    /** An alert that is there already is only counted when it is made again, and keeps what it said first. */
    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        Account account = accounts.get(address);
        for (Event event : Event.of(reference, message)) {
            tell(address, event);
            if (event.step() == Event.Step.TRIGGER) {
                send(address, "PUT", about(event.key(), "message"), object("message", summary(event)));
                send(address, "PUT", about(event.key(), "priority"), object("priority", priority(account, event)));
            }
        }
    }

    /** Closes what there never was, which wakes nobody, but is not taken with a wrong key. */
    @Override
    public String test(String address, String key, Message sample) throws RoomException {
        tell(address, new Event(Event.Step.RESOLVE, key, Event.NOTHING, sample));
        return key;
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        String note = Plain.of(message, LONGEST_NOTE) + "\n(" + key + ")";
        send(address, "POST", about(reference, "notes"), object("note", note));
        return "";
    }

    @Override
    public Optional<String> findReply(String address, String reference, String key) throws RoomException {
        Http.Request request = request(
                accounts.get(address), "GET", about(reference, "notes") + "&limit=100&order=desc", "");
        JsonNode notes = sender.look(accounts.peer(address), request).map(it -> it.path("data"))
                .orElseGet(MAPPER::createArrayNode);
        for (JsonNode note : notes) {
            if (note.path("note").asText().endsWith("(" + key + ")")) {
                return Optional.of("");
            }
        }
        return Optional.empty();
    }

    private void send(String address, String method, String path, ObjectNode body) throws RoomException {
        sender.send(
                accounts.peer(address),
                request(accounts.get(address), method, path, body.put("source", SOURCE).toString()),
                COMPLAINTS);
    }

    private static Http.Request request(Account account, String method, String path, String body) {
        return new Http.Request(
                method,
                account.api() + "/v2/alerts" + path,
                Map.of("Authorization", "GenieKey " + account.key(), "Content-Type", "application/json"),
                body,
                LIMIT);
    }

    private static String about(String alias, String what) {
        return "/" + URLEncoder.encode(alias, UTF_8) + "/" + what + "?identifierType=alias";
    }

    private static ObjectNode object(String name, String value) {
        return MAPPER.createObjectNode().put(name, value);
    }

    private static ObjectNode remark(Event event) {
        return object("note", Plain.line(event.summary(), LONGEST_NOTE));
    }

    private static ObjectNode alert(Account account, Event event) {
        Message.Subject subject = event.subject();
        String monitor = Plain.line(subject.monitor(), LONGEST_DETAIL);
        ObjectNode alert = object("message", summary(event))
                .put("alias", event.key())
                .put("description", Plain.of(event.message(), LONGEST_DESCRIPTION))
                .put("entity", monitor)
                .put("priority", priority(account, event));
        alert.putObject("details")
                .put("incident", Long.toString(subject.incident()))
                .put("monitor", monitor)
                .put("state", subject.state())
                .put("target", Plain.line(subject.url(), LONGEST_DETAIL));
        return alert;
    }

    private static String summary(Event event) {
        return Plain.line(event.summary(), LONGEST_MESSAGE);
    }

    private static String priority(Account account, Event event) {
        return event.isDown() ? account.down() : account.bad();
    }
}
