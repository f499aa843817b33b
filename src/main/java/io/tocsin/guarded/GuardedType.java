package io.tocsin.guarded;

import io.tocsin.guard.Guard;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A monitor type of a drop-in. */
record GuardedType(
        ProbedType type,
        Guard guard,
        String name,
        Set<String> schemes,
        List<Setting> settings,
        List<String> defaultConditions)
        implements ProbedType {

    private static final Logger log = LoggerFactory.getLogger(GuardedType.class);

    /** To be called on the plugin's own thread. */
    static GuardedType of(ProbedType type, Guard guard) {
        return new GuardedType(
                type,
                guard,
                Guarded.given(type.name(), "name()"),
                Set.copyOf(type.schemes()),
                List.copyOf(type.settings()),
                List.copyOf(type.defaultConditions()));
    }

    @Override
    public Probe probe(String target, Settings values, ProbeContext context) {
        return new GuardedProbe(
                Guarding.now(guard, "probe of " + name, () -> type.probe(target, values, context)), guard, name);
    }

    /** Once abandoned, a check is over for the bot, whatever the plugin goes on doing. */
    private record GuardedProbe(Probe probe, Guard guard, String type) implements Probe {

        @Override
        public Result run(Duration limit) throws Exception {
            try {
                Result seen = guard.probe(limit, () -> Guarded.given(probe.run(limit), "run()"));
                return seen.news().map(news -> seen.withNews(guarded(news))).orElse(seen);
            } catch (Refusal failure) {
                log.debug("a check of type {} came to nothing", type, failure);
                return Result.failed(failure.phrase(), Phases.NONE);
            }
        }

        private Result.News guarded(Result.News news) {
            return new Result.News(
                    news.lines(),
                    () -> Guarding.quietly(guard, "news of a probe of " + type, () -> news.told().run()));
        }

        @Override
        public void close() {
            Guarding.quietly(guard, "close of a probe of " + type, probe::close);
        }
    }
}
