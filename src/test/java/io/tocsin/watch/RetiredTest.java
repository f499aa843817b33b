package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.config.Place;
import io.tocsin.incident.IncidentStore;
import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Origin;
import io.tocsin.monitor.Written;
import io.tocsin.status.History;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Monitors that left their file, and what is kept of them. */
final class RetiredTest {

    private static final Duration FOR_DAYS = Duration.ofDays(400);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void oneThatComesBackGoesOnWithItsHistory() {
        Monitor before = watched();
        replace("other");
        assertThat(rig.engine.watching().monitor("shop")).isEmpty();
        assertThat(rig.lines.titles()).hasSize(2);
        rig.restart();

        replace("other", "shop");
        Monitor after = rig.monitor("shop");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(rig.state("shop")).isEqualTo("PENDING");
        assertThat(checks(after)).isEqualTo(4);

        rig.good("shop");
        assertThat(checks(after)).isEqualTo(6);
    }

    @Test
    void anotherAddressOrAnotherOriginIsAnotherMonitor() {
        Monitor before = watched();
        replace("other");
        replace(draft("shop").target("scripted://elsewhere"));
        assertThat(rig.monitor("shop").id()).isNotEqualTo(before.id());

        replace("other");
        rig.add(draft("shop"));
        assertThat(rig.monitor("shop").id()).isNotEqualTo(before.id());
    }

    @Test
    void itsHistoryIsForgottenAfterALongTime() {
        Monitor shop = watched();
        replace("other");

        rig.clock.pass(Duration.ofDays(89));
        rig.retired.forget(rig.clock.instant());
        assertThat(checks(shop)).isEqualTo(4);
        assertThat(rows(shop, "monitor")).isEqualTo(1);

        rig.clock.pass(Duration.ofDays(2));
        rig.retired.forget(rig.clock.instant());
        assertThat(checks(shop)).isZero();
        for (String table : List.of("sample", "sample_hour", "transition", "raw_result", "monitor")) {
            assertThat(rows(shop, table)).as(table).isZero();
        }
        assertThat(rig.database.read(IncidentStore::lastNumber)).isEqualTo(1);

        replace("other", "shop");
        assertThat(rig.monitor("shop").id()).isNotEqualTo(shop.id());
    }

    @Test
    void whatIsWatchedIsNeverForgotten() {
        Monitor shop = watched();
        rig.clock.pass(Duration.ofDays(300));
        rig.retired.forget(rig.clock.instant());

        assertThat(checks(shop)).isEqualTo(4);
        assertThat(rig.monitor("shop").id()).isEqualTo(shop.id());
    }

    /** A monitor that was up once and is down. */
    private Monitor watched() {
        replace("shop", "other");
        rig.check("shop", 200);
        rig.bad("shop");
        History history = rig.engine.history();
        history.flushAll();
        Monitor shop = rig.monitor("shop");
        await().until(() -> rows(shop, "sample") == 4 && rows(shop, "raw_result") > 0);
        rig.clock.pass(Duration.ofHours(2));
        history.rollUp(rig.clock.instant());
        rig.settled();
        assertThat(rows(shop, "transition")).isPositive();
        assertThat(rows(shop, "sample_hour")).isPositive();
        return shop;
    }

    private long checks(Monitor monitor) {
        return rig.engine.history()
                .summary(monitor.id(), rig.clock.instant().minus(FOR_DAYS), rig.clock.instant()).checks();
    }

    private long rows(Monitor monitor, String table) {
        String column = table.equals("monitor") ? "id" : "monitor_id";
        return rig.database.read(tx -> tx.first(
                "select count(*) as rows from " + table + " where " + column + " = ?", row -> row.number("rows"),
                monitor.id()).orElseThrow());
    }

    private void replace(String... names) {
        replace(List.of(names).stream().map(RetiredTest::draft).toArray(Draft.Builder[]::new));
    }

    private void replace(Draft.Builder... drafts) {
        List<Written> written = List.of(drafts).stream()
                .map(draft -> new Written(draft.room("lines").build(), Place.NOWHERE))
                .toList();
        assertThat(rig.engine.definitions().replace(Origin.FILE, written).problems()).isEmpty();
        rig.settled();
    }

    private static Draft.Builder draft(String name) {
        return Draft.named(name, "scripted://" + name);
    }
}
