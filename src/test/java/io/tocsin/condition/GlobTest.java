package io.tocsin.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    private static final long SEED = 20_261_121;
    private static final int ROUNDS = 30_000;

    /** One part of a pattern, and the same as a regular expression. */
    private record Atom(String glob, String regex) {}

    private static final List<Atom> ATOMS = List.of(
            new Atom("a", "a"),
            new Atom("b", "b"),
            new Atom("ab", "ab"),
            new Atom("aaaaaaaaaaab", "aaaaaaaaaaab"),
            new Atom("*", ".*"),
            new Atom("*", ".*"),
            new Atom("?", "."),
            new Atom("[ab]", "[ab]"),
            new Atom("[^a]", "[^a]"),
            new Atom("[a-c]", "[a-c]"),
            new Atom("\\*", "\\*"),
            new Atom("\\[", "\\["),
            new Atom("[\\]x]", "[\\]x]"),
            new Atom("]", "\\]"),
            new Atom("/", ""),
            new Atom("\u00e9", "\u00e9"),
            new Atom("\uD83D\uDD14", "\uD83D\uDD14"));
    private static final List<String> LETTERS =
            List.of("a", "a", "a", "b", "c", "*", "[", "]", "x", "\n", "/", "\u00e9", "\uD83D\uDD14");

    @Test
    void patternsMatchWhatTheSameRegularExpressionMatches() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder glob = new StringBuilder();
            StringBuilder regex = new StringBuilder();
            for (int i = random.nextInt(7); i > 0; i--) {
                Atom atom = ATOMS.get(random.nextInt(ATOMS.size()));
                glob.append(atom.glob());
                regex.append(atom.regex());
            }
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(16); i > 0; i--) {
                text.append(LETTERS.get(random.nextInt(LETTERS.size())));
            }

            assertThat(Glob.parse(glob.toString()).matches(text.toString()))
                    .as("seed %d: %s against %s", SEED, glob, text)
                    .isEqualTo(Pattern.compile(regex.toString(), Pattern.DOTALL)
                            .matcher(text.toString().replace("/", ""))
                            .matches());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a*b, ab, true",
        "a*a, a, false",
        "*ab*ab, ab, false",
        "*ab*ab, abab, true",
        "http:*, http://x, true",
        "*<b>x</b>*, 1<b>x</b>2, true",
        "?, '', false",
        "*, '', true"
    })
    void starsStandForAnything(String pattern, String text, boolean matches) {
        assertThat(Glob.parse(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[]", "[a", "[a-", "[a-]", "[-a]", "[^", "[^]", "a\\", "[a\\", "*[ok*"})
    void aBrokenPatternIsRefused(String pattern) {
        assertThatThrownBy(() -> Glob.parse(pattern)).isInstanceOf(Refusal.class);
    }

    @Test
    void aHostileTextCostsTimeInProportionToItsLength() {
        String hostile = "a".repeat(4_000_000);
        String unlucky = "*" + "a".repeat(400) + "b*".repeat(20) + "c";
        String stars = "*a".repeat(300) + "b";

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            assertThat(Glob.parse(unlucky).matches(hostile)).isFalse();
            assertThat(Glob.parse(unlucky).matches(hostile + "c")).isFalse();
            assertThat(Glob.parse(stars).matches(hostile)).isFalse();
            assertThat(Glob.parse(stars + "*c").matches(hostile + "c")).isFalse();
        });
    }
}
