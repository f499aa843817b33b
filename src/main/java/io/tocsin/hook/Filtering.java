package io.tocsin.hook;

import io.tocsin.guard.Guard;
import io.tocsin.guarded.Guarded;
import io.tocsin.spi.Filter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A filter in its place.
 *
 * @param plugin whose it is
 * @param what where it stands, such as {@code onSend}
 * @param guard the way into its code
 * @param patience with one that does not answer
 */
public record Filtering<T>(String plugin, String what, Filter<T> filter, Guard guard, Patience patience) {

    private static final Logger log = LoggerFactory.getLogger(Filtering.class);

    public Filtering(String plugin, String what, Filter<T> filter, Guard guard) {
        this(plugin, what, filter, guard, new Patience(System::nanoTime));
    }

    /** What is left of something when it has passed them all, one after the other. */
    static <T> Optional<T> all(List<Filtering<T>> filters, Predicate<Filtering<T>> concerned, T passing) {
        Optional<T> left = Optional.of(passing);
        for (Filtering<T> filtering : filters) {
            if (left.isPresent() && concerned.test(filtering)) {
                left = filtering.pass(left.get());
                if (left.isEmpty()) {
                    log.info("plugin {}: {} swallowed something", filtering.plugin, filtering.what);
                }
            }
        }
        return left;
    }

    /** Never throws: a filter that fails has no say, and one that hangs again and again is not asked for a while. */
    private Optional<T> pass(T passing) {
        if (patience.isOver()) {
            return Optional.of(passing);
        }
        long begun = System.nanoTime();
        try {
            return guard.tell(what, guard.limits().passing(), () -> Guarded.given(filter.pass(passing), what));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            log.warn("plugin {}: {} has no say: {}", plugin, what, failed.getMessage());
            if (System.nanoTime() - begun >= guard.limits().passing().toNanos() && patience.tried()) {
                log.warn("plugin {}: {} hangs again and again and is not asked for {}", plugin, what, Patience.PAUSE);
            }
        }
        return Optional.of(passing);
    }
}
