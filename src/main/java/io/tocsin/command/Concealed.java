package io.tocsin.command;

import io.tocsin.access.Literals;
import io.tocsin.monitor.Draft;
import io.tocsin.spi.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Definitions as they may be shown. A password that a file holds in plain gives way to the name of a secret that is still
 * to be set, so that loading the text again says what is missing.
 */
final class Concealed {

    private static final String PLACEHOLDER = "${secret:SET-ME}";
    private static final Set<String> SECRET = Set.of("password", "bearer");

    private Concealed() {}

    static List<Draft> all(List<Draft> drafts) {
        return drafts.stream().map(Concealed::one).toList();
    }

    private static Draft one(Draft draft) {
        Draft.Builder shown =
                draft.edit().target(text(draft.target(), Literals::refuseInTarget, Concealed::withoutUser));
        for (Map.Entry<String, List<String>> setting : draft.settings().entrySet()) {
            shown.setting(setting.getKey(), setting.getValue().stream()
                    .map(value -> value(setting.getKey(), value))
                    .toArray(String[]::new));
        }
        return shown.build();
    }

    private static String value(String setting, String value) {
        if (SECRET.contains(setting)) {
            return text(value, text -> Literals.refuse(setting, text), text -> PLACEHOLDER);
        }
        if (setting.equals("header")) {
            return text(value, Literals::refuseInHeader,
                    text -> text.substring(0, text.indexOf(':')) + ": " + PLACEHOLDER);
        }
        return text(value, Literals::refuseInTarget, Concealed::withoutUser);
    }

    private static String withoutUser(String address) {
        return address.replaceFirst("(?<=://)([^\\s:/@?#]*):[^\\s/?#]*@", "$1:\\${secret:SET-ME}@");
    }

    private static String text(String text, Consumer<String> allowed, UnaryOperator<String> hide) {
        try {
            allowed.accept(text);
            return text;
        } catch (Refusal literal) {
            return hide.apply(text);
        }
    }
}
