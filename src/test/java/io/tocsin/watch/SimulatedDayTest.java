package io.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Policy.FlapPolicy;
import io.tocsin.monitor.Reminder;
import io.tocsin.notification.NoticeSettings;
import io.tocsin.spi.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A day of 2,000 monitors in seconds: noon to noon (UTC) around the night in which the clocks of Berlin go forward. Each is
 * checked every five minutes, and every minute while it is bad or was so lately. What is due happens at its time. The list
 * of all that people read is in {@code day.txt}; whether anybody missed anything is judged by what was planned to break,
 * which the bot does not know.
 */
class SimulatedDayTest {

    private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");
    private static final int MONITORS = 2_000;
    private static final int CHILDREN = 1_200;
    private static final int MINUTES = 24 * 60;
    private static final Path GOLDEN = Path.of("src/test/resources/io/tocsin/watch/day.txt");

    /** What stands below the first line and is not the same each time. */
    private static final Pattern TOLD_BESIDE = Pattern.compile(
            "^still |^nobody has acknowledged| behind it: |incidents? (is|are) open:|^(DOWN|DEGRADED) .*, for ");

    private final Rig rig = new Rig();
    private final Plan plan = new Plan();
    private final List<Heard> heard = new ArrayList<>();
    private final Map<String, Monitor> monitors = new HashMap<>();
    private int posts;

    /** What somebody read: one line. */
    private record Heard(Instant at, String room, String text) {

        @Override
        public String toString() {
            return at.toString().substring(5, 16).replace('T', ' ') + "  " + room + "  " + text;
        }
    }

    /** What breaks from one minute of the day to another, and what a check sees then. */
    private record Outage(String monitor, int from, int to, int status) {

        boolean at(int minute) {
            return minute >= from && minute < to;
        }
    }

    /** All that breaks, by monitor. */
    private static final class Plan {

        private final Map<String, List<Outage>> outages = new HashMap<>();

        void breaks(String monitor, String from, String to, int status) {
            outages.computeIfAbsent(monitor, _ -> new ArrayList<>())
                    .add(new Outage(monitor, minute(from), minute(to), status));
        }

        int status(String monitor, int minute) {
            return outages.getOrDefault(monitor, List.of()).stream()
                    .filter(outage -> outage.at(minute))
                    .mapToInt(Outage::status)
                    .findFirst()
                    .orElse(200);
        }

        /** Whether it is bad, or was so a while ago. */
        boolean restless(String monitor, int minute) {
            return outages.getOrDefault(monitor, List.of()).stream()
                    .anyMatch(outage -> minute >= outage.from && minute < outage.to + 10);
        }

        /** Such as {@code 13:00}, of the first day from noon on, of the second before. */
        static int minute(String time) {
            int minutes = Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
            return Math.floorMod(minutes - 12 * 60, MINUTES);
        }
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void plan() {
        plan.breaks("router", "13:00", "13:40", 503);
        for (int i = 0; i < CHILDREN; i++) {
            plan.breaks("rack-" + i, "13:00", "13:40", 503);
        }
        plan.breaks("rack-7", "13:40", "14:00", 503);
        for (int minute = 0; minute < 120; minute += 8) {
            plan.breaks("shop", time(15 * 60 + minute), time(15 * 60 + minute + 4), 503);
        }
        plan.breaks("web-7", "16:30", "20:00", 503);
        plan.breaks("web-8", "16:40", "18:30", 503);
        plan.breaks("db-3", "18:00", "22:50", 503);
        plan.breaks("web-50", "21:30", "06:00", 404);
        plan.breaks("web-51", "22:00", "23:10", 404);
        for (int i = 0; i < 10; i++) {
            plan.breaks("batch-" + i, "00:40", i == 3 ? "04:00" : "02:00", 503);
        }
        plan.breaks("db-7", "06:40", "08:30", 503);
        plan.breaks("db-9", "09:00", "11:00", 503);
        plan.breaks("web-60", "10:00", "10:02", 503);
    }

    private static String time(int minutes) {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }

