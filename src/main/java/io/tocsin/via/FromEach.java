package io.tocsin.via;

import io.tocsin.spi.Location;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks from several locations.
 *
 * @param quorum so many bad ones make the check bad
 * @param atOnce how many look at the same time
 * @param each how long one may take of the check's limit
 */
public record FromEach(List<Place> places, int quorum, int atOnce, Duration each) implements Probe {

    /** More lines than that no message has. */
    public static final int MOST = 50;

    public static final Setting QUORUM = new Setting(
            "quorum", Setting.Kind.NUMBER, "1", "so many bad locations make the monitor bad");

    /** A location and how it looks. */
    public record Place(Location from, Probe probe) {}

    /** @throws Refusal if two locations have the same name, or there are too many */
    public FromEach {
        places = List.copyOf(places);
        Set<String> names = new HashSet<>();
        for (Place place : places) {
            if (!names.add(place.from().shown())) {
                throw Refusal.of("via.twice", place.from().shown());
            }
        }
        if (places.size() > MOST) {
            throw Refusal.of("via.many", Integer.toString(places.size()), Integer.toString(MOST));
        }
    }

    /** @throws Refusal if it is more than there are locations */
    public static int quorum(Settings settings, int locations) {
        return settings.number(QUORUM.name(), 1, 1, Math.max(1, locations));
    }

    @Override
    public Result run(Duration limit) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        List<Callable<Result>> looks = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Probe probe = places.get(i).probe();
            boolean first = i < atOnce;
            looks.add(() -> look(probe, first ? limit : Duration.ofNanos(end - System.nanoTime()), limit));
        }
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(atOnce, places.size()), Thread.ofVirtual().name("location-", 0).factory());
        try {
            List<Future<Result>> results = threads.invokeAll(looks);
            List<Sight> sights = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                sights.add(new Sight(places.get(i).from(), results.get(i).get()));
            }
            return Result.seenFrom(sights, quorum);
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof Exception cause ? cause : broken;
        } finally {
            threads.shutdownNow();
        }
    }

    private Result look(Probe probe, Duration left, Duration limit) throws Exception {
        if (left.toMillis() < 1) {
            return Result.failed(Phrase.of("via.no-time", limit), Phases.NONE);
        }
        return probe.run(each.compareTo(left) < 0 ? each : left);
    }

    @Override
    public void close() {
        places.forEach(place -> place.probe().close());
    }
}
