package io.tocsin.db;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places where a test may have the process die as if by {@code kill -9}: {@code TOCSIN_FAILPOINT=after-commit:3} halts
 * it when {@code after-commit} is reached for the third time. Costs one comparison where nothing is set.
 */
public final class FailPoint {

    private static final int KILLED = 137;
    private static final String SET = Optional.ofNullable(System.getProperty("tocsin.failpoint"))
            .or(() -> Optional.ofNullable(System.getenv("TOCSIN_FAILPOINT")))
            .orElse("");
    private static final boolean ARMED = !SET.isEmpty();
    private static final String NAME = SET.replaceFirst(":.*", "");
    private static final AtomicInteger LEFT = new AtomicInteger(times());

    private FailPoint() {}

    public static void reach(String name) {
        if (ARMED && name.equals(NAME) && LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static int times() {
        int colon = SET.indexOf(':');
        return colon < 0 ? 1 : Integer.parseInt(SET.substring(colon + 1));
    }
}
