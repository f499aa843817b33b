package io.tocsin.net;

import io.tocsin.spi.NameLookup;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Refusal;
import io.tocsin.via.Tunnel;
import io.tocsin.via.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks up names and connects, each within the check's limit. Shared by all probes of a plugin, which closes it. */
public final class Dialer implements AutoCloseable {

    private static final int LOOKUPS = 32;
    /** More than any answer that is read, and what TLS adds to it. */
    private static final long MOST_TAKEN = 1_500_000;

    private final NameLookup names;
    private final InstantSource clock;
    private final Security verified;
    private final Security unverified = new Security(Trust::anything);

    /**
     * @param name of the plugin, for its threads
     * @param trust asked for when it is needed first
     */
    public Dialer(String name, InstantSource clock, Supplier<Trust> trust) {
        this.names = new NameLookup(name + "-names", LOOKUPS);
        this.clock = clock;
        this.verified = new Security(trust);
    }

    public InstantSource clock() {
        return clock;
    }

    Security security(boolean insecure) {
        return insecure ? unverified : verified;
    }

    /** The addresses of a host, none of them denied yet. */
    public List<InetAddress> addresses(Endpoint there, Attempt attempt) throws Trouble, InterruptedException {
        attempt.host(there.host());
        if (there.literal().isPresent()) {
            attempt.enter(Attempt.Stage.CONNECT);
            return List.of(there.literal().get());
        }
        try {
            List<InetAddress> found = names.addresses(there.host(), Duration.ofNanos(attempt.left()));
            attempt.enter(Attempt.Stage.CONNECT);
            return found;
        } catch (UnknownHostException unknown) {
            boolean silent = String.valueOf(unknown.getMessage()).contains("Temporary failure");
            throw new Trouble(Phrase.of(silent ? "net.dns-trouble" : "net.unknown-host", there.host()));
        } catch (TimeoutException late) {
            throw new Trouble(Phrase.of("net.no-answer.dns", attempt.limit(), there.host()));
        }
    }

    /** The first address of a host, which is allowed: for those who send and do not connect. */
    public InetAddress address(Endpoint there, ProbeContext context, Attempt attempt)
            throws Trouble, InterruptedException {
        InetAddress address = addresses(there, attempt).getFirst();
        allow(there, address, context);
        attempt.there(address, there.port());
        return address;
    }

    private static void allow(Endpoint there, InetAddress address, ProbeContext context) throws Trouble {
        try {
            context.allow(there.host(), address);
        } catch (Refusal denied) {
            throw new Trouble(denied.phrase());
        }
    }

    /** Connects to the first address that takes the connection; each gets its share of the time. */
    public Wire connect(Endpoint there, ProbeContext context, Attempt attempt)
            throws IOException, InterruptedException {
        List<InetAddress> addresses = addresses(there, attempt);
        @Nullable
        Trouble first = null;
        for (int tried = 0; tried < addresses.size(); tried++) {
            InetAddress address = addresses.get(tried);
            attempt.there(address, there.port());
            LimitedSocket socket = new LimitedSocket(attempt, MOST_TAKEN);
            try {
                allow(there, address, context);
                long share = attempt.left() / (addresses.size() - tried);
                socket.connect(
                        new InetSocketAddress(address, there.port()),
                        Math.clamp(TimeUnit.NANOSECONDS.toMillis(share), 1, Integer.MAX_VALUE));
                return new Wire(socket, there, this, attempt);
            } catch (IOException failure) {
                socket.close();
                if (Thread.interrupted()) {
                    throw new InterruptedException("connecting to " + there.host() + " was interrupted");
                }
                first = first(first, failure, attempt);
            }
        }
        throw first == null ? new Trouble(Phrase.of("net.unknown-host", there.host())) : first;
    }

    /**
     * Connects by way of a proxy, which looks up the host itself: what is denied is judged by its name, or by its address
     * where that stands in the target, and by the proxy's own address.
     */
    public Wire connect(Endpoint there, Way way, ProbeContext context, Attempt attempt)
            throws IOException, InterruptedException {
        Wire wire = proxy(there, way, context, attempt);
        try {
            there.vetted(context);
            wire.through(way, there);
            attempt.host(Attempt.shown(there.host(), there.port()));
            return wire;
        } catch (Refusal denied) {
            wire.close();
            throw new Trouble(denied.phrase());
        } catch (Tunnel.Refused refused) {
            wire.close();
            throw refused.byTarget() ? Trouble.unreachable(refused.reason()) : new Trouble(refused.reason());
        } catch (IOException failure) {
            wire.close();
            throw attempt.over() || failure instanceof SocketTimeoutException
                    ? new Trouble(Phrase.of("via.proxy.waiting", attempt.limit(), way.toString(),
                            Attempt.shown(there.host(), there.port())))
                    : down(way, there, failure, attempt);
        }
    }

    private Wire proxy(Endpoint there, Way way, ProbeContext context, Attempt attempt)
            throws IOException, InterruptedException {
        try {
            return connect(Endpoint.of(way.host(), way.port()), context, attempt);
        } catch (IOException failure) {
            throw down(way, there, failure, attempt);
        }
    }

    private Trouble down(Way way, Endpoint there, IOException failure, Attempt attempt) {
        Trouble trouble = new Reasons(clock).of(failure, attempt);
        return new Trouble(Phrase.of("via.proxy.down", way.toString(),
                Attempt.shown(there.host(), there.port()), trouble.reason()));
    }

    private Trouble first(@Nullable Trouble first, IOException failure, Attempt attempt) {
        return first == null ? new Reasons(clock).of(failure, attempt) : first;
    }

    @Override
    public void close() {
        names.close();
    }
}
