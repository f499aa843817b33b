package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentChange;
import io.tocsin.monitor.Level;
import io.tocsin.status.Status;
import io.tocsin.text.Language;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every language says everything that English says, with the same values in it. */
final class TranslationsTest {

    private static final Path TEXT = Path.of("src/main/resources/io/tocsin/text");

    /** Names, units and mere arrangements, which are the same in a language as in English. */
    private static final Set<String> SAME = Set.of(
            "change.was", "command.channel-trouble", "command.phase", "command.phase.dns", "command.phase.tls",
            "command.plugin-error", "command.seen-failed", "command.version", "condition.kind.null",
            "config.problem.at", "config.problem.key", "config.problem.value", "db.seconds", "incident.described",
            "kit.fault", "maintenance.where.CONFIG", "maintenance.where.FILE", "monitor.phase.dns", "monitor.phase.tls",
            "monitor.place", "notification.news", "notification.several-of", "notification.why.room", "page.count",
            "page.dns", "page.number-of", "page.part", "page.percent", "page.tls", "plugin.problem", "plugin.with-line",
            "root.notes", "root.web", "schedule.unit.number", "text.and", "text.lines", "text.ms", "text.s");

    /** Characters of everyday words here that only one of the two ways to write Chinese has. */
    private static final String TRADITIONAL_ONLY = "監測試錯時間連網狀態維護語設規則刪啟動務題處認檢確嗎請個們這寫讀為與從無應號點";
    private static final String SIMPLIFIED_ONLY = "监测试错时间连网状态维护语设规则删启动务题处认检确吗请个们这写读为与从无应号点";

    private final Map<String, String> english = load("");

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = Mode.EXCLUDE, names = "ENGLISH")
    void everythingIsSaidAndNothingElse(Language language) {
        Map<String, String> words = load(language);
        Set<String> missing = new TreeSet<>(english.keySet());
        missing.removeAll(words.keySet());
        Set<String> unused = new TreeSet<>(words.keySet());
        unused.removeAll(english.keySet());

        assertThat(missing).as("keys that %s has no words for", language.tag()).isEmpty();
        assertThat(unused).as("keys of %s that English does not have", language.tag()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = Mode.EXCLUDE, names = "ENGLISH")
    void theSameValuesStandInIt(Language language) {
        load(language).forEach((key, words) -> {
            Blanks wanted = Blanks.of(english.getOrDefault(key, ""));
            Blanks found = Blanks.of(words);
            assertThat(wanted.all()).as("%s in %s: %s", key, language.tag(), words).containsAll(found.all());
            assertThat(found.needed().keySet()).as("%s in %s: %s", key, language.tag(), words)
                    .containsAll(wanted.needed().keySet());
            found.needed().forEach((number, formats) -> assertThat(formats)
                    .as("{%s} of %s in %s", number, key, language.tag())
                    .isEqualTo(wanted.needed().getOrDefault(number, Set.of(""))));
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void wordsAreReadAsTheyWereMeant(Language language) {
        load(language).forEach((key, words) -> {
            assertThat(words.replace("''", "").replaceAll("'[{}]+'", "")).as("%s: apostrophes are doubled", key)
                    .doesNotContain("'");
            assertThat(new MessageFormat(words, language.words().locale()).format(values(words)))
                    .as("%s in %s", key, language.tag()).doesNotContain("{0").doesNotContain("\ufffd");
        });
    }

    /** Ones, which every choice and every plain blank takes. */
    private static Object[] values(String words) {
        Object[] ones = new Object[Blanks.of(words).all().stream().mapToInt(number -> number + 1).max().orElse(0)];
        Arrays.fill(ones, 1);
        return ones;
    }

    @ParameterizedTest
    @EnumSource(value = Language.class, mode = Mode.EXCLUDE, names = "ENGLISH")
    void nothingIsLeftInEnglishByAccident(Language language) {
        Set<String> same = new TreeSet<>();
        load(language).forEach((key, words) -> {
            boolean foreign = words.codePoints().anyMatch(c -> Character.isIdeographic(c)
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA);
            boolean says = words.replaceAll("\\{[^}]*}", "").codePoints().anyMatch(Character::isLetter);
            if (words.equals(english.get(key)) || (says && !foreign)) {
                same.add(key);
            }
        });
        same.removeAll(SAME);
        assertThat(same).as("said in English in %s", language.tag()).isEmpty();
    }

    @Test
    void whatMayBeTheSameIsThereAndIsTheSameSomewhere() {
        assertThat(SAME).allMatch(english::containsKey);
    }

    @Test
    void theTwoWaysToWriteChineseAreNotMixed() {
        load(Language.TRADITIONAL_CHINESE).forEach((key, words) -> assertThat(found(words, SIMPLIFIED_ONLY))
                .as("%s in zh-TW: %s", key, words).isEmpty());
        load(Language.SIMPLIFIED_CHINESE).forEach((key, words) -> assertThat(found(words, TRADITIONAL_ONLY))
                .as("%s in zh-CN: %s", key, words).isEmpty());
    }

    private static Set<String> found(String words, String unwanted) {
        String both = TRADITIONAL_ONLY.codePoints().filter(c -> SIMPLIFIED_ONLY.indexOf(c) >= 0)
                .mapToObj(Character::toString).collect(Collectors.joining());
        return words.codePoints().filter(c -> unwanted.indexOf(c) >= 0 && both.indexOf(c) < 0)
                .mapToObj(Character::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Words whose keys are put together at run time are there for everything that may be put into them. */
    @Test
    void everyStateAndEveryStepHasAWord() {
        Stream.of(Status.values(), Incident.State.values(), Level.values()).flatMap(Arrays::stream).forEach(
                state -> assertThat(english).containsKey("text.state." + state.name().toLowerCase(Locale.ROOT)));
        Arrays.stream(IncidentChange.Kind.values()).forEach(
                kind -> assertThat(english).containsKey("command.event." + kind.name().toLowerCase(Locale.ROOT)));
    }

    /** A key that a file has twice would silently be the second. */
    @Test
    void noKeyIsGivenTwice() throws IOException {
        try (Stream<Path> files = Files.list(TEXT)) {
            for (Path file : files.sorted().toList()) {
                List<String> keys = Files.readAllLines(file).stream()
                        .filter(line -> line.matches("[a-z][A-Za-z0-9-]*(\\.[A-Za-z0-9-]+)+=.*"))
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .toList();
                assertThat(keys).as(file.toString()).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aBlankThatOnlyChoosesWordsMayBeLeftOut() {
        Blanks blanks = Blanks.of("{0} {1,choice,1#is|1<are} it''s '{'{2}'}' {3,choice,1#once|1<{3} times}");

        assertThat(blanks.all()).containsExactly(0, 1, 2, 3);
        assertThat(blanks.needed().keySet()).containsExactly(0, 2, 3);
        assertThat(Blanks.of("{0,number}").needed()).containsEntry(0, Set.of(",number"));
    }

    private static Map<String, String> load(Language language) {
        return load(language == Language.ENGLISH ? "" : "_" + language.tag().replace('-', '_'));
    }

    private static Map<String, String> load(String suffix) {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(TEXT)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".properties", "");
                if (name.endsWith(suffix) && (!suffix.isEmpty() || !name.contains("_"))) {
                    Properties words = new Properties();
                    try (Reader reader = Files.newBufferedReader(file)) {
                        words.load(reader);
                    }
                    words.forEach((key, value) -> all.put(key.toString(), value.toString()));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }
}
