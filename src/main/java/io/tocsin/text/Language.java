package io.tocsin.text;

import io.tocsin.config.Keys;
import io.tocsin.config.Nearest;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A language that people can be told in. */
public enum Language {
    ENGLISH("en", "English", "english"),
    TRADITIONAL_CHINESE("zh-TW", "繁體中文", "zh-hant zh-hk zh-mo 繁體 正體中文"),
    SIMPLIFIED_CHINESE("zh-CN", "简体中文", "zh zh-hans zh-sg chinese 中文 简体"),
    JAPANESE("ja", "日本語", "japanese");

    private static final String KEY = "language";

    private final String tag;
    private final String ownName;
    /** Separated by spaces, in small letters. */
    private final String otherNames;

    Language(String tag, String ownName, String otherNames) {
        this.tag = tag;
        this.ownName = ownName;
        this.otherNames = otherNames;
    }

    /** As it is written in the configuration and in chat, such as {@code zh-TW}. */
    public String tag() {
        return tag;
    }

    /** What its speakers call it. */
    public String ownName() {
        return ownName;
    }

    public Catalogue words() {
        return Catalogue.in(Locale.forLanguageTag(tag));
    }

    /** The key {@code language}: what is read where nothing else was said. */
    public static Language usual(Keys keys) {
        return from(keys, KEY).orElse(ENGLISH);
    }

    /** The language of the machine, for whoever types a command there before any configuration is read. */
    public static Language ofMachine() {
        return find(Locale.getDefault().toLanguageTag()).orElse(ENGLISH);
    }

    /** The language under a key; a wrong one is a problem. */
    public static Optional<Language> from(Keys keys, String key) {
        try {
            return keys.text(key).map(Language::parse);
        } catch (Refusal refusal) {
            keys.problem(key, Phrase.of("text.language-key", all()));
            return Optional.empty();
        }
    }

    /**
     * Reads a language as people write it: its tag, or its name.
     *
     * @throws Refusal if there is no such language; it lists what there is
     */
    public static Language parse(String text) {
        return called(plain(text)).or(() -> plain(text).startsWith("zh") ? Optional.empty() : find(text))
                .orElseThrow(() -> {
                    List<String> tags = Arrays.stream(values()).map(Language::tag).toList();
                    return Nearest.to(text, tags)
                            .map(near -> Refusal.of("text.language-near", text, near, all()))
                            .orElseGet(() -> Refusal.of("text.language", text, all()));
                });
    }

    /** The language of a tag such as {@code zh-Hant-HK} or {@code ja_JP}, or of a name. */
    public static Optional<Language> find(String text) {
        String part = plain(text);
        while (!part.isEmpty()) {
            Optional<Language> named = called(part);
            if (named.isPresent()) {
                return named;
            }
            part = part.substring(0, Math.max(0, part.lastIndexOf('-')));
        }
        return Optional.empty();
    }

    private static String plain(String text) {
        return text.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private static Optional<Language> called(String name) {
        return Arrays.stream(values())
                .filter(language -> name.equals(plain(language.tag)) || name.equals(plain(language.ownName))
                        || List.of(language.otherNames.split(" ")).contains(name))
                .findFirst();
    }

    /** Every language by tag and own name, such as {@code en (English), ja (日本語)}. */
    public static String all() {
        return Arrays.stream(values())
                .map(language -> language.tag + " (" + language.ownName + ")")
                .collect(Collectors.joining(", "));
    }

    /**
     * The language that somebody at a browser likes best of those there are.
     *
     * @param accepted the header {@code Accept-Language}; empty for none
     */
    public static Optional<Language> accepted(String accepted) {
        try {
            List<Locale.LanguageRange> ranges =
                    new ArrayList<>(accepted.isBlank() ? List.of() : Locale.LanguageRange.parse(accepted));
            ranges.sort(Comparator.comparingDouble(Locale.LanguageRange::getWeight).reversed());
            return ranges.stream()
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> find(range.getRange()).stream())
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
