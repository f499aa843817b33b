package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.chat.ChatSettings.Page;
import io.tocsin.spi.Command;
import io.tocsin.spi.Person;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PagesTest {

    private static final Person ANA = TestBot.ANA;
    private static final Person BEN = TestBot.BEN;

    private final TestBot bot = new TestBot();

    @AfterEach
    void close() {
        bot.close();
    }

    @Test
    void longAnswersComeInPages() throws Exception {
        String long11 = String.join("\n", IntStream.rangeClosed(1, 11).mapToObj(i -> "line " + i).toList());
        bot.command(Command.named("list"), (talk, _) -> talk.reply(long11));

        assertThat(bot.says("D9", ANA, "list"))
                .containsExactly("slack:D9> line 1\nline 2\nline 3\nline 4\n... 7 more lines. To see them: more");
        assertThat(bot.says("D9", BEN, "more")).containsExactly("slack:D9> There is nothing more to show.");
        assertThat(bot.says("D9", ANA, "more"))
                .containsExactly("slack:D9> line 5\nline 6\nline 7\nline 8\n... 3 more lines. To see them: more");
        assertThat(bot.says("D9", ANA, "more")).containsExactly("slack:D9> line 9\nline 10\nline 11");
        assertThat(bot.says("D9", ANA, "more")).containsExactly("slack:D9> There is nothing more to show.");
        bot.says("D9", ANA, "list");
        bot.now = bot.now.plus(Duration.ofMinutes(31));
        assertThat(bot.says("D9", ANA, "more")).containsExactly("slack:D9> There is nothing more to show.");
    }

    @Test
    void longLinesAreParted() {
        Pages pages = Pages.of("a".repeat(1_200) + "\nb", new Page(5, 500));

        assertThat(pages.lines()).extracting(String::length).containsExactly(500, 500, 200, 1);
        assertThat(pages.first()).hasSize(500);
        assertThat(pages.rest().rest().lines()).hasSize(2);
    }
}
