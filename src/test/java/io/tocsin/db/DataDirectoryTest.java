package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path temporary;

    @Test
    void aSecondBotIsRefusedWithTheFirstOnesPid() throws IOException {
        Path path = temporary.resolve("not/there/yet");
        try (DataDirectory first = DataDirectory.lock(path)) {
            assertThat(first.path()).isEqualTo(path);
            assertThatThrownBy(() -> DataDirectory.lock(path)).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.phrase().key()).isEqualTo("db.running");
                assertThat(refusal.phrase().values())
                        .isEqualTo(List.of(
                                path.toString(),
                                Long.toString(ProcessHandle.current().pid())));
            });
        }
        DataDirectory.lock(path).close();
    }

    @Test
    void aDirectoryThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(temporary.resolve("data"), "x");

        DatabaseContract.refuses(() -> DataDirectory.lock(file), "db.directory");
    }
}
