package io.tocsin.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the rows and prints their table. Arguments: {@code --smoke} for a few seconds a row and small numbers,
 * {@code --seconds N} for how long a row is measured, and names of rows; without names, all of them.
 */
public final class Bench {

    private static final PrintStream OUT = System.out;
    /** Of the processors, in percent, by others on the same host: with more, a figure says little about the bot. */
    private static final double DISTURBED = 5;
    private static final int MOST_TRIES = 8;

    private final int seconds;
    private final boolean smoke;
    private final List<String[]> table = new ArrayList<>();
    private boolean failed;
    private Stolen stolen = Stolen.now();
    /** What was stolen in each while that counts. */
    private final List<Double> disturbance = new ArrayList<>();
    private int again;

    private Bench(int seconds, boolean smoke) {
        this.seconds = seconds;
        this.smoke = smoke;
    }

    /** One measurement. */
    @FunctionalInterface
    interface Row {
        void measure(Bench bench) throws Exception;
    }

    /** One while in which something is measured. */
    @FunctionalInterface
    interface Measuring<T> {
        T measure() throws Exception;
    }

    private static Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        rows.put("throughput", LoadRows::throughput);
        rows.put("overload", LoadRows::overload);
        rows.put("lateness", LoadRows::lateness);
        rows.put("every20s", LoadRows::everyTwentySeconds);
        rows.put("memory", LoadRows::memory);
        rows.put("hanging", LoadRows::hanging);
        rows.put("notices", NoticeRows::notices);
        rows.put("storm", NoticeRows::storm);
        rows.put("restart", LoadRows::restart);
        rows.put("chat", NoticeRows::chat);
        rows.put("plugins", PluginRows::plugins);
        rows.put("looping", PluginRows::looping);
        rows.put("manyplugins", PluginRows::manyPlugins);
        rows.put("transitions", StoreRows::transitions);
        rows.put("page", PageRows::page);
        rows.put("disk", StoreRows::yearOnDisk);
        return rows;
    }

    public static void main(String[] args) throws Exception {
        List<String> names = new ArrayList<>(List.of(args));
        boolean smoke = names.remove("--smoke");
        int at = names.indexOf("--seconds");
        int seconds = at >= 0 ? Integer.parseInt(names.get(at + 1)) : smoke ? 3 : 20;
        if (at >= 0) {
            names.subList(at, at + 2).clear();
        }
        if (smoke) {
            shareArchive();
        }
        Bench bench = new Bench(seconds, smoke);
        for (Map.Entry<String, Row> row : rows().entrySet()) {
            if (names.isEmpty() || names.contains(row.getKey())) {
                bench.run(row.getKey(), row.getValue());
            }
        }
        bench.print();
        System.exit(bench.failed ? 1 : 0);
    }

    /** The first bot that ends writes it, which takes longer than most rows do. */
    private static void shareArchive() throws IOException {
        Path directory = Files.createTempDirectory("tocsin-bench");
        Path archive = directory.resolve("tocsin.jsa");
        directory.toFile().deleteOnExit();
        archive.toFile().deleteOnExit();
        System.setProperty(BotProcess.ARCHIVE, archive.toString());
    }

    private void run(String name, Row row) {
        OUT.println("... " + name);
        stolen = Stolen.now();
        disturbance.clear();
        again = 0;
        try {
            row.measure(this);
        } catch (Exception e) {
            failed = true;
            report(name, "FAILED", e.toString(), "");
            e.printStackTrace(OUT);
        }
    }

    int seconds() {
        return seconds;
    }

    /** How long the compilers of a JVM on two busy cores take to be done, in seconds; the smoke test does not wait. */
    int warmUp() {
        return pause(45);
    }

    /** How long is waited so that one thing does not disturb another, in seconds; the smoke test measures nothing. */
    int pause(int needed) {
        return smoke ? 1 : needed;
    }

    /** How long a row goes on that needs a while, in seconds; the smoke test gives it a quarter of that, and at most 5. */
    int atLeast(int needed) {
        return smoke ? Math.min(needed / 4, 5) : Math.max(seconds, needed);
    }

    /** How often something is measured, for a share of them all; a few times in the smoke test. */
    int samples(int wanted) {
        return smoke ? 2 : wanted;
    }

    /** A number of monitors, made smaller in the smoke test. */
    int scaled(int monitors) {
        return smoke ? Math.max(10, monitors / 20) : monitors;
    }

    /**
     * Measures again, a few times, while others on the same host were busy; the last one counts. The table says what was
     * stolen in the worst that counts, and how many do not.
     */
    <T> T undisturbed(Measuring<T> measuring) throws Exception {
        for (int tries = 1;; tries++) {
            Stolen before = Stolen.now();
            T measured = measuring.measure();
            double percent = before.percent();
            if (smoke || tries == MOST_TRIES || !isDisturbed(percent)) {
                disturbance.add(percent);
                return measured;
            }
            again++;
            OUT.println("    measured again, since " + Stolen.text(percent) + " was stolen");
        }
    }

    static boolean isDisturbed(double percent) {
        return percent > DISTURBED;
    }

    private String stolen() {
        double worst = disturbance.stream().mapToDouble(Double::doubleValue).max().orElseGet(stolen::percent);
        return Stolen.text(worst) + (again == 0 ? "" : ", " + again + " more did not count");
    }

    /** Adds a line to the table. */
    void report(String what, String measured, String atLeast, String dream) {
        table.add(new String[] {what, measured, atLeast, dream, stolen()});
        OUT.println("    " + what + ": " + measured);
    }

    /** Adds a line on checks that were planned and seen; too few of them fail the run, but for the smoke test's. */
    void reportChecks(String what, Lateness lateness, int overlaps) {
        report(what + ": checks run", String.format(
                Locale.ROOT, "%.2f %% (%d of %d; missed %d, overlapping %d)", lateness.percent(), lateness.seen(),
                lateness.planned(), Math.max(0, lateness.planned() - lateness.seen()), overlaps), "99.9 %", "");
        report(what + ": lateness", String.format(
                Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, max %.1f ms", lateness.p50(), lateness.p99(), lateness.max()),
                "",
                "");
        failed |= lateness.percent() < 99.9 && !smoke;
    }

    private void print() {
        OUT.println();
        OUT.println("| what | measured | at least | dream | stolen |");
        OUT.println("|---|---|---|---|---|");
        table.forEach(row -> OUT.println("| " + String.join(" | ", row) + " |"));
    }
}
