package io.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.config.Keys;
import io.tocsin.config.Secret;
import io.tocsin.config.Secrets;
import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.spi.Person;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RolesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Set<String> OPS = Set.of("slack:C1", "ops");
    private static final Set<String> DEV = Set.of("slack:C2");

    @TempDir
    private Path directory;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(DbSettings.in(directory), () -> NOW);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Roles roles(Map<String, String> keys) {
        return Roles.load(AccessSettings.from(Keys.of(keys)), database);
    }

    @Test
    void theHighestRoleHolds() {
        Roles roles = roles(Map.of("role.operate.in.ops", "slack:U1", "role.administer", "slack:U2"));

        assertThat(roles.of("slack:U1", OPS)).isEqualTo(Role.OPERATE);
        assertThat(roles.of("slack:U1", DEV)).isEqualTo(Role.READ);
        assertThat(roles.of("slack:U2", DEV)).isEqualTo(Role.ADMINISTER);
        assertThat(roles.of("slack:U3", OPS)).isEqualTo(Role.READ);
        assertThat(roles.administrators(OPS)).containsExactly("slack:U2");
    }

    @Test
    void theConsoleMayDoEverythingAndTheUnknownWhatIsConfigured() {
        Roles roles = roles(Map.of("role.unknown", "none"));

        assertThat(roles.of("console:ana", Set.of("console:"))).isEqualTo(Role.ADMINISTER);
        assertThat(roles.of("slack:U3", OPS)).isEqualTo(Role.NONE);
    }

    @Test
    void grantsOutliveTheProcess() {
        Roles before = roles(Map.of());
        before.grant(new Grant("slack:U1", "Ops", Role.READ), "console:ana", NOW);
        before.grant(new Grant("slack:U1", "ops", Role.OPERATE), "console:ana", NOW);
        before.grant(new Grant("slack:U2", Grant.EVERYWHERE, Role.ADMINISTER), "console:ana", NOW);
        before.grant(new Grant("slack:U3", Grant.EVERYWHERE, Role.OPERATE), "console:ana", NOW);
        before.revoke("slack:U3", Grant.EVERYWHERE);

        Roles after = roles(Map.of());

        assertThat(after.of("slack:U1", OPS)).isEqualTo(Role.OPERATE);
        assertThat(after.of("slack:U1", DEV)).isEqualTo(Role.READ);
        assertThat(after.granted()).hasSize(2);
        assertThat(after.administrators(DEV)).containsExactly("slack:U2");
    }

    @Test
    void onlyWhatWasGrantedCanBeRevoked() {
        Roles roles = roles(Map.of("role.operate", "slack:U1"));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> roles.revoke("slack:U1", Grant.EVERYWHERE))
                .satisfies(refusal -> assertThat(refusal.phrase().key()).isEqualTo("access.configured"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> roles.revoke("slack:U2", Grant.EVERYWHERE))
                .satisfies(refusal -> assertThat(refusal.phrase().key()).isEqualTo("access.nothing"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> new Grant("ana", "", Role.READ));
    }

    @Test
    void theAuditLogTellsWhoDidWhatWithoutSecrets() {
        Audit audit = new Audit(database, new Secrets(Map.of("SHOP", new Secret("s3cr3t"))));
        Person ana = new Person("slack:U1", "ana");

        audit.keep(Audit.Entry.of(NOW, ana, "slack:C1", "mute shop", "done")).join();
        audit.keep(Audit.Entry.of(NOW, ana, "slack:C1", "add monitor x y password hunter2 group s3cr3t", "done"))
                .join();

        assertThat(audit.newest(10))
                .isEqualTo(List.of(
                        new Audit.Entry(NOW, "ana (slack:U1)", "slack:C1", "add monitor x y password *** group ***",
                                "done"),
                        new Audit.Entry(NOW, "ana (slack:U1)", "slack:C1", "mute shop", "done")));
        assertThat(audit.newest(1)).hasSize(1);
    }
}
