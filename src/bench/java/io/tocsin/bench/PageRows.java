package io.tocsin.bench;

import io.tocsin.config.Secrets;
import io.tocsin.monitor.Judge;
import io.tocsin.monitor.Monitor;
import io.tocsin.page.PagePlugin;
import io.tocsin.spi.Result;
import io.tocsin.spi.Route;
import io.tocsin.watch.Change;
import io.tocsin.watch.MonitorView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** How long the pages of states take to make, and how long they are; in this process, so that only that is timed. */
final class PageRows {

    private static final int BAD_ONES = 50;

    private PageRows() {}

    static void page(Bench bench) throws Exception {
        int monitors = bench.scaled(10_000);
        Path directory = Files.createTempDirectory("tocsin-bench");
        try (Engine engine = new Engine(directory, Duration.ZERO)) {
            engine.define(monitors);
            Judge judge = new Judge(Secrets.none());
            Result good = Result.builder().connected(true).status(200, "200 OK").build();
            List<Monitor> all = engine.watching().monitors().stream()
                    .map(MonitorView::monitor)
                    .sorted(Comparator.comparing(Monitor::name))
                    .toList();
            for (int i = 0; i < all.size(); i++) {
                Instant now = Instant.now();
                Result result = i % BAD_ONES == 0 ? Result.failed("503 Service Unavailable") : good;
                engine.watching().apply(new Change.Checked(all.get(i), judge.judge(all.get(i), now, now, result)));
            }
            // what was told is written by then, so that only the page is timed
            engine.written();
            List<Route> routes = new PagePlugin(engine::page).routes();
            time(bench, "page of " + monitors + " monitors", routes, "/", Map.of(), Map.of(), "200 ms, 300 kB",
                    "50 ms");
            time(bench, "page of one of them", routes, "/monitors/{name}", Map.of("name", "m0"), Map.of(), "", "");
            time(bench, "API: 100 of them", routes, "/api/v1/status", Map.of(), Map.of(), "", "");
            time(bench, "API: 1,000 of them", routes, "/api/v1/status", Map.of(), Map.of("limit", "1000"), "", "");
        }
    }

    private static void time(
            Bench bench, String what, List<Route> routes, String path, Map<String, String> names,
            Map<String, String> query, String atLeast, String dream)
            throws Exception {
        Route route = routes.stream().filter(each -> each.path().equals(path)).findFirst().orElseThrow();
        Route.Request request = new Route.Request("GET", names, query, Map.of(), "");
        long start = System.nanoTime();
        int bytes = route.handler().handle(request).body().getBytes(StandardCharsets.UTF_8).length;
        long first = System.nanoTime() - start;
        long[] others = bench.undisturbed(() -> times(bench.samples(200) - 1, route, request));
        long[] times = LongStream.concat(LongStream.of(first), Arrays.stream(others)).sorted().toArray();
        bench.report(what, String.format(
                Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, first %.1f ms, %.0f kB", Lateness.at(times, 0.5) / 1e6,
                Lateness.at(times, 0.99) / 1e6, first / 1e6, bytes / 1e3), atLeast, dream);
    }

    /** In nanoseconds. */
    private static long[] times(int count, Route route, Route.Request request) throws Exception {
        long[] times = new long[count];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            var _ = route.handler().handle(request).body().getBytes(StandardCharsets.UTF_8);
            times[i] = System.nanoTime() - start;
        }
        return times;
    }
}
