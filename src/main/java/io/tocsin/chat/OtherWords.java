package io.tocsin.chat;

import io.tocsin.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of other languages for commands, keywords and values such as {@code tomorrow}: resource files beside this class,
 * {@code words_zh_TW.properties} and so on. They are understood in every room, as people of several languages share rooms.
 */
public final class OtherWords {

    private static final Map<Language, Map<String, List<String>>> WORDS = load();
    private static final Map<String, String> VALUES = values();
    /** Longer ones before those that they begin with. */
    private static final List<Unit> UNITS = List.of(
            new Unit("h", "小時|小时|時間"), new Unit("m", "分鐘|分钟|分間|分"), new Unit("s", "秒鐘|秒钟|秒間|秒"),
            new Unit("w", "週間|週|周"),
            new Unit("d", "日間|日|天"));

    private record Unit(String letter, Pattern words) {

        Unit(String letter, String words) {
            this(letter, Pattern.compile("(?<=\\d)\\s*[個个]?(?:" + words + ")"));
        }
    }

    private OtherWords() {}

    /** What a command is called in a language; none in English, and where it has no other name. */
    public static List<String> names(String command, Language language) {
        return of("command." + command, language);
    }

    /** What it is called in all of them. */
    static List<String> names(String command) {
        return all("command." + command).toList();
    }

    /** What a keyword such as {@code for} is called in a language. */
    static Optional<String> keyword(String keyword, Language language) {
        return of("keyword." + keyword, language).stream().findFirst();
    }

    static boolean isKeyword(String keyword, String word) {
        return all("keyword." + keyword).anyMatch(word::equals);
    }

    /** The English for a word such as 明天; the word itself where there is none. */
    static String value(String word) {
        return VALUES.getOrDefault(word, word);
    }

    /** A length of time whose digits may be wide and whose units may be words, such as 2小時, as {@code 2h}. */
    static String length(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        for (Unit unit : UNITS) {
            plain = unit.words.matcher(plain).replaceAll(unit.letter);
        }
        return plain;
    }

    /** A moment the same way, such as 明天 ０９：００. */
    static String moment(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return Arrays.stream(plain.split(" ", -1)).map(OtherWords::value).collect(Collectors.joining(" "));
    }

    /** Every entry of a language: {@code command.status} and so on, and its words. */
    static Map<String, List<String>> all(Language language) {
        return WORDS.getOrDefault(language, Map.of());
    }

    private static List<String> of(String entry, Language language) {
        return all(language).getOrDefault(entry.replace(' ', '-').toLowerCase(Locale.ROOT), List.of());
    }

    private static Stream<String> all(String entry) {
        return WORDS.keySet().stream().flatMap(language -> of(entry, language).stream()).distinct();
    }

    private static Map<Language, Map<String, List<String>>> load() {
        Map<Language, Map<String, List<String>>> words = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            if (language != Language.ENGLISH) {
                words.put(language, load("words_" + language.tag().replace('-', '_') + ".properties"));
            }
        }
        return words;
    }

    private static Map<String, List<String>> load(String file) {
        Properties read = new Properties();
        try (InputStream in = Objects.requireNonNull(OtherWords.class.getResourceAsStream(file), file)) {
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, List<String>> words = new TreeMap<>();
        read.forEach((key, value) -> words.put(key.toString(), new ArrayList<>(
                Arrays.stream(value.toString().split(",")).map(String::strip).toList())));
        return words;
    }

    private static Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        WORDS.values().forEach(entries -> entries.forEach((key, words) -> {
            if (key.startsWith("value.")) {
                words.forEach(word -> values.put(word, key.substring("value.".length())));
            }
        }));
        return values;
    }
}
