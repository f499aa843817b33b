package io.tocsin.bundled.host;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the system says of itself, in percent but for the load. */
final class Machine {

    private static final Path LINUX_MEMORY = Path.of("/proc/meminfo");
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal: +(\\d+) kB");
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable: +(\\d+) kB");
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final double ALL = 100;

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Processors in use since this was asked last; empty where the system does not tell. */
    OptionalDouble cpu() throws InterruptedException {
        double load = system.getCpuLoad();
        if (load <= 0 || Double.isNaN(load)) { // asked for the first time, or again at once
            Thread.sleep(FIRST_LOOK);
            load = system.getCpuLoad();
        }
        return load < 0 || Double.isNaN(load) ? OptionalDouble.empty() : OptionalDouble.of(load * ALL);
    }

    /** Runnable threads over the last minute; empty on Windows. */
    OptionalDouble load() {
        double load = system.getSystemLoadAverage();
        return load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load);
    }

    double memory() {
        long total = system.getTotalMemorySize();
        return used(total, available(total));
    }

    /** What Linux would give to programs counts as free, unless a container has less than the machine. */
    private long available(long total) {
        long free = system.getFreeMemorySize();
        try {
            String linux = Files.isReadable(LINUX_MEMORY) ? Files.readString(LINUX_MEMORY) : "";
            return bytes(TOTAL, linux) == total ? bytes(AVAILABLE, linux) : free;
        } catch (IOException unreadable) {
            return free;
        }
    }

    private static long bytes(Pattern line, String text) {
        Matcher found = line.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) * 1_024 : 0;
    }

    /** As {@code df} counts: of what may be used by anybody who is not root. */
    double disk(Path path) throws IOException {
        FileStore store = Files.getFileStore(path);
        long used = store.getTotalSpace() - store.getUnallocatedSpace();
        return used(used + store.getUsableSpace(), store.getUsableSpace());
    }

    private static double used(long total, long free) {
        return total <= 0 ? 0 : Math.clamp(ALL * (total - free) / total, 0, ALL);
    }
}
