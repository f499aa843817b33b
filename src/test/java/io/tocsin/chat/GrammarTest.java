package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.spi.Arguments;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrammarTest {

    private final Grammar grammar = Sample.grammar();

    private Arguments read(String line) {
        return grammar.arguments(grammar.find(line).orElseThrow());
    }

    @Test
    void readsValuesByPositionAndClausesInAnyOrder() {
        Arguments arguments = read("add monitor shop https://shop.example.com tag web EXPECT \"[STATUS] == 200\""
                + " every 30s expect '[BODY].name == \"x\"' tag eu confirm 2");

        assertThat(arguments.text("name")).isEqualTo("shop");
        assertThat(arguments.text("target")).isEqualTo("https://shop.example.com");
        assertThat(arguments.all("expect")).containsExactly("[STATUS] == 200", "[BODY].name == \"x\"");
        assertThat(arguments.all("tag")).containsExactly("web", "eu");
        assertThat(arguments.duration("every")).contains(Duration.ofSeconds(30));
        assertThat(arguments.number("confirm")).contains(2L);
        assertThat(arguments.has("cron")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "MUTE shop, mute",
        "Silence shop, silence",
        "mutes, mutes",
        "add   Monitor x y, add monitor",
        "status, status",
    })
    void theLongestNameWinsWhateverItsCase(String line, String name) {
        assertThat(grammar.find(line)).map(Grammar.Said::name).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mut shop", "add shop", "statuses", "add", "monitor add"})
    void anAbbreviationIsNoCommand(String line) {
        assertThat(grammar.find(line)).isEmpty();
    }

    @Test
    void aClauseOfTextTakesTheRestAsItStands() {
        assertThat(read("mute shop for 2h because it's the 'old one").text("because")).isEqualTo("it's the 'old one");
        assertThat(read("mute shop because deploy  for 2h").text("because")).isEqualTo("deploy  for 2h");
        assertThat(read("mute shop because \"disk \\\"swap\\\"\"").text("because")).isEqualTo("disk \"swap\"");
        assertThat(read("note 42 \"a\" and \"b\"").text("text")).isEqualTo("\"a\" and \"b\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2h, PT2H",
        "2 h, PT2H",
        "1h 30m, PT1H30M",
        "1 hour 30 minutes, PT1H30M",
        "2 days, PT48H",
        "90 secs, PT1M30S",
    })
    void aLengthOfTimeMayHaveSeveralWords(String words, Duration length) {
        assertThat(read("mute shop for " + words + " because x").duration("for")).contains(length);
        assertThat(read("mute shop for " + words).duration("for")).contains(length);
    }

    @Test
    void aMomentMayHaveSeveralWords() {
        assertThat(read("mute shop until tomorrow 09:00 because x").moment("until"))
                .contains(Instant.parse("2026-11-22T08:00:00Z"));
        assertThat(read("mute shop until tomorrow because x").moment("until"))
                .contains(Instant.parse("2026-11-21T23:00:00Z"));
    }

    @Test
    void valuesOfOneNameMayBeSeveral() {
        assertThat(read("ack 12 #13").numbers("incident")).containsExactly(12L, 13L);
        assertThat(read("mute shop-* api for 1h").all("what")).containsExactly("shop-*", "api");
        assertThat(read("mute for 1h shop").all("what")).containsExactly("shop");
    }

    @Test
    void aNameMayBeAKeyword() {
        Arguments arguments = read("add monitor every https://shop.example.com every 30s");
        assertThat(arguments.text("name")).isEqualTo("every");
        assertThat(arguments.text("target")).isEqualTo("https://shop.example.com");
        assertThat(arguments.duration("every")).contains(Duration.ofSeconds(30));

        assertThat(read("add monitor every 30s x y").text("name")).isEqualTo("x");
    }

    @Test
    void aKeywordInQuotesIsAValue() {
        assertThat(read("mute \"for\" for 1h").all("what")).containsExactly("for");
        assertThat(read("add monitor x y group \"tag\"").text("group")).isEqualTo("tag");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "mute | ~\"mute\" needs <what>: the name of a monitor, group or tag.~",
        "snooze for 2h | ~\"snooze\" needs <what>: the name of a monitor, group or tag.~",
        "mute shop for | ~\"for\" needs a value after it: a length of time such as 30s, 10m or 2h.~",
        "mute shop for because x | ~\"for\" needs a value after it: a length of time such as 30s, 10m or 2h. If you mean the word itself, put it in quotes: \"because\".~",
        "mute shop for soon | ~\"for\" takes a length of time such as 30s, 10m or 2h, not \"soon\".~",
        "mute shop for 2 | ~\"for\" takes a length of time such as 30s, 10m or 2h, not \"2\".~",
        "mute shop for 2h for 3h | ~\"for\" is there twice; say it once.~",
        "mute shop for 2h web | ~\"web\" is too much after \"mute\"; what may follow: for, until, because.~",
        "mute shop until late | ~\"until\" takes a moment such as 17:30, tomorrow 09:00 or 2026-12-01 10:00, not \"late\".~",
        "mute shop until 25:00 | ~\"until\" takes a moment such as 17:30, tomorrow 09:00 or 2026-12-01 10:00, not \"25:00\".~",
        "mute shop until 2020-01-01 10:00 | 2020-01-01 10:00 has passed; I need a moment that is still to come.",
        "mute shop because | ~\"because\" needs a value after it: some text.~",
        "mute \"\" | <what> must not be empty.",
        "mute shop untill 17:30 | ~I do not understand \"untill\" after \"mute\". Did you mean \"until\"?~",
        "ack | ~\"ack\" needs <incident>: a number from 1 on, such as 42.~",
        "ack shop | ~<incident> takes a number from 1 on, such as 42, not \"shop\".~",
        "ack 0 | ~<incident> takes a number from 1 on, such as 42, not \"0\".~",
        "ack -3 | ~<incident> takes a number from 1 on, such as 42, not \"-3\".~",
        "ack 12,13 | ~<incident> takes a number from 1 on, such as 42, not \"12,13\".~",
        "ack 99999999999999999999 | ~<incident> takes a number from 1 on, such as 42, not \"99999999999999999999\".~",
        "note 42 | ~\"note\" needs <text>: some text.~",
        "note the disk | ~<incident> takes a number from 1 on, such as 42, not \"the\".~",
        "mutes shop | ~\"shop\" is too much after \"mutes\".~",
        "status shop api | ~\"api\" is too much after \"status\".~",
        "add monitor | ~\"add monitor\" needs <name>.~",
        "add monitor shop | ~\"add monitor\" needs <target>.~",
        "add monitor shop x every | ~\"every\" needs a value after it: a length of time such as 30s, 10m or 2h.~",
        "add monitor shop x every minute | ~\"every\" takes a length of time such as 30s, 10m or 2h, not \"minute\".~",
        "add monitor shop x expect [STATUS] == 200 tag web | ~\"==\" is too much: \"expect\" takes one value. Put it in quotes: expect \"[STATUS] == 200\"~",
        "add monitor shop x expect \"[STATUS] == 200 | ~The quote \" at character 27 is never closed: \"[STATUS] == 200~",
        "add monitor shop x expect \"a\"b | ~A space must follow the closing quote \" at character 29: \"b~",
        "add monitor shop x exepct \"a\" | ~I do not understand \"exepct\" after \"add monitor\". Did you mean \"expect\"?~",
        "add monitor shop x confirm twice | ~\"confirm\" takes a number from 1 on, such as 42, not \"twice\".~",
        "add monitor shop x cron every 5m | ~\"cron\" needs a value after it: one word, or several in quotes. If you mean the word itself, put it in quotes: \"every\".~",
    })
    void whatIsWrongIsSaidWithTheValueAndWhatWouldBeRight(String line, String problem) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(line))
                .satisfies(refusal -> assertThat(Catalogue.english().say(refusal.phrase())).isEqualTo(problem));
    }

    @Test
    void usageComesFromTheDeclaration() {
        assertThat(Sample.commands().stream().map(Usage::of)).contains(
                "mute <what>... [for <time>] [until <moment>] [because <text>]",
                "note <incident> <text>",
                "status [<what>]",
                "add monitor <name> <target> [every <time>] [cron <expression>] [expect <condition>]... [timeout <time>]"
                        + " [group <group>] [tag <tag>]... [room <room>]... [confirm <n>]");
    }
}
