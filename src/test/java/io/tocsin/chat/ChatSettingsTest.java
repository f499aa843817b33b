package io.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.chat.ChatSettings.Page;
import io.tocsin.config.Keys;
import io.tocsin.config.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChatSettingsTest {

    @Test
    void defaults() {
        assertThat(ChatSettings.from(Keys.of(Map.of())))
                .isEqualTo(new ChatSettings("tocsin", List.of("!"), new Page(40, 2_800), 20, Duration.ofSeconds(30)));
    }

    @Test
    void everyKeyCounts() {
        Keys keys = Keys.of(Map.of(
                "bot.name", "bell",
                "bot.alias", "., bot",
                "chat.page.lines", "20",
                "chat.page.characters", "1900",
                "chat.waiting", "5",
                "chat.patience", "10s"));

        assertThat(ChatSettings.from(keys))
                .isEqualTo(
                        new ChatSettings("bell", List.of(".", "bot"), new Page(20, 1_900), 5, Duration.ofSeconds(10)));
        assertThat(keys.finish().all()).isEmpty();
    }

    @Test
    void namesThatNobodyCouldSayAreProblems() {
        Keys keys = Keys.of(Map.of("bot.name", "big ben", "bot.alias", "hey bot"));

        assertThat(ChatSettings.from(keys).name()).isEqualTo("tocsin");
        assertThat(keys.finish().all()).extracting(Problem::key).containsExactlyInAnyOrder("bot.name", "bot.alias");
    }

    @Test
    void aBlankAliasMeansNone() {
        assertThat(ChatSettings.from(Keys.of(Map.of("bot.alias", ""))).aliases()).isEmpty();
    }
}
