package io.tocsin.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.db.Database;
import io.tocsin.db.DbSettings;
import io.tocsin.db.Priority;
import io.tocsin.status.History.Summary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant START = Instant.parse("2026-03-02T14:00:00Z");

    private final Database database = Database.open(DbSettings.memory(), InstantSource.system());
    private final History history = new History(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsCountedAndWhatIsWrittenAreSummedUp() {
        check("shop", 0, 200, 100);
        check("shop", 1, 503, 300);
        check("shop", 61, 200, 200);
        Summary before = summary("shop", Duration.ofHours(1));
        flushAll();
        check("shop", 62, 200, 100);

        assertThat(before).isEqualTo(new Summary(
                3, 1, Duration.ofMillis(200), Duration.ofMillis(256), Duration.ofMillis(300), Duration.ofMillis(300)));
        assertThat(summary("shop", Duration.ofHours(1)).checks()).isEqualTo(4);
        assertThat(summary("mail", Duration.ofHours(1)))
                .isEqualTo(new Summary(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void eachLocationIsCountedByItselfAndTheCheckAsAWhole() {
        for (int second = 0; second < 130; second += 10) {
            history.saw("shop", Checked.from(START.plusSeconds(second), Map.of("Tokyo (IIJ)", 100L, "Paris", 400L)),
                    OptionalLong.empty());
        }
        history.saw("mail", Checked.at(START, 200, 10), OptionalLong.empty());
        assertThat(places("shop")).containsOnlyKeys("Paris", "Tokyo (IIJ)");
        flushAll();
        History afterwards = new History(database);
        afterwards.saw("shop", Checked.from(START.plusSeconds(125), Map.of("Rome", 50L)), OptionalLong.empty());

        Map<String, Summary> places =
                afterwards.places("shop", START.minusSeconds(60), START.plus(Duration.ofHours(1)));
        assertThat(places).containsOnlyKeys("Paris", "Rome", "Tokyo (IIJ)");
        assertThat(places.get("Paris").checks()).isEqualTo(13);
        assertThat(places.get("Paris").mean()).isEqualTo(Duration.ofMillis(400));
        assertThat(places.get("Tokyo (IIJ)").mean()).isEqualTo(Duration.ofMillis(100));
        assertThat(places.get("Tokyo (IIJ)").failures()).isZero();
        assertThat(places("mail")).isEmpty();
        assertThat(summary("shop", Duration.ofHours(1)).checks()).isEqualTo(13);
        assertThat(minutes("shop")).as("a row a minute").hasSize(3);
    }

    @Test
    void locationsAreRolledUpAndForgottenLikeTheWhole() {
        history.saw("shop", Checked.from(START, Map.of("Paris", 400L)), OptionalLong.empty());
        flushAll();
        history.forget("shop");
        history.rollUp(START.plus(Duration.ofHours(2)));
        assertThat(owners(SampleStore.HOURS)).containsExactly("from Paris", "here");
        history.rollUp(START.plus(Duration.ofDays(15)));
        assertThat(owners(SampleStore.MINUTES)).isEmpty();
        history.rollUp(START.plus(Duration.ofDays(402)));
        assertThat(owners(SampleStore.HOURS)).isEmpty();
    }

    private Map<String, Summary> places(String monitor) {
        return history.places(monitor, START.minusSeconds(60), START.plus(Duration.ofHours(1)));
    }

    private List<String> owners(SampleStore rows) {
        return database.read(tx -> rows.locations(tx, "shop")).stream().map(SampleStore.Owner::location).toList();
    }

    @Test
    void aRestartInTheSameMinuteAddsToIt() {
        check("shop", 0, 200, 100);
        flushAll();
        History afterwards = new History(database);
        afterwards.saw("shop", Checked.at(START.plusSeconds(30), 503, 50), OptionalLong.empty());
        afterwards.flushAll();

        assertThat(minutes("shop")).singleElement().satisfies(row -> {
            assertThat(row.sample().checks()).isEqualTo(2);
            assertThat(row.sample().failures()).isEqualTo(1);
            assertThat(row.sample().minMillis()).isEqualTo(50);
            assertThat(row.sample().maxMillis()).isEqualTo(100);
        });
    }

    @Test
    void aMonitorsMinutesAreWrittenSomeAtATimeAndInTurns() {
        int writes = 0;
        int before = 0;
        for (int second = 0; second < 1_200; second += 5) {
            check("shop", second, 200, 10);
            history.flush(START.plusSeconds(second));
            int now = minutes("shop").size();
            writes += now > before ? 1 : 0;
            before = now;
        }

        assertThat(writes).isBetween(3, 4);
        assertThat(before).isBetween(14, 19);
        assertThat(summary("shop", Duration.ofHours(1)).checks()).isEqualTo(240);

        flushAll();
        assertThat(minutes("shop")).hasSize(20);
        assertThat(minutes("shop")).allSatisfy(row -> assertThat(row.sample().checks()).isEqualTo(12));
    }

    @Test
    void minutesBecomeHoursAndStaySoWhenThatIsRepeated() {
        for (int minute = 0; minute < 150; minute++) {
            check("shop", minute * 60, minute % 10 == 0 ? 503 : 200, 100);
        }
        flushAll();
        Instant now = START.plus(Duration.ofMinutes(150));
        history.rollUp(now);
        forgetThatItWasRolled();
        history.rollUp(now);

        assertThat(hours("shop")).extracting(row -> row.sample().checks()).containsExactly(60L, 60L);
        assertThat(hours("shop")).extracting(row -> row.sample().failures()).containsExactly(6L, 6L);
        assertThat(summary("shop", Duration.ofDays(30)).checks()).isEqualTo(150);
        assertThat(summary("shop", Duration.ofHours(1)).checks()).isEqualTo(60);
    }

    @Test
    void minutesThatWereWrittenAfterTheirHourWasRolledUpCount() {
        check("shop", 0, 200, 100);
        flushAll();
        history.rollUp(START.plus(Duration.ofMinutes(61)));
        check("shop", 59 * 60, 200, 100);
        flushAll();
        assertThat(summary("shop", Duration.ofDays(30)).checks()).isEqualTo(2);

        history.rollUp(START.plus(Duration.ofMinutes(121)));
        assertThat(hours("shop")).extracting(row -> row.sample().checks()).containsExactly(2L);
        assertThat(summary("shop", Duration.ofDays(30)).checks()).isEqualTo(2);
    }

    @Test
    void minutesAreKeptForTwoWeeksAndHoursForThirteenMonths() {
        check("shop", 0, 200, 100);
        check("shop", 3_600, 503, 100);
        flushAll();
        history.rollUp(START.plus(Duration.ofHours(3)));

        history.rollUp(START.plus(Duration.ofDays(14).plusMinutes(1)));
        assertThat(minutes("shop")).hasSize(1);
        assertThat(hours("shop")).hasSize(2);
        assertThat(history.badResults("shop", 10)).hasSize(1);

        history.rollUp(START.plus(Duration.ofDays(31)));
        assertThat(minutes("shop")).isEmpty();
        assertThat(history.badResults("shop", 10)).isEmpty();

        check("mail", (int) Duration.ofDays(399).toSeconds(), 200, 100);
        check("shop", (int) Duration.ofDays(399).toSeconds(), 200, 100);
        flushAll();
        history.rollUp(START.plus(Duration.ofDays(400).plusHours(2)));
        assertThat(hours("shop")).hasSize(1);
    }

    @Test
    void aMonitorThatIsForgottenIsNotCountedAnyMore() {
        check("shop", 0, 200, 100);
        history.forget("shop");
        flushAll();

        assertThat(minutes("shop")).isEmpty();
    }

    private void check(String monitor, int second, int status, long millis) {
        history.saw(monitor, Checked.at(START.plusSeconds(second), status, millis), OptionalLong.empty());
    }

    private Summary summary(String monitor, Duration back) {
        written();
        Instant to = START.plus(Duration.ofMinutes(150));
        Instant from = back.compareTo(Duration.ofHours(1)) > 0 ? to.minus(back) : START;
        return history.summary(monitor, from, from.equals(START) ? START.plus(Duration.ofMinutes(59)) : to);
    }

    private List<SampleStore.Stored> minutes(String monitor) {
        written();
        return database.read(tx -> SampleStore.MINUTES.between(tx, new SampleStore.Owner(monitor, SampleStore.HERE), 0,
                Long.MAX_VALUE));
    }

    private void flushAll() {
        history.flushAll();
        written();
    }

    private void written() {
        assertThat(database.write(Priority.SAMPLE, tx -> {}).join()).isNotNull();
    }

    private List<SampleStore.Stored> hours(String monitor) {
        return database.read(tx -> SampleStore.HOURS.between(tx, new SampleStore.Owner(monitor, SampleStore.HERE), 0,
                Long.MAX_VALUE));
    }

    private void forgetThatItWasRolled() {
        database.writeAndWait(tx -> tx.update("delete from meta where key = 'rolled-hour'"));
    }
}
