package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Command;
import io.tocsin.spi.Command.Kind;
import io.tocsin.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OtherWordsTest {

    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

    private static final Command MUTE = Command.named("mute")
            .values("monitor", Kind.SELECTOR)
            .clause("for", Kind.DURATION)
            .clause("until", Kind.MOMENT)
            .clause("because", Kind.REST)
            .run((_, _) -> {});
    private static final Command ADD = Command.named("add monitor")
            .value("name", Kind.WORD)
            .value("target", Kind.WORD)
            .clause("every", Kind.WORD)
            .clauses("depends on", Kind.SELECTOR)
            .run((_, _) -> {});
    private static final Command INCIDENT =
            Command.named("incident").value("number", Kind.NUMBER).run((_, _) -> {});

    private final Grammar grammar = Grammar.of(List.of(MUTE, ADD, INCIDENT), NOW, TAIPEI);

    /** Whoever says it must mean one thing, whatever language they speak. */
    @ParameterizedTest
    @ValueSource(strings = {"command.", "keyword.", "value."})
    void noWordStandsForTwoThings(String kind) {
        Map<String, String> meanings = new HashMap<>();
        for (Language language : Language.values()) {
            OtherWords.all(language).forEach((entry, words) -> {
                if (entry.startsWith(kind)) {
                    words.forEach(word -> assertThat(meanings.merge(word, entry, (known, _) -> known))
                            .as("%s in %s", word, language.tag()).isEqualTo(entry));
                }
            });
        }
        assertThat(meanings).isNotEmpty();
    }

    @Test
    void everyEntryIsOfAKnownKindAndHasWords() {
        for (Language language : Language.values()) {
            OtherWords.all(language).forEach((entry, words) -> {
                assertThat(entry).matches("(command|keyword|value)\\.[a-z][a-z-]*");
                assertThat(words).as(entry).isNotEmpty().allMatch(word -> word.matches("[^\\s\"]+"));
            });
        }
    }

    @Test
    void aDictionaryIsThereForEveryLanguageButEnglish() {
        assertThat(Language.values()).allMatch(
                language -> language == Language.ENGLISH || OtherWords.names("status", language).size() > 0);
        assertThat(OtherWords.names("status", Language.ENGLISH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "靜音 shop 持續 2小時, PT2H",
        "静音 shop 持续 2 小时 30分钟, PT2H30M",
        "ミュート shop 期間 ２時間, PT2H",
        "mute shop for 90分, PT1H30M",
        "mute　shop　for　1h, PT1H",
    })
    void aMuteIsUnderstoodInEveryLanguage(String line, Duration length) {
        Grammar.Said said = grammar.find(Addressing.clean(line)).orElseThrow();

        assertThat(said.command()).isEqualTo(MUTE);
        assertThat(grammar.arguments(said).all("monitor")).containsExactly("shop");
        assertThat(grammar.arguments(said).duration("for")).contains(length);
    }

    @ParameterizedTest
    @CsvSource({
        "靜音 全部 直到 明天 09:00, 2026-11-23T01:00:00Z",
        "静音 所有 直到 星期五 9:00, 2026-11-27T01:00:00Z",
        "ミュート すべて まで 明日 ０９：００, 2026-11-23T01:00:00Z",
        "ミュート すべて まで 復旧, +1000000000-12-31T23:59:59.999999999Z",
    })
    void momentsHaveNamesInEveryLanguage(String line, Instant moment) {
        Grammar.Said said = grammar.find(line).orElseThrow();

        assertThat(grammar.arguments(said).all("monitor")).containsExactly("all");
        assertThat(grammar.arguments(said).moment("until")).contains(moment);
    }

    @Test
    void aNameInQuotesIsTakenAsItStands() {
        Grammar.Said said = grammar.find("静音 「全部」 因为 升级 数据库").orElseThrow();

        assertThat(grammar.arguments(said).all("monitor")).containsExactly("全部");
        assertThat(grammar.arguments(said).optional("because")).contains("升级 数据库");
    }

    @Test
    void keywordsOfSeveralWordsAreOneWordElsewhere() {
        Grammar.Said said = grammar.find("新增監控 shop https://a.example 每 30秒 依賴 router")
                .orElseThrow();

        assertThat(said.command()).isEqualTo(ADD);
        assertThat(grammar.arguments(said).optional("every")).contains("30s");
        assertThat(grammar.arguments(said).all("depends on")).containsExactly("router");
    }

    @Test
    void behindANameInChineseOrJapaneseNoSpaceIsNeeded() {
        assertThat(grammar.find("事件42").map(grammar::arguments).flatMap(it -> it.number("number"))).contains(42L);
        assertThat(grammar.find("障害 ＃４２").map(grammar::arguments).flatMap(it -> it.number("number"))).contains(42L);
        assertThat(grammar.find("静音列表")).as("a longer word").isEqualTo(Optional.empty());
        assertThat(grammar.find("mute4")).isEqualTo(Optional.empty());
    }

    @Test
    void whatACommandDeclaresComesFirst() {
        Command own = Command.named("静音").run((_, _) -> {});

        assertThat(Grammar.of(List.of(MUTE, own), NOW, TAIPEI).find("静音").map(Grammar.Said::command)).contains(own);
    }

    @Test
    void aWordThatIsNearlyOneIsRecognized() {
        assertThat(new Suggestions(grammar).answer("静因 shop 持续 2h").toString()).contains("静音 shop 持续 2h");
        assertThat(new Suggestions(grammar).answer("你好").key()).isEqualTo("chat.unknown");
    }

    @Test
    void completionOffersThemToWhoeverBegan() {
        Completion completion = new Completion(List.of(MUTE, ADD), _ -> List.of());

        assertThat(completion.complete("静")).containsExactly("静音", "静默");
        assertThat(completion.complete("")).containsExactly("add", "mute");
    }

    @Test
    void usageIsThereInBothLanguages() {
        assertThat(Usage.of(MUTE)).isEqualTo("mute <monitor>... [for <time>] [until <moment>] [because <text>]");
        assertThat(Usage.of(MUTE, Language.TRADITIONAL_CHINESE))
                .contains("靜音 <monitor>... [持續 <time>] [直到 <moment>] [因為 <text>]");
        assertThat(Usage.of(MUTE, Language.JAPANESE))
                .contains("ミュート <monitor>... [期間 <time>] [まで <moment>] [理由 <text>]");
        assertThat(Usage.of(MUTE, Language.ENGLISH)).isEmpty();
    }

    @Test
    void theBotsNameMayHaveAWideColonBehindIt() {
        Addressing addressing = new Addressing("tocsin", List.of("!"));

        assertThat(addressing.addressed("tocsin，狀態", false)).contains("狀態");
        assertThat(addressing.addressed("@tocsin： 狀態", false)).contains("狀態");
        assertThat(addressing.addressed("!狀態", false)).contains("狀態");
    }
}
