package io.tocsin.bundled.discord;

import io.tocsin.spi.Action;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;

/** Buttons and choices. What a click says is kept by Discord with the message, so that a click works after a restart. */
final class Controls {

    private static final int ROWS = 5;
    private static final int IN_A_ROW = 5;
    private static final int LABEL = 80;
    private static final int OPTION_LABEL = 100;
    private static final int PLACEHOLDER = 150;

    private Controls() {}

    static List<ActionRow> of(List<Action> actions) {
        List<ActionRow> rows = new ArrayList<>();
        List<net.dv8tion.jda.api.components.buttons.Button> row = new ArrayList<>();
        Set<String> lines = new HashSet<>();
        List<Choice> choices = new ArrayList<>();
        for (Action action : actions) {
            switch (action) {
                case Button button when !button.line().isBlank() && lines.add(button.line()) -> row.add(button(button));
                case Button _ -> {
                }
                case Choice choice -> choices.add(choice);
            }
        }
        for (int i = 0; i < row.size(); i += IN_A_ROW) {
            rows.add(ActionRow.of(row.subList(i, Math.min(i + IN_A_ROW, row.size()))));
        }
        for (Choice choice : choices) {
            rows.add(ActionRow.of(menu(choice, rows.size())));
        }
        return rows.subList(0, Math.min(ROWS, rows.size()));
    }

    private static net.dv8tion.jda.api.components.buttons.Button button(Button button) {
        ButtonStyle style = switch (button.style()) {
            case PRIMARY -> ButtonStyle.PRIMARY;
            case DANGER -> ButtonStyle.DANGER;
            case PLAIN, ASIDE -> ButtonStyle.SECONDARY;
        };
        return net.dv8tion.jda.api.components.buttons.Button.of(style, button.line(), label(button, LABEL));
    }

    private static StringSelectMenu menu(Choice choice, int place) {
        StringSelectMenu.Builder menu = StringSelectMenu.create("choice " + place);
        String placeholder = Plain.label(choice.label(), PLACEHOLDER);
        menu.setPlaceholder(placeholder.isEmpty() ? null : placeholder);
        Set<String> lines = new HashSet<>();
        for (Button option : choice.options()) {
            if (!option.line().isBlank() && lines.add(option.line())) {
                menu.addOption(label(option, OPTION_LABEL), option.line());
            }
        }
        return menu.build();
    }

    private static String label(Button button, int most) {
        String label = Plain.label(button.label(), most);
        return label.isEmpty() ? Plain.label(button.line(), most) : label;
    }
}
