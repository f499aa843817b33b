package io.tocsin.guard;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Finds the call that takes everybody's memory, when there is little left. What a plugin keeps beyond its calls cannot be
 * told from what others keep.
 */
final class Greed {

    /** Who takes less than that in one call is not the one. */
    private static final long LEAST = 64L << 20;
    private static final double FULL = 0.85;

    private static final Set<String> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final BooleanSupplier isShort;

    /** @param isShort whether there is little memory left */
    Greed(BooleanSupplier isShort) {
        this.isShort = isShort;
    }

    /** Judges by what was left after the last collection of garbage. */
    static Greed ofThisProcess() {
        return new Greed(() -> kept() > FULL * Runtime.getRuntime().maxMemory());
    }

    private static long kept() {
        return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                .flatMap(collector -> Optional.ofNullable(collector.getLastGcInfo()).stream())
                .max(Comparator.comparingLong(GcInfo::getEndTime))
                .map(last -> last.getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> HEAP.contains(pool.getKey()))
                        .map(pool -> pool.getValue())
                        .mapToLong(MemoryUsage::getUsed)
                        .sum())
                .orElse(0L);
    }

    /** @param taken how many bytes a call has taken since it was first seen */
    Optional<Running<?>> worst(Collection<Running<?>> calls, ToLongFunction<Running<?>> taken) {
        Optional<Running<?>> most = calls.stream().max(Comparator.comparingLong(taken));
        return most.filter(call -> taken.applyAsLong(call) >= LEAST && isShort.getAsBoolean());
    }
}