    private void begin() {
        rig.clock.pass(Duration.between(rig.clock.instant(), NOON));
        rig.notices(new NoticeSettings("console", "lines:ops", Duration.ofHours(24)))
                .flapping(new FlapPolicy(true, Duration.ofMinutes(3), 30, 25))
                .reminding(Reminder.parse("1h, 2h, 4h"))
                .hearing(
                        "person.ana.room=lines:ana", "person.ben.room=lines:ben", "oncall.primary.people=ana, ben",
                        "oncall.primary.every=1d", "oncall.primary.from=2026-03-28T09:00",
                        "oncall.primary.zone=Europe/Berlin",
                        "route.db.monitors=group:db", "route.db.rooms=lines:ops", "route.db.severity=down",
                        "route.db.escalation=db", "escalation.db.step.1=lines:dba",
                        "escalation.db.step.2=10m oncall:primary", "escalation.db.step.3=30m lines:boss",
                        "quiet.nights.between=22:00-07:00", "quiet.nights.zone=Europe/Berlin");
        List<Draft> drafts = new ArrayList<>();
        drafts.add(draft("router").build());
        drafts.add(draft("shop").build());
        for (int i = 0; i < CHILDREN; i++) {
            drafts.add(draft("rack-" + i).group("rack").parent("router").build());
        }
        for (int i = 0; i < 20; i++) {
            drafts.add(draft("db-" + i).group("db").build());
            drafts.add(draft("batch-" + i).group("batch").build());
        }
        for (int i = 0; drafts.size() < MONITORS; i++) {
            drafts.add(draft("web-" + i).tag("web").build());
        }
        Scene.define(rig, drafts);
        Scene.window(rig, "nightly", "group:batch", "01:30", "Europe/Berlin", Duration.ofHours(2));
        awake();
    }

    private static Draft.Builder draft(String name) {
        return Draft.named(name, "scripted://" + name).expect("warn: [STATUS] == 200").expect("[STATUS] < 500");
    }

    /** Nothing here happens by itself: what is due, is so when this says. */
    private void awake() {
        rig.still();
        monitors.clear();
        rig.engine.watching().monitors().forEach(view -> monitors.put(view.monitor().name(), view.monitor()));
    }

    /** All that people do, and what becomes of the bot. */
    private void happens(int minute) {
        if (minute == Plan.minute("16:00")) {
            rig.mute("web-7", Duration.ofHours(3));
            rig.mute("web-8", Duration.ofHours(3));
        } else if (minute == Plan.minute("18:20") || minute == Plan.minute("08:00")) {
            collect();
            rig.restart();
            awake();
        } else if (minute == Plan.minute("09:08")) {
            rig.apply(new Change.Acknowledged(rig.incident("db-9").number(), Rig.BEN, "on it"));
        }
    }

    private void live() {
        for (int minute = 0; minute < MINUTES; minute++) {
            rig.pass(Duration.between(rig.clock.instant(), NOON.plus(Duration.ofMinutes(minute))), this::collect);
            happens(minute);
            collect();
            int now = minute;
            plan.outages.keySet().stream().sorted().filter(name -> plan.restless(name, now)).forEach(
                    name -> check(name, now));
            for (int i = 0; i < MONITORS; i++) {
                String name = names.get(i);
                if ((i + minute) % 5 == 0 && !plan.restless(name, minute)) {
                    check(name, minute);
                }
            }
            rig.engine.watching().lookAtKin();
            collect();
        }
    }

    private final List<String> names = new ArrayList<>();

    private void check(String name, int minute) {
        int status = plan.status(name, minute);
        rig.checkNow(monitors.get(name), status);
        if (status != 200 && !name.startsWith("rack")) {
            collect();
        }
    }

    /** Takes down what was posted since; what came together was in no order. */
    private void collect() {
        rig.settled();
        List<RecordingRoom.Post> all = rig.lines.posts();
        Set<String> lines = new TreeSet<>();
        Map<String, Heard> fresh = new HashMap<>();
        for (RecordingRoom.Post post : all.subList(posts, all.size())) {
            for (String text : texts(post.message())) {
                Heard one = new Heard(rig.clock.instant(), post.place(), text);
                assertThat(lines.add(one.toString())).as("told twice: %s", one).isTrue();
                fresh.put(one.toString(), one);
            }
        }
        posts = all.size();
        lines.forEach(line -> heard.add(fresh.get(line)));
    }

    /** One line for each thing that a message tells. */
    private static List<String> texts(Message message) {
        if (message.title().matches("\\d+ changes")) {
            return message.text().lines().map(String::strip).toList();
        }
        String said = message.text().lines().map(String::strip)
                .filter(line -> TOLD_BESIDE.matcher(line).find())
                .reduce("", (before, line) -> before + "  | " + line);
        return List.of((message.title().isEmpty() ? message.text() : message.title()) + said);
    }

