package io.tocsin.bundled.ping;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** The first way that this machine allows; asked anew each time, as an administrator may open one meanwhile. */
final class AnyEchoing implements Echoing {

    private final List<Echoing> ways;

    AnyEchoing(List<Echoing> ways) {
        this.ways = List.copyOf(ways);
    }

    static AnyEchoing ofThisMachine() {
        CommandEchoing command = new CommandEchoing("ping");
        boolean linux = System.getProperty("os.name", "").equals("Linux");
        return new AnyEchoing(linux ? List.of(new KernelEchoing(), command) : List.of(command));
    }

    @Override
    public RoundTrips send(InetAddress to, int count, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        UnavailableException last = new UnavailableException("no way is known");
        for (Echoing way : ways) {
            try {
                return way.send(to, count, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (UnavailableException closed) {
                last = closed;
            }
        }
        throw last;
    }

    @Override
    public void close() {
        ways.forEach(Echoing::close);
    }
}
