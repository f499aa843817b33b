package io.tocsin.bundled.change;

import io.tocsin.spi.Json;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was found last time, by monitor, in the plugin's memory. Monitors that are gone are forgotten when the place is
 * needed: each says every day that it is still there.
 */
final class Memory {

    private static final Logger log = LoggerFactory.getLogger(Memory.class);
    private static final int MOST_BYTES = 60_000;
    private static final int PLACES = 1_000;
    private static final Duration STILL_THERE = Duration.ofDays(1);
    private static final Duration GONE = Duration.ofDays(60);

    private final InstantSource clock;
    private final AtomicReference<Optional<Store>> store = new AtomicReference<>(Optional.empty());

    Memory(InstantSource clock) {
        this.clock = clock;
    }

    void in(Store kept) {
        store.set(Optional.of(kept));
    }

    /**
     * That of one monitor.
     *
     * @param monitor its id; empty for a look that is not remembered
     * @param what what is compared; another is begun anew
     */
    Place of(String monitor, String what) {
        return new Place(monitor, Items.mark(what));
    }

    /** The memory of one monitor. */
    final class Place {

        private final String monitor;
        private final String what;
        private Optional<Items> known = Optional.empty();
        private Instant said = Instant.MIN;

        private Place(String monitor, String what) {
            this.monitor = monitor;
            this.what = what;
        }

        private Optional<Store> store() {
            return monitor.isEmpty() ? Optional.empty() : store.get();
        }

        /** Empty at first sight. */
        synchronized Optional<Items> known() {
            if (known.isEmpty()) {
                known = store().flatMap(kept -> kept.get(monitor)).map(Json::parse)
                        .filter(json -> json.at("what").text().equals(what))
                        .map(json -> new Items(json.at("items").list().stream().map(Json::text).toList()));
            }
            return known;
        }

        /** Remembers what is there; what is not written down holds at least as long as the bot runs. */
        synchronized void keep(Items items) {
            known = Optional.of(items);
            said = clock.instant();
            store().ifPresent(kept -> write(kept, items));
        }

        /** Has what is there stay. */
        synchronized void stillThere() {
            if (!said.plus(STILL_THERE).isAfter(clock.instant())) {
                known.ifPresent(this::keep);
            }
        }

        private void write(Store kept, Items items) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("at", said.getEpochSecond());
            json.put("what", what);
            json.put("items", items.texts());
            String text = Json.write(json);
            if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                json.put("items", items.marks().texts());
                text = Json.write(json);
            }
            try {
                makeRoom(kept);
                kept.put(monitor, text);
            } catch (Refusal full) {
                log.warn("what was found on a page is not remembered across restarts: {}", full.phrase());
            }
        }

        private void makeRoom(Store kept) {
            Map<String, String> all = kept.all();
            if (all.size() < PLACES || all.containsKey(monitor)) {
                return;
            }
            long before = clock.instant().minus(GONE).getEpochSecond();
            all.forEach((id, text) -> {
                if (Json.parse(text).at("at").number().map(at -> at.longValue() < before).orElse(true)) {
                    kept.remove(id);
                }
            });
        }
    }
}
