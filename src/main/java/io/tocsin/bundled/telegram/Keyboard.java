package io.tocsin.bundled.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Action;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Buttons under a message. A button holds the line it says, so that a click works whatever the bot remembers; a line that
 * is too long for one is shown in the message, where a touch copies it.
 */
final class Keyboard {

    private static final int DATA = 64;
    private static final int LABEL = 40;
    private static final int IN_ROW = 3;
    private static final int IN_CHOICE = 4;
    private static final int ROWS = 20;

    private final List<List<ObjectNode>> rows = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();
    private boolean open;

    static Keyboard of(List<Action> actions) {
        Keyboard keyboard = new Keyboard();
        for (Action action : actions) {
            switch (action) {
                case Button button -> keyboard.add(button);
                case Choice choice -> keyboard.add(choice);
            }
        }
        return keyboard;
    }

    private static boolean fits(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length <= DATA;
    }

    private void add(Button button) {
        if (!fits(button.line())) {
            if (button.said()) {
                copied.add(button.line());
            }
            return;
        }
        if (!open || rows.getLast().size() == IN_ROW) {
            rows.add(new ArrayList<>());
            open = true;
        }
        rows.getLast().add(key(button.label(), button.line()));
    }

    /** A row of its own; Telegram has nothing that opens. */
    private void add(Choice choice) {
        List<Button> options = choice.options().stream().filter(option -> fits(option.line())).toList();
        if (options.isEmpty()) {
            copied.add(choice.line());
            return;
        }
        open = false;
        for (int from = 0; from < options.size(); from += IN_CHOICE) {
            List<ObjectNode> row = new ArrayList<>();
            for (Button option : options.subList(from, Math.min(options.size(), from + IN_CHOICE))) {
                String before = from == 0 && row.isEmpty() ? choice.label() + " " : "";
                row.add(key(before + option.label(), option.line()));
            }
            rows.add(row);
        }
    }

    private static ObjectNode key(String label, String line) {
        String shown = Plain.line(label, LABEL);
        return Api.body().put("text", shown.isEmpty() ? line : shown).put("callback_data", line);
    }

    /** Lines that no button can hold. */
    List<String> copied() {
        return copied;
    }

    /** What Telegram calls a reply markup; empty if there is no button. */
    Optional<ObjectNode> markup() {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode markup = Api.body();
        ArrayNode keyboard = markup.putArray("inline_keyboard");
        rows.stream().limit(ROWS).forEach(row -> keyboard.addArray().addAll(row));
        return Optional.of(markup);
    }
}
