package io.tocsin.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database does alike; run on each of them. */
abstract class DatabaseContract {

    static final Instant NOW = Instant.parse("2026-11-21T14:02:11.123Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private enum Colour {
        RED
    }

    Database database;

    /** The same database each time within a test, a fresh one for each test. */
    abstract DbSettings settings();

    @BeforeEach
    void open() {
        database = Database.open(settings(), CLOCK);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(put("a", "1")).isEqualTo(Written.COMMITTED);

        assertThat(values()).containsExactly("a=1");
        assertThat(database.health()).isEqualTo(new Health(Optional.empty(), 0, 0));
    }

    @Test
    void everyKindOfArgumentComesBackAsItWas() {
        UUID id = UUID.randomUUID();
        database.writeAndWait(tx -> {
            tx.update(
                    "insert into monitor (id, name, origin, definition, version, paused, created_at, updated_at, removed_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id,
                    "shop ä",
                    Colour.RED,
                    "{}",
                    Long.MAX_VALUE,
                    true,
                    NOW,
                    Duration.ofSeconds(90),
                    Optional.empty());
            tx.update(
                    "insert into sample values ('a', '', 1, 2, 3, 4, 5, 6, ?, ?)", new byte[] {1, 0, -1}, null);
        });

        database.read(tx -> tx.query("select * from monitor", row -> {
            assertThat(row.uuid("id")).isEqualTo(id);
            assertThat(row.text("name")).isEqualTo("shop ä");
            assertThat(row.one(Colour.class, "origin")).isEqualTo(Colour.RED);
            assertThat(row.number("version")).isEqualTo(Long.MAX_VALUE);
            assertThat(row.flag("paused")).isTrue();
            assertThat(row.instant("created_at")).isEqualTo(NOW);
            assertThat(row.duration("updated_at")).isEqualTo(Duration.ofSeconds(90));
            assertThat(row.instantIf("removed_at")).isEmpty();
            assertThat(row.numberIf("removed_at")).isEqualTo(OptionalLong.empty());
            return row;
        }));
        database.read(tx -> tx.query("select * from sample", row -> {
            assertThat(row.bytes("histogram")).containsExactly(1, 0, -1);
            assertThat(row.bytes("phases")).isEmpty();
            return row;
        }));
    }

    @Test
    void anInsertAnswersItsId() {
        List<Long> ids = new ArrayList<>();
        database.writeAndWait(tx -> {
            ids.add(audit(tx, "first"));
            ids.add(audit(tx, "second"));
        });

        assertThat(ids).containsExactly(1L, 2L);
    }

    @Test
    void aBatchWritesAllItsRows() {
        database.writeAndWait(tx -> tx.batch(
                "insert into meta (key, value) values (?, ?)", List.of(List.of("a", "1"), List.of("b", "2"))));
        database.writeAndWait(tx -> tx.batch("insert into meta (key, value) values (?, ?)", List.of()));

        assertThat(values()).containsExactly("a=1", "b=2");
    }

    @Test
    void onlyTheWorkThatIsWrongFailsThoughAllAreCommittedTogether() {
        CountDownLatch all = holdWriter();
        CompletableFuture<Written> first = database.write(Priority.CHANGE, tx -> insert(tx, "a", "1"));
        CompletableFuture<Written> bad = database.write(Priority.CHANGE, tx -> {
            insert(tx, "b", "2");
            insert(tx, "a", "again");
        });
        CompletableFuture<Written> thrown = database.write(Priority.CHANGE, tx -> {
            insert(tx, "c", "3");
            throw new IllegalStateException("a bug");
        });
        CompletableFuture<Written> last = database.write(Priority.CHANGE, tx -> insert(tx, "d", "4"));
        all.countDown();

        assertThat(first.join()).isEqualTo(Written.COMMITTED);
        assertThat(last.join()).isEqualTo(Written.COMMITTED);
        assertThatThrownBy(bad::join).hasCauseInstanceOf(DatabaseException.class);
        assertThatThrownBy(thrown::join).hasRootCauseMessage("a bug");
        assertThat(values()).containsExactly("a=1", "d=4");
    }

    @Test
    void aFailureThatTheWorkSwallowsIsStillAFailure() {
        assertThatThrownBy(() -> database.writeAndWait(tx -> {
            insert(tx, "a", "1");
            try {
                insert(tx, "a", "again");
            } catch (DatabaseException e) {
                assertThat(e).isNotNull();
            }
        }))
                .isInstanceOf(DatabaseException.class);

        assertThat(values()).isEmpty();
    }

    @Test
    void anErrorInAWorkDoesNotStopTheWriter() {
        assertThatThrownBy(() -> database.writeAndWait(tx -> {
            throw new AssertionError("deep");
        }))
                .hasRootCauseMessage("deep");

        assertThat(put("a", "1")).isEqualTo(Written.COMMITTED);
    }

