package io.tocsin.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.db.DbSettings;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Store;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

    @TempDir
    private Path data;

    @Override
    DbSettings settings() {
        return DbSettings.in(data);
    }

    @Test
    @Timeout(60)
    void whileAnotherProgramHoldsTheFileNothingIsPromisedAndNothingHangs() throws SQLException {
        Store store = new Memories(database).of("Deploys");
        store.put("a", "1");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("tocsin.db"));
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");

            assertThatThrownBy(() -> store.put("a", "2")).isInstanceOfSatisfying(
                    Refusal.class, refusal -> assertThat(Catalogue.english().say(refusal.phrase()))
                            .contains("The database does not write now"));
            assertThat(store.get("a")).contains("1");
            statement.execute("rollback");
        }

        await().until(() -> store.get("a").orElseThrow().equals("2"));
    }
}
