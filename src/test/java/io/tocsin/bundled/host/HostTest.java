package io.tocsin.bundled.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.net.Checks;
import io.tocsin.spi.Json;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On this machine, whose disks are not empty and not full, and whose memory is in use. */
final class HostTest {

    private final Checks host = Checks.of(new HostPlugin(), "host");

    @TempDir
    private Path directory;

    @Test
    void eachFigureIsAFieldInPercent() throws Exception {
        Result result = host.check("host://local", "disk", "100", "memory", "100");

        assertThat(result.failure()).isEmpty();
        assertThat(result.findings()).allMatch(ConditionLine::passed).hasSize(2);
        Json body = Json.parse(Checks.body(result));
        assertThat(percent(body.at("cpu"))).isBetween(0.0, 100.0);
        assertThat(percent(body.at("memory"))).isBetween(0.1, 100.0);
        assertThat(percent(body.at("disk"))).isBetween(0.1, 100.0);
        assertThat(percent(body.at("load"))).isNotNegative();
        assertThat(result.statusText()).contains("cpu ", "load ", "memory ", "disk / ");
    }

    @Test
    void whatIsOverItsLimitIsALineAndComesFirst() throws Exception {
        Result result = host.check("host://local", "disk", "1", "memory", "100", "path", directory.toString());

        assertThat(result.findings())
                .anySatisfy(line -> {
                    assertThat(line.passed()).isFalse();
                    assertThat(line.text()).matches("disk " + directory + " [\\d.]+ % > 1 %");
                })
                .anySatisfy(line -> {
                    assertThat(line.passed()).isTrue();
                    assertThat(line.text()).matches("memory [\\d.]+ % <= 100 %");
                });
        assertThat(result.statusText()).startsWith("disk " + directory);
    }

    @Test
    void aDiskThatGoesAwayIsAFailure() throws Exception {
        Path gone = Files.createDirectory(directory.resolve("gone"));
        HostProbe probe = (HostProbe) new HostType(new Machine()).probe("host://local",
                new Settings(Map.of("path", List.of(gone.toString()))),
                (name, address) -> {});
        Files.delete(gone);

        assertThat(Checks.reason(probe.run(Checks.PLENTY)))
                .isEqualTo(gone + " is not there any more; is its disk still mounted?");
        Files.createSymbolicLink(gone, gone);
        assertThat(Checks.reason(probe.run(Checks.PLENTY))).matches(
                "the disk of " + gone + " cannot be looked at: Too many levels of symbolic links.*");
    }

    @Test
    void whatIsNotHereIsRefused() {
        assertThat(host.refusal("host://db1")).startsWith("\"host://db1\" is not a target of a host monitor");
        assertThat(host.refusal("host://local", "path", "/no/such/place"))
                .isEqualTo("path \"/no/such/place\" is no directory here; write a whole one that is there, such as "
                        + "/var");
        assertThat(host.refusal("host://local", "disk", "0")).contains("disk");
        assertThat(host.refusal("host://local", "cpu", "101")).contains("cpu");
    }

    private static double percent(Json figure) {
        return figure.number().map(BigDecimal::doubleValue).orElseThrow();
    }
}
