package io.tocsin.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.monitor.Written;
import io.tocsin.source.MonitorSource.Asking;
import io.tocsin.source.MonitorSource.News;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MonitorSourceTest {

    private static final String ONE = "{\"servers\":[{\"name\":\"a\",\"url\":\"http://a\"}]}";
    private static final String TWO =
            "{\"servers\":[{\"name\":\"a\",\"url\":\"http://a\"},{\"name\":\"b\",\"url\":\"http://b\"}]}";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<Http.Request> requests = new ArrayList<>();

    @Test
    void aFileIsReadAtOnceAndThenWhenItHasChanged() throws IOException {
        Path file = Files.writeString(directory.resolve("servers.json"), ONE);
        MonitorSource source = source(file.toString());

        assertThat(names(source.poll())).containsExactly("a");
        assertThat(source.poll()).isEqualTo(new News.Unchanged());

        Files.writeString(file, TWO);
        assertThat(source.poll()).as("somebody may still be writing").isEqualTo(new News.Unchanged());
        assertThat(names(source.poll())).containsExactly("a", "b");
        assertThat(source.poll()).isEqualTo(new News.Unchanged());
    }

    @Test
    void aFileThatIsStillBeingWrittenIsWaitedFor() throws IOException {
        Path file = Files.writeString(directory.resolve("servers.json"), ONE);
        MonitorSource source = source(file.toString());
        source.poll();

        Files.writeString(file, "");
        assertThat(source.poll()).isEqualTo(new News.Unchanged());
        Files.writeString(file, TWO.substring(0, 40));
        assertThat(source.poll()).isEqualTo(new News.Unchanged());
        Files.writeString(file, TWO);
        assertThat(source.poll()).isEqualTo(new News.Unchanged());
        assertThat(names(source.poll())).containsExactly("a", "b");
    }

    @Test
    void aBrokenFileIsToldOnceAndFoundAgainWhenItIsWhole() throws IOException {
        Path file = Files.writeString(directory.resolve("servers.json"), ONE);
        MonitorSource source = source(file.toString());
        source.poll();

        Files.writeString(file, "{\"servers\":[{");
        source.poll();
        assertThat(said(source.poll())).singleElement().asString().startsWith(file + ":1: not JSON: ");
        assertThat(source.poll()).isEqualTo(new News.Unchanged());

        Files.delete(file);
        source.poll();
        assertThat(said(source.poll())).containsExactly(file + ": there is no such file");
        assertThat(source.poll()).isEqualTo(new News.Unchanged());

        Files.writeString(file, ONE);
        source.poll();
        assertThat(names(source.poll())).containsExactly("a");
    }

    @Test
    void anAddressIsAskedWhenItsTimeHasComeWithTheTagItGave() {
        MonitorSource source = source("https://user:hunter2@example.com/s.json");
        answers.add(new Http.Answer(200, Map.of("etag", "\"1\"", "last-modified", "then"), ONE));
        answers.add(new Http.Answer(304, Map.of(), ""));
        answers.add(new Http.Answer(200, Map.of(), TWO));
        answers.add(new Http.Answer(200, Map.of(), TWO));

        assertThat(names(source.poll())).containsExactly("a");
        assertThat(source.poll()).isEqualTo(new News.Unchanged());
        assertThat(requests).hasSize(1);

        pass();
        assertThat(source.poll()).isEqualTo(new News.Unchanged());
        assertThat(requests.getLast().headers())
                .isEqualTo(Map.of("If-None-Match", "\"1\"", "If-Modified-Since", "then"));
        pass();
        assertThat(names(source.poll())).containsExactly("a", "b");
        pass();
        assertThat(source.poll()).as("the same text without a tag").isEqualTo(new News.Unchanged());
        assertThat(requests).hasSize(4);
    }

    @Test
    void troubleIsToldOnceAndItsEndToo() {
        MonitorSource source = source("https://user:hunter2@example.com/s.json");
        answers.add(new Http.Answer(200, Map.of("etag", "1"), ONE));
        answers.add(new IOException("connection refused"));
        answers.add(new IOException("connection refused"));
        answers.add(new Http.Answer(503, Map.of(), "<html>"));
        answers.add(new Http.Answer(200, Map.of(), "<html>"));
        answers.add(new Http.Answer(200, Map.of(), ""));
        answers.add(Refusal.of("source.location", "x"));
        answers.add(new Http.Answer(200, Map.of("etag", "1"), ONE));

        assertThat(names(source.poll())).containsExactly("a");
        pass();
        assertThat(said(source.poll())).containsExactly("https://example.com/s.json:"
                + " cannot be reached: connection refused; the monitors that are known stay as they are");
        pass();
        assertThat(source.poll()).isEqualTo(new News.Unchanged());
        pass();
        assertThat(said(source.poll()))
                .containsExactly(
                        "https://example.com/s.json: answered 503; the monitors that are known stay as they are");
        pass();
        assertThat(said(source.poll())).singleElement().asString()
                .startsWith("https://example.com/s.json:1: not JSON: ");
        pass();
        assertThat(said(source.poll())).containsExactly(
                "https://example.com/s.json: names no monitor; the monitors that are known stay as they are");
        pass();
        assertThat(said(source.poll())).hasSize(1);
        pass();
        assertThat(names(source.poll())).containsExactly("a");
        assertThat(requests.getLast().headers()).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLongIsRefusedThoughItsBeginningCouldBeRead() {
        MonitorSource source = source("http://example.com/s.yaml");
        String names = "monitors:\n- name: a\n  target: http://a\n";
        answers.add(new Http.Answer(200, Map.of(), names + "#".repeat(MonitorSource.LONGEST_ANSWER - names.length())));

        assertThat(said(source.poll()))
                .containsExactly("http://example.com/s.yaml: longer than 16 MB; that is not read");
    }

    @Test
    void aLocationOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> source("ftp://example.com/s.json")).isInstanceOf(Refusal.class);
    }

    private MonitorSource source(String location) {
        return MonitorSource.of(location, new Asking(MINUTE, this::answer, () -> now), GatusSettings.USUAL);
    }

    private Http.Answer answer(Http.Request request) throws IOException {
        requests.add(request);
        return switch (answers.remove()) {
            case Http.Answer answer -> answer;
            case IOException failure -> throw failure;
            case Refusal refusal -> throw refusal;
            default -> throw new IllegalStateException();
        };
    }

    private void pass() {
        now = now.plus(MINUTE);
    }

    private static List<String> names(News news) {
        assertThat(news).isInstanceOf(News.Found.class);
        return ((News.Found) news).monitors().stream().map(Written::draft).map(draft -> draft.name()).toList();
    }

    private static List<String> said(News news) {
        assertThat(news).isInstanceOf(News.Broken.class);
        return MonitorFileTest.said(((News.Broken) news).problems());
    }
}
