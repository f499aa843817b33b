package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.config.Secrets;
import io.tocsin.monitor.Judge;
import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Result;
import io.tocsin.text.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks that say nothing of what they look at. */
final class UnjudgedTest {

    private final Rig rig = new Rig();
    private final List<String> told = new ArrayList<>();
    private final Blind blind = new Blind(rig.clock, phrase -> told.add(Catalogue.english().say(phrase)));

    @AfterEach
    void close() {
        rig.close();
    }

    private void unjudged(String name, String why) {
        rig.clock.pass(Duration.ofMinutes(1));
        Monitor monitor = rig.monitor(name);
        rig.apply(new Change.Checked(monitor, new Judge(Secrets.none()).judge(
                monitor, rig.clock.instant(), rig.clock.instant(), Result.unjudged(Phrase.literal(why)))));
    }

    private void look() {
        blind.look(rig.engine.watching().monitors());
    }

    @Test
    void theyCountNeitherAsGoodNorAsBad() {
        rig.add("shop");
        rig.good("shop");
        for (int i = 0; i < 10; i++) {
            unjudged("shop", "nobody can say");
        }
        assertThat(rig.state("shop")).isEqualTo("UNKNOWN");
        assertThat(rig.view("shop").incident()).isEmpty();

        rig.check("shop", 503);
        assertThat(rig.state("shop")).isEqualTo("UP");
        rig.check("shop", 503);
        unjudged("shop", "nobody can say");
        rig.check("shop", 503);
        assertThat(rig.state("shop")).isEqualTo("DOWN");
        unjudged("shop", "nobody can say");
        unjudged("shop", "nobody can say");
        assertThat(rig.state("shop")).isEqualTo("UNKNOWN");
        assertThat(rig.incident("shop").open()).isTrue();
        rig.good("shop");
        assertThat(rig.state("shop")).isEqualTo("UP");
        assertThat(rig.view("shop").incident()).isEmpty();
    }

    @Test
    void theyAreNotInTheHistory() {
        Monitor shop = rig.add("shop");
        rig.good("shop");
        unjudged("shop", "nobody can say");
        rig.engine.history().flushAll();

        await().untilAsserted(() -> assertThat(checks(shop)).isEqualTo(2));
    }

    private long checks(Monitor monitor) {
        return rig.database.<Long>read(tx -> tx.first(
                "select coalesce(sum(checks), 0) as n from sample where monitor_id = ?", row -> row.number("n"),
                monitor.id()).orElse(0L));
    }

    @Test
    void aPausedMonitorIsPaused() {
        Monitor shop = rig.add("shop");
        unjudged("shop", "nobody can say");
        rig.engine.definitions().pause("shop", true);

        assertThat(rig.state("shop")).isEqualTo("PAUSED");
        assertThat(shop.name()).isEqualTo("shop");
    }

    @Test
    void thatItLastsIsToldOnceForAllThatHaveOneReason() {
        IntStream.rangeClosed(1, 3).forEach(i -> rig.add("shop-" + i));
        rig.add("other");
        rig.good("other");
        for (int i = 1; i <= 3; i++) {
            unjudged("shop-" + i, "the key is not taken");
        }
        look();
        rig.clock.pass(Blind.PATIENCE.minusSeconds(1));
        look();
        assertThat(told).isEmpty();
        rig.clock.pass(Duration.ofSeconds(1));
        look();
        rig.clock.pass(Duration.ofHours(1));
        look();
        assertThat(told).containsExactly("3 monitors cannot be judged for 10 min: the key is not taken"
                + " (shop-1, shop-2, shop-3). That says nothing of what they watch.");

        told.clear();
        rig.check("shop-2", 200);
        look();
        look();
        assertThat(told).containsExactly("shop-2 can be judged again.");
        rig.engine.definitions().remove("shop-1");
        rig.check("shop-3", 200);
        look();
        assertThat(told).containsExactly("shop-2 can be judged again.", "shop-3 can be judged again.");
    }

    @Test
    void whatIsSoonOverIsNotTold() {
        rig.add("shop");
        unjudged("shop", "busy");
        look();
        rig.clock.pass(Duration.ofMinutes(9));
        rig.check("shop", 200);
        look();
        unjudged("shop", "busy");
        look();
        rig.clock.pass(Duration.ofMinutes(9));
        look();
        assertThat(told).isEmpty();
    }
}
