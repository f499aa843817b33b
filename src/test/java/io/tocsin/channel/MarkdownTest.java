package io.tocsin.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkdownTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "@all @here|@\u2060all @\u2060here",
        "http://evil.example|http:\u2060//evil.\u2060example",
        "[a](http://b)|[a]\u2060(http:\u2060//b)",
        "*a* _b_ ~c~ `d`|\u2217a\u2217 \u02cdb\u02cd \u223cc\u223c \u02cbd\u02cb",
        "a :x: 14:02:11|a :\u2060x: 14:\u206002:11",
        "# a|\u2060# a",
        "> a|\u2060> a",
        "- a|\u2060- a",
        "12. a|\u206012. a",
        "  - a|\u00a0\u00a0\u2060- a",
        "<b>|\u2039b>",
        "a < b, a <= b|a < b, a <= b",
        "&amp; a & b|&\u2060amp; a & b",
        "a\\*|a\\\u2060\u2217",
        "[STATUS] (503) == 200|[STATUS] (503) == 200",
        "shop_one_a|shop_one_a",
        "-3.5 ms|\u2060-3.5 ms"
    })
    void whatMeansSomethingMeansNothing(String text, String inert) {
        assertThat(Markdown.inert(text)).isEqualTo(inert);
    }

    @Test
    void codeBeginsAndEndsWhereItShould() {
        assertThat(Markdown.code("mute `@all`", 100)).isEqualTo("`mute \u02cb@\u2060all\u02cb`");
    }
}
