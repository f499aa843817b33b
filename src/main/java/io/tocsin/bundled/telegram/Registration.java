package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Command;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Telegram offer the commands there are, by their first words. What it offers already is left alone. Used by one
 * thread.
 */
final class Registration {

    private static final Logger log = LoggerFactory.getLogger(Registration.class);
    private static final String WORD = "[a-z0-9_]{1,32}";
    private static final int MOST = 100;
    private static final int DESCRIPTION = 200;
    private static final int TOO_SHORT = 3;

    private final Api api;
    private final Receiver receiver;
    private Map<String, String> offered = Map.of();

    Registration(Api api, Receiver receiver) {
        this.api = api;
        this.receiver = receiver;
    }

    /** The first words of all commands. */
    Collection<String> words() {
        return offered.keySet();
    }

    /** Compares, and registers what is new. That it fails harms nothing. */
    void check() {
        Map<String, String> wanted = wanted();
        if (wanted.equals(offered)) {
            return;
        }
        offered = wanted;
        try {
            Map<String, String> there = new TreeMap<>();
            for (JsonNode command : api.call("getMyCommands", Api.body())) {
                there.put(command.path("command").asText(), command.path("description").asText());
            }
            if (!there.equals(wanted)) {
                register(wanted);
            }
        } catch (RoomException failure) {
            log.warn("Telegram does not offer the commands of now: {}", failure.getMessage());
        }
    }

    private void register(Map<String, String> wanted) throws RoomException {
        ArrayNode commands = Api.JSON.createArrayNode();
        wanted.forEach((word, description) -> commands.addObject()
                .put("command", word)
                .put("description", description));
        api.call("setMyCommands", Api.body().set("commands", commands));
        log.info("Telegram offers {} commands", wanted.size());
    }

    private Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (Command command : receiver.commands()) {
            String word = command.name().split(" ", 2)[0];
            if (word.matches(WORD) && wanted.size() < MOST) {
                String description = Plain.line(command.summary().toString(), DESCRIPTION);
                wanted.putIfAbsent(word, description.length() < TOO_SHORT ? word : description);
            }
        }
        return wanted;
    }
}
