package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.spi.Phrase;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a database has told. */
final class News {

    private final List<Phrase> told = new CopyOnWriteArrayList<>();

    static News of(Database database) {
        News news = new News();
        database.onNews(news::add);
        return news;
    }

    /** Waits until these, and nothing else, have been told. */
    void hasKeys(String... keys) {
        await().atMost(Duration.ofSeconds(30)).until(() -> keys().size() >= keys.length);
        assertThat(keys()).containsExactly(keys);
    }

    /** What is told must be in the catalogue. */
    static void hasWords(Phrase phrase) {
        assertThat(Catalogue.english().say(phrase)).endsWith(".").doesNotContain("{");
    }

    private void add(Phrase phrase) {
        hasWords(phrase);
        told.add(phrase);
    }

    List<String> keys() {
        return told.stream().map(Phrase::key).toList();
    }
}
