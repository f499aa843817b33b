package io.tocsin.maintenance;

import io.tocsin.db.DbSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteWindowStoreTest extends WindowStoreContract {

    @TempDir
    private Path data;

    @Override
    DbSettings settings() {
        return DbSettings.in(data);
    }
}