    @Test
    void peopleHearWhatTheyWantToKnowAndNothingElse() throws IOException {
        plan();
        begin();
        names.addAll(monitors.keySet().stream().sorted().toList());
        live();

        String told = String.join("\n", heard.stream().map(Heard::toString).toList()) + "\n";
        Path made = Files.createDirectories(Path.of("target")).resolve("day.txt");
        Files.writeString(made, told);
        nobodyMissedTrouble();
        everyEndIsToldWhereTheTroubleWas();
        theJudgesWouldSeeWhatIsLost();
        long transitions = rig.database.read(tx -> tx.first(
                "select count(*) as n from transition where from_state <> 'PENDING'", row -> row.number("n"))
                .orElse(0L));
        assertThat(transitions).isGreaterThan(2 * CHILDREN);
        assertThat((long) heard.size()).as("notices, of %s transitions", transitions).isLessThan(transitions / 20);
        assertThat(told).as("what %s has, and people should read", made).isEqualTo(Files.readString(GOLDEN));
    }

    /**
     * Whoever was bad for six minutes together, while nothing that was planned spoke against it, was named in a room within
     * these.
     */
    private void nobodyMissedTrouble() {
        Collection<List<Outage>> all = plan.outages.values();
        assertThat(all.stream().flatMap(List::stream)).hasSizeGreaterThan(CHILDREN);
        all.stream().flatMap(List::stream).forEach(outage -> {
            int since = -1;
            for (int minute = outage.from; minute < outage.to; minute++) {
                if (excused(outage, minute)) {
                    since = -1;
                } else {
                    since = since < 0 ? minute : since;
                    if (minute - since == 6) {
                        assertThat(toldBetween(outage.monitor, outage.from, minute)).as("%s", outage).isTrue();
                    }
                }
            }
        });
        assertThat(toldBetween("shop", Plan.minute("15:00"), Plan.minute("15:06"))).isTrue();
    }

    private void theJudgesWouldSeeWhatIsLost() {
        List<Heard> all = List.copyOf(heard);
        for (Heard one : all) {
            boolean alone = one.text.matches("(DOWN|DEGRADED)  (router|rack-7|web-7|web-50|batch-3)  #\\d+.*")
                    && !one.text.contains("still");
            if (alone || one.text.startsWith("RECOVERED")) {
                heard.remove(one);
                assertThatThrownBy(() -> {
                    nobodyMissedTrouble();
                    everyEndIsToldWhereTheTroubleWas();
                }).as("without %s", one).isInstanceOf(AssertionError.class);
                heard.clear();
                heard.addAll(all);
            }
        }
    }

    private static boolean excused(Outage outage, int minute) {
        String name = outage.monitor;
        boolean behind = name.startsWith("rack") && between(minute, "13:00", "13:44");
        boolean muted = (name.equals("web-7") || name.equals("web-8")) && between(minute, "16:00", "19:00");
        boolean planned = name.startsWith("batch") && between(minute, "00:30", "02:30");
        boolean quiet = outage.status == 404 && between(minute, "21:00", "05:00");
        return behind || muted || planned || quiet;
    }

    private static boolean between(int minute, String from, String to) {
        return minute >= Plan.minute(from) && minute < Plan.minute(to);
    }

    private boolean toldBetween(String monitor, int from, int to) {
        Pattern named = Pattern.compile("(DOWN|DEGRADED|FLAPPING)  " + Pattern.quote(monitor) + "  #.*");
        return heard.stream()
                .filter(one -> !one.at.isBefore(NOON.plus(Duration.ofMinutes(from)))
                        && !one.at.isAfter(NOON.plus(Duration.ofMinutes(to))))
                .anyMatch(one -> named.matcher(one.text).matches());
    }

    private void everyEndIsToldWhereTheTroubleWas() {
        Pattern news = Pattern.compile("([A-Z]+)  \\S+  (#\\d+).*");
        Set<String> open = new TreeSet<>();
        Set<String> over = new TreeSet<>();
        for (Heard one : heard) {
            Matcher parts = news.matcher(one.text);
            if (parts.matches()) {
                String where = one.room + " " + parts.group(2);
                if (parts.group(1).equals("RECOVERED")) {
                    assertThat(over.add(where)).as("%s", one).isTrue();
                } else {
                    assertThat(over).as("%s", one).doesNotContain(where);
                    open.add(where);
                }
            }
        }
        assertThat(over).isEqualTo(open).hasSizeGreaterThan(10);
    }
}
