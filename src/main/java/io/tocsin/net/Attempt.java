package io.tocsin.net;

import io.tocsin.spi.AddressText;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One check while it runs: its limit, and a stop-watch that moves from phase to phase. Used by the check's thread alone. */
public final class Attempt {

    /** What is being done. */
    public enum Stage {
        LOOKUP,
        CONNECT,
        TLS,
        ANSWER,
        DOWNLOAD
    }

    private final Duration limit;
    private final long[] taken = new long[Stage.values().length];
    private long since = System.nanoTime();
    private final long end;
    private Stage stage = Stage.LOOKUP;
    private String host = "";
    private String there = "";
    private Phrase awaited = Phrase.of("net.await.answer");

    public Attempt(Duration limit) {
        this.limit = limit;
        this.end = since + limit.toNanos();
    }

    public Duration limit() {
        return limit;
    }

    /** Nanoseconds that are left; none if it is over. */
    public long left() {
        return Math.max(0, end - System.nanoTime());
    }

    public boolean over() {
        return System.nanoTime() - end >= 0;
    }

    /**
     * Milliseconds that one blocking call may take, never 0, which would mean for ever.
     *
     * @throws SocketTimeoutException if none are left
     */
    public int patience() throws IOException {
        long left = left();
        if (left == 0) {
            throw new SocketTimeoutException("the check's time is over");
        }
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(left) + 1, 1, Integer.MAX_VALUE);
    }

    public void enter(Stage next) {
        long now = System.nanoTime();
        taken[stage.ordinal()] += now - since;
        since = now;
        stage = next;
    }

    /** The other side is to send something: what, for the reason if it does not. */
    public void await(Phrase what) {
        if (stage.ordinal() < Stage.ANSWER.ordinal()) {
            enter(Stage.ANSWER);
        }
        awaited = what;
    }

    /** What has passed since the last phase began is nobody's answer time. */
    public void discount() {
        since = System.nanoTime();
    }

    /** Whom this is about, until an address is known. */
    public void host(String name) {
        host = name;
        there = name;
    }

    public String host() {
        return host;
    }

    public void there(InetAddress address, int port) {
        there = shown(address, port);
    }

    /** Such as {@code 127.0.0.1:8080} or {@code [::1]:8080}. */
    static String shown(InetAddress address, int port) {
        return shown(AddressText.of(address), port);
    }

    static String shown(String plain, int port) {
        return (plain.indexOf(':') < 0 ? plain : "[" + plain + "]") + ":" + port;
    }

    public String there() {
        return there;
    }

    public Phrase awaited() {
        return awaited;
    }

    public Stage stage() {
        return stage;
    }

    /** What has been measured so far; the stop-watch goes on. */
    public Phases phases() {
        enter(stage);
        return new Phases(taken[0], taken[1], taken[2], taken[3], taken[4]);
    }
}
