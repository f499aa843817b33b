package io.tocsin.bundled.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.Map;
import java.util.Optional;

/** Posts, edits and replies as JSON, each with an {@code action} that says which. */
record WebhookNotifier(Map<String, Hook> hooks, Sender sender) implements Notifier {

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        Hook hook = hook(address);
        JsonNode answer = sender.send(hook, Body.of("post", key, "", message));
        return reference(hook, answer, key);
    }

    @Override
    public boolean edits() {
        return !hooks.isEmpty() && hooks.values().stream().allMatch(Hook::edits);
    }

    @Override
    public boolean edits(String address) {
        return Optional.ofNullable(hooks.get(address)).map(Hook::edits).orElse(false);
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        Hook hook = hook(address);
        if (!hook.edits()) {
            throw new RoomException(Kind.REFUSED, hook + " cannot edit: webhook." + address + ".edits is false");
        }
        sender.sendAbout(hook, Body.of("edit", "", reference, message));
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        Hook hook = hook(address);
        JsonNode answer = sender.sendAbout(hook, Body.of("reply", key, reference, message));
        return reference(hook, answer, key);
    }

    @Override
    public Optional<String> find(String address, String key) throws RoomException {
        Hook hook = hook(address);
        return hook.finds() ? sender.find(hook, key) : Optional.empty();
    }

    /** A hook that edits but names no reference knows the message by its key. */
    private static String reference(Hook hook, JsonNode answer, String key) {
        return answer.path("reference").asText(hook.edits() ? key : "");
    }

    private Hook hook(String address) throws RoomException {
        return Optional.ofNullable(hooks.get(address))
                .orElseThrow(() -> new RoomException(
                        Kind.REFUSED, "there is no webhook " + address + ": set webhook." + address + ".url"));
    }
}
