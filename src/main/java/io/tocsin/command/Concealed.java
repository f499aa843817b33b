package io.tocsin.command;

import io.tocsin.config.Literals;
import io.tocsin.config.Secrets;
import io.tocsin.monitor.Draft;
import io.tocsin.spi.Refusal;
import java.util.List;
import java.util.Set;

/**
 * Definitions as they may be shown. A password that a file holds in plain gives way to the name of a secret that is still
 * to be set, so that loading the text again says what is missing.
 */
final class Concealed {

    private static final String PLACEHOLDER = "${secret:SET-ME}";
    private static final Set<String> SECRET = Set.of("password", "bearer", "secret", "token");

    private Concealed() {}

    static List<Draft> all(List<Draft> drafts) {
        return drafts.stream().map(Concealed::one).toList();
    }

    private static Draft one(Draft draft) {
        Draft.Builder shown = draft.edit().target(Literals.replaceInTarget(draft.target(), PLACEHOLDER));
        draft.settings().forEach((name, values) -> shown.setting(
                name, values.stream().map(value -> value(name, value)).toArray(String[]::new)));
        return shown.build();
    }

    private static String value(String setting, String value) {
        if (SECRET.contains(setting)) {
            return Secrets.named(value) ? value : PLACEHOLDER;
        }
        if (setting.equals("header")) {
            return header(value);
        }
        return Literals.replaceInText(Literals.replaceInTarget(value, PLACEHOLDER), PLACEHOLDER);
    }

    private static String header(String value) {
        try {
            Literals.refuseInHeader(value);
            return value;
        } catch (Refusal literal) {
            return value.substring(0, value.indexOf(':')) + ": " + PLACEHOLDER;
        }
    }
}