    @Test
    void changesGoBeforeSamplesThatCameFirst() {
        List<String> order = new ArrayList<>();
        CountDownLatch all = holdWriter();
        CompletableFuture<Written> sample = database.write(Priority.SAMPLE, tx -> order.add("sample"));
        CompletableFuture<Written> change = database.write(Priority.CHANGE, tx -> order.add("change"));
        all.countDown();

        CompletableFuture.allOf(sample, change).join();
        // the lot of changes that held the writer is followed by one of samples, and nothing starves
        assertThat(order).containsExactlyInAnyOrder("sample", "change");
    }

    @Test
    void whatWaitsIsCommittedTogetherInFewCommits() {
        database.close();
        database = Database.open(settings().withCommitDelay(Duration.ofMillis(10)), CLOCK);
        int changes = 2_000;
        long start = System.nanoTime();
        List<CompletableFuture<Written>> written = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            String key = "k" + i;
            written.add(database.write(Priority.CHANGE, tx -> insert(tx, key, "v")));
        }
        CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();

        assertThat(written).allMatch(one -> one.join() == Written.COMMITTED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(10L * changes / 2));
        assertThat(values()).hasSize(changes);
    }

    @Test
    void aReadSeesOneMomentAndNothingThatIsNotCommitted() throws InterruptedException {
        put("a", "1");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Written> open = database.write(Priority.CHANGE, tx -> {
            insert(tx, "b", "2");
            inside.countDown();
            pass(looked);
        });
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        List<String> seen = seesOnlyCommitted() ? values() : List.of("a=1");
        looked.countDown();

        assertThat(seen).containsExactly("a=1");
        assertThat(open.join()).isEqualTo(Written.COMMITTED);
        assertThat(values()).containsExactly("a=1", "b=2");
    }

    /** Whether a reader is kept from seeing what a writer has not committed yet. */
    boolean seesOnlyCommitted() {
        return true;
    }

    @Test
    void aReadThatFailsSaysWhyAndTheNextOneWorks() {
        assertThatThrownBy(() -> database.read(tx -> tx.query("select nothing from nowhere", row -> row)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("select nothing from nowhere");

        assertThat(values()).isEmpty();
    }

    @Test
    void aReaderCannotWrite() {
        assertThatThrownBy(() -> database.read(tx -> tx.update("delete from meta")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aWorkMayNotWaitForAnother() {
        assertThatThrownBy(() -> database.writeAndWait(tx -> database.writeAndWait(inner -> insert(inner, "a", "1"))))
                .hasMessageContaining("cannot wait");
    }

    @Test
    void manyThreadsWriteAtOnceAndNothingIsLost() throws InterruptedException {
        AtomicInteger committed = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String key = "k" + i;
            threads.add(Thread.startVirtualThread(() -> {
                if (put(key, "v") == Written.COMMITTED) {
                    committed.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }

        assertThat(committed).hasValue(200);
        assertThat(values()).hasSize(200);
    }

    @Test
    void whatWasAskedForBeforeTheEndIsWritten() {
        CountDownLatch all = holdWriter();
        CompletableFuture<Written> written = database.write(Priority.SAMPLE, tx -> insert(tx, "a", "1"));
        all.countDown();
        database.close();

        assertThat(written).isCompletedWithValue(Written.COMMITTED);
    }

    @Test
    void anUpsertIsTheSameStatementEverywhere() {
        String upsert = "insert into meta (key, value) values (?, ?)"
                + " on conflict (key) do update set value = excluded.value";
        database.writeAndWait(tx -> tx.update(upsert, "a", "1"));
        database.writeAndWait(tx -> tx.update(upsert, "a", "2"));

        assertThat(values()).containsExactly("a=2");
    }

    final Written put(String key, String value) {
        return database.writeAndWait(tx -> insert(tx, key, value));
    }

    final List<String> values() {
        return values(database);
    }

    static List<String> values(Database database) {
        return database.read(tx -> tx.query(
                "select key, value from meta order by key", row -> row.text("key") + "=" + row.text("value")));
    }

    static void insert(Tx tx, String key, String value) {
        tx.update("insert into meta (key, value) values (?, ?)", key, value);
    }

    /** Keeps the writer busy until the latch is counted down, so that what comes meanwhile waits together. */
    final CountDownLatch holdWriter() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        database.write(Priority.CHANGE, tx -> {
            held.countDown();
            pass(release);
        });
        pass(held);
        return release;
    }

    static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long audit(Tx tx, String command) {
        return tx.insert(
                "insert into audit (at, who, room, command, outcome) values (?, ?, ?, ?, ?)",
                NOW,
                "ana",
                "console",
                command,
                "done");
    }

    static void refuses(Runnable call, String key) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> {
                            News.hasWords(refusal.phrase());
                            assertThat(refusal.phrase().key()).isEqualTo(key);
                        });
    }
}
