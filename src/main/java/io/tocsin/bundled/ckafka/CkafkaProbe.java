package io.tocsin.bundled.ckafka;

import io.tocsin.bundled.ckafka.Offsets.Refused;
import io.tocsin.bundled.ckafka.Offsets.Topic;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks for the offsets of each consumer group, page by page.
 *
 * @param old whether answers are of the API before that of 2019
 */
record CkafkaProbe(Asking asking, boolean old, List<String> consumers, Lags lags) implements Probe {

    private static final int OK = 200;
    private static final int MOST_PAGES = 20;

    /** Makes a request for some of a group's offsets. */
    @FunctionalInterface
    interface Asking {
        Probe about(String consumer, int offset);
    }

    @Override
    public Result run(Duration limit) throws Exception {
        Watch watch = new Watch(limit);
        Map<String, List<Topic>> found = new LinkedHashMap<>();
        for (String consumer : consumers) {
            List<Topic> topics = new ArrayList<>();
            int all = 1;
            for (int page = 0; page < MOST_PAGES && page * Api.PAGE < all; page++) {
                Result answer = watch.ask(asking.about(consumer, page * Api.PAGE));
                if (answer.failure().isPresent()) {
                    return Result.failed(answer.failure().get(), watch.phases);
                }
                if (answer.status().orElse(0) != OK) {
                    return Result.failed(Phrase.of("ckafka.status", answer.statusText()), watch.phases);
                }
                try {
                    Offsets offsets = Offsets.of(answer.body(), old);
                    topics.addAll(offsets.topics());
                    all = offsets.topics().isEmpty() ? 0 : offsets.all();
                } catch (Refused refused) {
                    return Result.failed(refused.reason(), watch.phases);
                }
            }
            found.put(consumer, topics);
        }
        return lags.judge(found, watch.phases);
    }

    /** Adds up how long the requests took, all of them within one limit. */
    private static final class Watch {

        private final Duration limit;
        private final long end;
        private Phases phases = Phases.NONE;
        private boolean asked;

        Watch(Duration limit) {
            this.limit = limit;
            this.end = System.nanoTime() + limit.toNanos();
        }

        Result ask(Probe request) throws Exception {
            Duration left = asked ? Duration.ofMillis(Math.max(1, (end - System.nanoTime()) / 1_000_000)) : limit;
            asked = true;
            Result answer = request.run(left);
            Phases more = answer.phases();
            phases = new Phases(
                    phases.dns() + more.dns(), phases.connect() + more.connect(), phases.tls() + more.tls(),
                    phases.firstByte() + more.firstByte(), phases.download() + more.download());
            return answer;
        }
    }
}
