package io.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.access.Audit.Entry;
import io.tocsin.config.Secrets;
import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AuditTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void whatIsOlderThanFourHundredDaysIsForgotten() {
        try (Database database = Database.open(DbSettings.memory(), () -> NOW)) {
            Audit audit = new Audit(database, Secrets.none());
            audit.keep(entry(401, "old")).join();
            audit.keep(entry(399, "young")).join();

            audit.prune(NOW);

            await().untilAsserted(
                    () -> assertThat(audit.newest(10)).extracting(Entry::command).containsExactly("young"));
        }
    }

    private static Entry entry(int daysAgo, String command) {
        return new Entry(NOW.minus(Duration.ofDays(daysAgo)), "ana (slack:U1)", "ops", command, "done");
    }
}
