package io.tocsin.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.monitor.Draft;
import io.tocsin.text.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class DependenciesTest {

    /** Monitors as {@code app:db,net db:net net}. */
    private static Dependencies of(String text) {
        List<Draft> drafts = new ArrayList<>();
        for (String one : text.split(" ")) {
            String[] parts = one.split(":");
            List<String> parents = parts.length > 1 ? Arrays.asList(parts[1].split(",")) : List.of();
            drafts.add(Draft.named(parts[0], "tcp://a:1").parents(parents).build());
        }
        return new Dependencies(drafts);
    }

    private static String cycle(Dependencies dependencies, String name) {
        return dependencies.cycle(name).map(why -> why.values().getLast().toString()).orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
        "app:db db; app; -",
        "app:db db; db; -",
        "app:app; app; app -> app",
        "app:APP; app; app -> app",
        "app:db db:app; app; app -> db -> app",
        "app:db db:app; db; db -> app -> db",
        "app:db db:net net:app; net; net -> app -> db -> net",
        "app:db,net db:net net; app; -",
        "app:db,net db:disk disk:app net:app; app; app -> net -> app",
        "app:db db:net net:db; app; -",
        "app:db db:net net:db; net; net -> db -> net",
        "App:Db Db:aPP; app; App -> Db -> App",
        "app:nobody; app; -",
        "a:b,c b:d c:d d; a; -",
    })
    void aCycleIsNamedByTheWayRound(String monitors, String name, String way) {
        assertThat(cycle(of(monitors), name)).isEqualTo(way == null ? "" : way);
    }

    @Test
    void thousandsInARowAreNoTrouble() {
        String chain = String.join(" ", IntStream.range(0, 20_000).mapToObj(i -> "m" + i + ":m" + (i + 1)).toList());

        assertThat(of(chain).cycle("m0")).isEmpty();
        assertThat(cycle(of(chain + " m20000:m0"), "m7")).startsWith("m7 -> m8 -> m9").endsWith("m6 -> m7");
    }

    @Test
    void whatIsNotThereIsToldWithTheNearestThatIs() {
        Dependencies dependencies = of("router gateway");

        assertThat(dependencies.find("ROUTER")).contains("router");
        assertThat(Catalogue.english().say(dependencies.unknown("ruoter"))).endsWith("Did you mean: router");
        assertThat(Catalogue.english().say(dependencies.unknown("printer")))
                .isEqualTo("there is no monitor \"printer\" on which this could depend; \"list\" shows them all");
    }
}
