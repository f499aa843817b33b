package io.tocsin.bundled.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Complaint;
import io.tocsin.channel.Named;
import io.tocsin.channel.Sender;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.Optional;

/** Posts, edits and replies as JSON, each with an {@code action} that says which. */
record WebhookNotifier(Named<Hook> hooks, Sender sender) implements Notifier {

    private static final Complaint.Finder USUAL = Complaint.Finder.usual();

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        Hook hook = hooks.get(address);
        JsonNode answer = sender.send(hooks.peer(address), hook.request("post", key, "", message), USUAL);
        return reference(hook, answer, key);
    }

    @Override
    public boolean edits() {
        return !hooks.rooms().isEmpty() && hooks.rooms().values().stream().allMatch(Hook::edits);
    }

    @Override
    public boolean edits(String address) {
        return Optional.ofNullable(hooks.rooms().get(address)).map(Hook::edits).orElse(false);
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        Hook hook = hooks.get(address);
        if (!hook.edits()) {
            throw new RoomException(Kind.REFUSED, hook + " cannot edit: webhook." + address + ".edits is false");
        }
        sender.sendAbout(hooks.peer(address), hook.request("edit", "", reference, message), USUAL);
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        Hook hook = hooks.get(address);
        JsonNode answer =
                sender.sendAbout(hooks.peer(address), hook.request("reply", key, reference, message), USUAL);
        return reference(hook, answer, key);
    }

    @Override
    public Optional<String> find(String address, String key) throws RoomException {
        Hook hook = hooks.get(address);
        return hook.finds()
                ? sender.look(hooks.peer(address), hook.question(key))
                        .map(answer -> answer.path("reference").asText(""))
                        .filter(reference -> !reference.isEmpty())
                : Optional.empty();
    }

    /** A hook that edits but names no reference knows the message by its key. */
    private static String reference(Hook hook, JsonNode answer, String key) {
        return answer.path("reference").asText(hook.edits() ? key : "");
    }
}
