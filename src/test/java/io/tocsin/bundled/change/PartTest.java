package io.tocsin.bundled.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class PartTest {

    private static final String HTML = """
            <!doctype html><html><head><title>T</title><meta property="og:title" content="Series"></head>
            <body><h1>Series  <b>A</b></h1><ul><li class=e> One <li class="e f">Two&nbsp;x<li><a href="/3"></a></ul>
            <script>var x = 1;</script></body></html>
            """;
    private static final String JSON =
            """
                    {"a": {"b": [{"t": "One"}, {"t": "Two"}, {"u": 3}]}, "n": 1.50, "yes": true, "nothing": null, "x y": ["p", "q"]}
                    """;

    private static Part part(String way, String text) {
        return Part.of(new Settings(Map.of(way, List.of(text))));
    }

    private static List<String> in(String way, String text, String page) {
        return part(way, text).in(page.getBytes(UTF_8));
    }

    private static void refused(ThrowingCallable what, String words) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(Catalogue.english().say(refusal.phrase())).contains(words));
    }

    @Test
    void elementsAreReadByTheirTextOrWhatStandsForIt() {
        assertThat(in("css", ".e", HTML)).containsExactly("One", "Two x");
        assertThat(in("css", "li:nth-child(3) > a", HTML)).containsExactly("/3");
        assertThat(in("css", "meta[property=og:title]", HTML)).containsExactly("Series");
        assertThat(in("css", ".none", HTML)).isEmpty();
        assertThat(in("css", "p", "<p>".repeat(20_000))).isEmpty();
        refused(() -> part("css", "li[").in(new byte[0]), "\"li[\" is no CSS selector");
    }

    @Test
    void valuesOfJsonAreReadByTheirPath() {
        assertThat(in("json", "$.a.b[*].t", JSON)).containsExactly("One", "Two");
        assertThat(in("json", ".a.b[1].t", JSON)).containsExactly("Two");
        assertThat(in("json", "n", JSON)).containsExactly("1.50");
        assertThat(in("json", ".yes", JSON)).containsExactly("true");
        assertThat(in("json", ".x y", JSON)).containsExactly("p", "q");
        assertThat(in("json", ".a.b[2]", JSON)).containsExactly("{\"u\":3}");
        assertThat(in("json", ".nothing", JSON)).isEmpty();
        assertThat(in("json", ".a.b[9].t", JSON)).isEmpty();
        refused(() -> in("json", ".a", "<html>"), "");
        refused(() -> part("json", ".a["), "\".a[\" is no path");
        refused(() -> part("json", "$"), "is no path");
    }

    @Test
    void anExpressionFindsItsGroupAndNeverTakesForEver() {
        assertThat(in("regex", "v(\\d+\\.\\d+)", "v1.2 and v1.30")).containsExactly("1.2", "1.30");
        assertThat(in("regex", "v\\d", "v1 v2")).containsExactly("v1", "v2");
        refused(() -> part("regex", "("), "regex \"(\" is no regular expression");
        refused(() -> in("regex", "(a+)+b", "a".repeat(50_000)), "takes too long");
        refused(() -> in("regex", "(a|b)*c", "ab".repeat(100_000)), "takes too long");
        assertThat(Ignored.of(List.of("\\d+ views", "ad .*")).left(List.of("One 12 views", "ad for x", "One 13 views")))
                .containsExactly("One");
    }

    @Test
    void withoutAPartItIsAllTextOfThePage() {
        assertThat(Part.of(Settings.none()).in(HTML.getBytes(UTF_8))).contains("Series", "One", "Two x")
                .noneMatch(text -> text.contains("var x"));
        assertThat(Part.of(Settings.none()).in("a\n\n b \u0000c\n".getBytes(UTF_8))).containsExactly("a", "b c");
        refused(() -> Part.of(new Settings(Map.of("css", List.of("p"), "json", List.of(".a")))), "not by css, json");
    }

    @ParameterizedTest
    @CsvSource({"5, 10", "500, 10", "3000, 10"})
    void whatIsLongIsKnownByItsMark(int length, int count) {
        List<String> found = java.util.stream.IntStream.range(0, count).mapToObj(i -> i + "x".repeat(length)).toList();
        Items items = Items.of(found);
        assertThat(items.texts()).allMatch(text -> text.length() <= 301);
        assertThat(items.without(found)).isEmpty();
        assertThat(items.missing(found)).isEmpty();
        assertThat(items.marks().without(found)).isEmpty();
        assertThat(items.marks().missing(found)).isEmpty();
        assertThat(items.without(List.of("new"))).containsExactly("new");
        assertThat(items.missing(found.subList(1, count))).hasSize(1);
    }
}
