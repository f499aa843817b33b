package io.tocsin.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the directory of plugins. */
final class FolderTest {

    @TempDir
    private Path directory;

    @Test
    void sourcesAndDirectoriesOfJarsAreSeenAndNothingElse() throws Exception {
        Files.writeString(directory.resolve("Shop.java"), "a");
        Files.writeString(directory.resolve("Shop.java~"), "a");
        Files.writeString(directory.resolve(".Shop.java"), "a");
        Files.createSymbolicLink(directory.resolve(".#Shop.java"), Path.of("nobody@nowhere"));
        Files.writeString(Files.createDirectory(directory.resolve("kafka")).resolve("kafka.jar"), "a");
        Files.writeString(Files.createDirectory(directory.resolve("notes")).resolve("kafka.txt"), "a");
        Files.createDirectory(directory.resolve(".git"));

        assertThat(Folder.of(directory).stamps())
                .containsOnlyKeys(directory.resolve("Shop.java").toString(), directory.resolve("kafka").toString());
    }

    @Test
    void aDirectoryThatIsNotThereHoldsNothing() {
        assertThat(Folder.of(directory.resolve("nowhere")).stamps()).isEmpty();
    }

    @Test
    void onlyOtherContentIsNew() throws Exception {
        Path file = Files.writeString(directory.resolve("Shop.java"), "a");
        Folder folder = Folder.of(directory);

        Files.writeString(file, "a");
        assertThat(folder.isNew(file.toString())).isFalse();
        Files.writeString(file, "b");
        assertThat(folder.isNew(file.toString())).isTrue();
        assertThat(folder.isNew(file.toString())).isFalse();
    }

    @Test
    void theJarsOfADirectoryAreItsContent() throws Exception {
        Path jars = Files.createDirectory(directory.resolve("kafka"));
        Files.writeString(jars.resolve("first.jar"), "a");
        Folder folder = Folder.of(directory);
        String before = folder.stamps().get(jars.toString());

        Files.writeString(jars.resolve("notes.txt"), "a");
        assertThat(folder.stamps()).containsEntry(jars.toString(), before);
        assertThat(folder.isNew(jars.toString())).isFalse();
        Files.writeString(jars.resolve("kafka.jar"), "a");
        assertThat(folder.stamps().get(jars.toString())).isNotEqualTo(before);
        assertThat(folder.isNew(jars.toString())).isTrue();
    }
}
