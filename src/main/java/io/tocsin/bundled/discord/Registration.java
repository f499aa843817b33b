package io.tocsin.bundled.discord;

import io.tocsin.bundled.discord.Rest.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has Discord offer the commands there are. What it offers already is left alone: changes are few a day. */
record Registration(Rest rest, SlashCommands commands) {

    private static final Logger log = LoggerFactory.getLogger(Registration.class);
    private static final List<String> COMPARED = List.of("name", "description", "min_value");
    private static final List<String> FLAGS = List.of("required", "autocomplete");
    private static final int CHAT_INPUT = 1;

    /** Compares and registers, in the background. */
    void check(JDA jda) {
        Thread.ofVirtual().name("discord-commands").start(() -> {
            try {
                register(jda);
            } catch (Failure failure) {
                log.warn("The slash command could not be registered, the old one stays: {}",
                        failure.exception().getMessage());
            } catch (RuntimeException failed) {
                log.warn("The slash command could not be registered, the old one stays", failed);
            }
        });
    }

    private void register(JDA jda) throws Failure {
        DataArray wanted = DataArray.empty().add(commands.definition().toData());
        DataArray there = rest.commands(jda.getSelfUser().getApplicationId());
        if (comparable(wanted).equals(comparable(there))) {
            return;
        }
        rest.await(jda.updateCommands().addCommands(commands.definition()));
        log.info("Registered the slash command with Discord; it may take a minute until it is seen");
    }

    /** What is said of commands by both sides, in one form. */
    private static List<Object> comparable(DataArray definitions) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < definitions.length(); i++) {
            DataObject definition = definitions.getObject(i);
            TreeMap<String, Object> parts = new TreeMap<>();
            COMPARED.forEach(key -> parts.put(key, definition.getString(key, "")));
            FLAGS.forEach(key -> parts.put(key, definition.getBoolean(key, false)));
            parts.put("type", definition.getInt("type", CHAT_INPUT));
            parts.put("options", comparable(definition.optArray("options").orElseGet(DataArray::empty)));
            all.add(parts);
        }
        return all;
    }
}
