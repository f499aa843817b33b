package io.tocsin.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTest {

    @Test
    void linesAreEscapedAndJoined() {
        Html html = new Html("<br>", 100);

        assertThat(html.line("<b>", "a & \"b\" <c>", "</b>")).isTrue();
        assertThat(html.lines("one\n\ntwo", 50)).isTrue();

        assertThat(html.toString()).isEqualTo("<b>a &amp; &quot;b&quot; &lt;c&gt;</b><br>one<br><br>two");
    }

    @Test
    void whatDoesNotFitIsLeftOutWhereALineEnds() {
        Html html = new Html("\n", 20);

        assertThat(html.lines("1234567\n1234567\n1234567", 20)).isFalse();
        assertThat(html.toString()).isEqualTo("1234567\n1234567\n\u2026");
        assertThat(html.line("", "123", "")).as("17 are used, a line end and two more fit").isFalse();
        assertThat(html.line("", "12", "")).isTrue();
    }

    @Test
    void aFirstLineThatIsTooLongIsCutThroughButNoLetterIs() {
        Html html = new Html("\n", 6);

        assertThat(html.lines("1234\ud83d\udd14 and more", 6)).isFalse();

        assertThat(html.toString()).isEqualTo("1234\u2026");
    }

    @Test
    void linesTakeNoMoreThanTheirShare() {
        Html html = new Html("\n", 100);

        assertThat(html.lines("12345\n12345", 5)).isFalse();

        assertThat(html.toString().length()).isLessThanOrEqualTo(5);
        assertThat(html.line("", "x".repeat(90), "")).isTrue();
    }

    @Test
    void whatAChatWouldTurnIntoALinkIsBrokenAndStaysReadable() {
        String text = "https://a.example/x @ana me@b.example /ack #shop #42 1.5 and/or $5 mailto:x";

        String inert = Html.inert(text);

        assertThat(inert.replace("\u2060", "")).isEqualTo(text);
        assertThat(inert).contains("://\u2060", "@\u2060ana", " /\u2060ack", "#\u2060shop", "a.\u2060example",
                "mailto:\u2060", "#42 1.5 and/or $5");
    }

    @Test
    void onlyAddressesOfTheWebBecomeLinks() {
        assertThat(Html.link("page", "https://a.example/?x=1&y=\"2\""))
                .isEqualTo("<a href=\"https://a.example/?x=1&amp;y=&quot;2&quot;\">page</a>");
        assertThat(Html.link("<page>", "javascript:alert(1)")).isEqualTo("&lt;page&gt;");
        assertThat(Html.link("", "data:text/html,x")).isEqualTo("link");
    }
}
