package io.tocsin.http;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first asked for. Safe for use by many threads. */
final class Lazy<T> {

    private final Supplier<T> making;
    private volatile @Nullable T made;

    Lazy(Supplier<T> making) {
        this.making = making;
    }

    T get() {
        T done = made;
        return done == null ? make() : done;
    }

    private synchronized T make() {
        T done = made;
        if (done == null) {
            done = making.get();
            made = done;
        }
        return done;
    }

    void ifMade(Consumer<T> use) {
        T done = made;
        if (done != null) {
            use.accept(done);
        }
    }
}
