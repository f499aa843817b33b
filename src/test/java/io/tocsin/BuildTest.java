package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Plugin;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class BuildTest {

    @Test
    void testsRunOnTheChosenJava() {
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    }

    @Test
    void theJarSaysWhichContractItHas() throws Exception {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<Tocsin-Spi-Version>" + Plugin.SPI + "</Tocsin-Spi-Version>");
    }
}
