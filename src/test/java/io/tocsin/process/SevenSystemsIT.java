package io.tocsin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seven systems that Tocsin is in place of, each watching and telling, in one run. */
final class SevenSystemsIT {

    @Test
    void eachTellsOfAnOutageAndOfItsEnd(@TempDir Path directory) throws Exception {
        try (SevenSystems systems = new SevenSystems(directory, System.out)) {
            List<String> quiet = systems.run();

            assertThat(quiet).as("systems that did not tell of both").isEmpty();
        }
    }
}
