package io.tocsin.config;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads declared settings from the keys under one prefix. */
final class SettingKeys {

    private static final int MOST_NUMBERED = 100;

    private final Keys keys;
    private final String prefix;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    SettingKeys(Keys keys, String prefix) {
        this.keys = keys;
        this.prefix = prefix;
    }

    Settings read(List<Setting> declared) {
        for (Setting setting : declared) {
            if (!setting.name().startsWith("*.")) {
                read(setting, setting.name());
                continue;
            }
            keys.declare(prefix + "." + setting.name(), setting.standard());
            for (String name : names()) {
                read(setting, name + setting.name().substring(1));
            }
        }
        return new Settings(values);
    }

    private Set<String> names() {
        return keys.names(prefix);
    }

    private void read(Setting setting, String name) {
        String key = prefix + "." + name;
        if (setting.kind() == Setting.Kind.SECRET) {
            keys.hide(key);
        }
        List<String> all = new ArrayList<>();
        value(setting, key).ifPresent(all::add);
        if (setting.kind() == Setting.Kind.LIST) {
            for (int number = 1; number <= MOST_NUMBERED; number++) {
                String numbered = key + "." + number;
                if (keys.isSet(numbered)) {
                    value(setting, numbered).ifPresent(all::add);
                }
            }
        }
        if (!all.isEmpty()) {
            values.put(name, all);
        }
    }

    private Optional<String> value(Setting setting, String key) {
        Optional<String> value = keys.find(key, setting.standard()).map(entry -> keys.fill(key, entry.value()));
        Optional<Phrase> wrong = value.flatMap(text -> wrong(setting.kind(), text));
        wrong.ifPresent(phrase -> keys.problem(key, phrase));
        return wrong.isPresent() ? Optional.empty() : value.filter(text -> !text.isEmpty());
    }

    private static Optional<Phrase> wrong(Setting.Kind kind, String text) {
        return switch (kind) {
            case TEXT, LIST, SECRET -> Optional.empty();
            case FLAG -> Keys.flag(text).isPresent() ? Optional.empty() : Optional.of(Phrase.of("config.flag"));
            case NUMBER -> Keys.whole(text).isPresent() ? Optional.empty() : Optional.of(Phrase.of("config.whole"));
            case DURATION -> wrongDuration(text);
        };
    }

    private static Optional<Phrase> wrongDuration(String text) {
        try {
            Keys.parse(text);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(Phrase.of("config.duration"));
        }
    }
}
