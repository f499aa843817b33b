package io.tocsin.source;

import static io.tocsin.source.MonitorFileTest.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Written;
import io.tocsin.source.MonitorSource.Asking;
import io.tocsin.source.MonitorSource.News;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of files is read as one file. */
final class FolderSourceTest {

    @TempDir
    Path folder;

    private MonitorSource source;

    @BeforeEach
    void open() {
        source = MonitorSource.of(
                folder.toString(), new Asking(Duration.ofMinutes(1), request -> {
                    throw new IllegalStateException("nothing is asked");
                }, InstantSource.system()), GatusSettings.USUAL);
    }

    @Test
    void objectsAreMergedAndListsAppended() throws IOException {
        write("a.yaml",
                "alerting: {slack: {webhook-url: x}}\nendpoints: [{name: a, url: 'http://a', alerts: [{type: slack}]}]");
        write("more/b.yml",
                "alerting: {slack: {default-alert: {failure-threshold: 7}}}\nendpoints: [{name: b, url: 'http://b'}]");
        write("c.yaml", "external-endpoints: [{name: c, token: '0123456789'}]");
        write("empty.yaml", "# nothing yet\n");
        write("notes.txt", "endpoints: [");
        write("..data/d.yaml", "endpoints: [{name: d, url: 'http://d'}]");

        List<Draft> drafts = found().stream().map(Written::draft).toList();

        assertThat(drafts).extracting(Draft::name).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(drafts).filteredOn(draft -> draft.name().equals("a")).first()
                .satisfies(draft -> assertThat(draft.failureThreshold()).hasValue(7));
    }

    @Test
    void whatIsNoListAndNoObjectIsSaidOnce() throws IOException {
        write("a.yaml", "metrics: true\nui: {title: x}\nendpoints: [{name: a, url: 'http://a'}]");
        write("b.yaml", "metrics: true\nui: {title: y}");

        assertThat(problems()).containsExactly(
                "b.yaml:1: metrics: given twice, here and at a.yaml:1; keep one of them",
                "b.yaml:2: ui.title: given twice, here and at a.yaml:2; keep one of them");
    }

    @Test
    void problemsSayInWhichFileTheyAre() throws IOException {
        write("a.yaml", "endpoints: [{name: a, url: 'http://a'}]");
        write("b.yaml", "endpoints:\n- {name: b}");
        write("c.yaml", "endpoints: [");

        assertThat(problems()).hasSize(2).anyMatch(it -> it.startsWith("b.yaml:2: endpoints[1].url: missing"))
                .anyMatch(it -> it.startsWith("c.yaml:1: not YAML"));
    }

    @Test
    void aChangeIsTakenOnceItHasBeenSeenTwice() throws IOException {
        write("a.yaml", "endpoints: [{name: a, url: 'http://a'}]");
        assertThat(found()).hasSize(1);
        assertThat(source.poll()).isInstanceOf(News.Unchanged.class);

        write("b.yaml", "endpoints: [{name: b, url: 'http://b'}]");
        assertThat(source.poll()).isInstanceOf(News.Unchanged.class);
        assertThat(found()).hasSize(2);

        Files.delete(folder.resolve("a.yaml"));
        assertThat(source.poll()).isInstanceOf(News.Unchanged.class);
        assertThat(found()).extracting(written -> written.draft().name()).containsExactly("b");
        assertThat(source.poll()).isInstanceOf(News.Unchanged.class);
    }

    @Test
    void anEmptyFolderLeavesWhatIsKnown() throws IOException {
        assertThat(problems()).containsExactly(
                "FOLDER: names no monitor; the monitors that are known stay as they are");
    }

    @Test
    void aFolderOfTooManyFilesIsNotRead() throws IOException {
        for (int i = 0; i <= 1_000; i++) {
            write(i + ".yaml", "endpoints: [{name: a" + i + ", url: 'http://a'}]");
        }

        assertThat(problems()).singleElement().asString().contains("holds too much: more than 1000 files, or 16 MB");
        assertThat(source.poll()).isInstanceOf(News.Unchanged.class);
    }

    private List<Written> found() {
        return ((News.Found) source.poll()).monitors();
    }

    private List<String> problems() {
        return said(((News.Broken) source.poll()).problems()).stream()
                .map(line -> line.replace(folder + "/", "").replace(folder.toString(), "FOLDER"))
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
