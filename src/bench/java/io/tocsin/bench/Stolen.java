package io.tocsin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a virtual machine's host took of its processors for others, since a moment: the more, the less a row's lateness
 * says about the bot. Told by Linux in {@code /proc/stat}.
 */
record Stolen(long stolen, long all) {

    private static final int STEAL = 7;
    /** Later ones are parts of those before. */
    private static final int COUNTED = 8;

    static Stolen now() {
        try {
            String all = Files.readAllLines(Path.of("/proc/stat")).getFirst();
            List<Long> jiffies =
                    Arrays.stream(all.split(" +")).skip(1).limit(COUNTED).map(Long::valueOf).toList();
            return new Stolen(jiffies.get(STEAL), jiffies.stream().mapToLong(Long::longValue).sum());
        } catch (IOException | RuntimeException notLinux) {
            return new Stolen(0, 0);
        }
    }

    /** Until now, in percent of all that there was; {@link Double#NaN} where nobody knows. */
    double percent() {
        Stolen until = now();
        return 100.0 * (until.stolen - stolen) / (until.all - all);
    }

    static String text(double percent) {
        return Double.isNaN(percent) ? "not known" : String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
