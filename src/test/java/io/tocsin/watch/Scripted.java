package io.tocsin.watch;

import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A type whose probes say what they are told to. */
final class Scripted implements ProbedType {

    volatile int status = 200;
    /** By target, where one says something else. */
    final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    /** The targets that were looked at. */
    final List<String> looked = new CopyOnWriteArrayList<>();
    /** Probes that were made and not closed. */
    final AtomicInteger open = new AtomicInteger();

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("scripted");
    }

    @Override
    public List<String> defaultConditions() {
        return List.of("[STATUS] < 400");
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        open.incrementAndGet();
        return new Probe() {
            @Override
            public Result run(Duration limit) {
                looked.add(target);
                int seen = statuses.getOrDefault(target, status);
                return Result.builder().connected(true).status(seen, Integer.toString(seen)).build();
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }
}
