package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompletionTest {

    private final TestBot bot = new TestBot();

    @AfterEach
    void close() {
        bot.close();
    }

    @Test
    void completesCommandsKeywordsAndValues() {
        Conversation console = bot.chat().conversation("console");

        assertThat(console.complete("mu")).containsExactly("mute", "mutes");
        assertThat(console.complete("add ")).containsExactly("monitor");
        assertThat(console.complete("Add mon")).containsExactly("monitor");
        assertThat(console.complete("mute sh")).containsExactly("shop", "shop-eu");
        assertThat(console.complete("mute shop f")).containsExactly("for");
        assertThat(console.complete("mute shop for 2h ")).containsExactly("because", "shop", "shop-eu", "until");
        assertThat(console.complete("mute shop for ")).isEmpty();
        assertThat(console.complete("nonsense ")).isEmpty();
        assertThat(console.complete("")).contains("add", "more", "status");
    }
}
