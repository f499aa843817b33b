package io.tocsin.bundled.ping;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends by the kernel's own sockets for it. */
final class KernelEchoing implements Echoing {

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Line four = new Line(false);
    private final Line six = new Line(true);
    private final SecureRandom random = new SecureRandom();

    @Override
    public RoundTrips send(InetAddress to, int count, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Line line = to instanceof Inet6Address ? six : four;
        @Nullable
        Waiting[] sent = new @Nullable Waiting[count];
        try {
            for (int i = 0; i < count; i++) {
                Waiting request = line.send(to, i, random.nextLong());
                sent[i] = request;
                if (i < count - 1) {
                    var _ = request.within(Math.min(end - System.nanoTime(), BETWEEN.toNanos()));
                }
            }
            long[] trips = new long[count];
            int received = 0;
            for (Waiting one : sent) {
                OptionalLong trip = one == null ? OptionalLong.empty() : one.within(end - System.nanoTime());
                if (trip.isPresent()) {
                    trips[received++] = trip.getAsLong();
                }
            }
            return RoundTrips.of(count, Arrays.copyOf(trips, received));
        } finally {
            for (Waiting one : sent) {
                line.forget(one);
            }
        }
    }

    @Override
    public void close() {
        four.close();
        six.close();
    }

    /** A request on its way. */
    private record Waiting(long token, long began, CompletableFuture<Long> answered) {

        OptionalLong within(long nanos) throws InterruptedException {
            try {
                return OptionalLong.of(answered.get(Math.max(0, nanos), TimeUnit.NANOSECONDS) - began);
            } catch (TimeoutException late) {
                return OptionalLong.empty();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("nothing fails this future", impossible);
            }
        }
    }

    /** The socket of one family, there while it is used. */
    private static final class Line {

        private static final Logger LOG = LoggerFactory.getLogger(KernelEchoing.class);
        private static final int READ_SECONDS = 1;
        private static final int IDLE_READS = 5;
        private static final int LARGEST = 1_500;

        private final boolean six;
        private final ConcurrentHashMap<Long, Waiting> waiting = new ConcurrentHashMap<>();
        private final ReentrantLock changing = new ReentrantLock();
        private @Nullable Kernel kernel;
        /** Negative while there is none. */
        private int socket = -1;
        private boolean closed;

        Line(boolean six) {
            this.six = six;
        }

        Waiting send(InetAddress to, int sequence, long token) throws IOException {
            Waiting request = new Waiting(token, System.nanoTime(), new CompletableFuture<>());
            byte[] packet = Echo.request(six, sequence, token);
            changing.lock();
            try {
                Kernel calls = open();
                waiting.put(token, request);
                long sent = calls.send(socket, packet, to);
                if (sent < 0) {
                    waiting.remove(token);
                    throw refused(-sent);
                }
                return request;
            } finally {
                changing.unlock();
            }
        }

        private static IOException refused(long error) {
            if (error == Kernel.NO_NETWORK || error == Kernel.NO_ROUTE) {
                return new NoRouteToHostException(
                        error == Kernel.NO_NETWORK ? "Network is unreachable" : "No route to host");
            }
            return new IOException("sending an echo request failed with error " + error);
        }

        void forget(@Nullable Waiting request) {
            if (request != null) {
                waiting.remove(request.token());
            }
        }

        private Kernel open() throws IOException {
            Kernel calls = kernel;
            if (calls == null) {
                calls = new Kernel();
                kernel = calls;
            }
            if (closed) {
                throw new UnavailableException("closed");
            }
            if (socket < 0) {
                int made = calls.open(six, READ_SECONDS);
                if (made < 0) {
                    throw new UnavailableException("error " + -made);
                }
                socket = made;
                Kernel opened = calls;
                Thread.ofPlatform().daemon().name(six ? "ping-6" : "ping-4").start(() -> read(opened, made));
            }
            return calls;
        }

        private void read(Kernel calls, int number) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = arena.allocate(LARGEST, Long.BYTES);
                ByteBuffer packet = bytes.asByteBuffer();
                int idle = 0;
                while (!(idle > IDLE_READS && left(calls, number))) {
                    long length = receive(calls, number, bytes);
                    long now = System.nanoTime();
                    idle = length < 0 && waiting.isEmpty() ? idle + 1 : 0;
                    if (length > 0) {
                        arrived(packet.slice(0, (int) length), now);
                    }
                    if (isClosed()) {
                        idle = IDLE_READS + 1;
                    }
                }
            } catch (IOException | RuntimeException broken) {
                LOG.warn("Reading echo answers failed; the next ping begins anew.", broken);
                var _ = left(calls, number);
            }
        }

        private static long receive(Kernel calls, int number, MemorySegment bytes) throws IOException {
            try (Arena arena = Arena.ofConfined()) {
                return calls.receive(number, bytes, arena);
            }
        }

        private void arrived(ByteBuffer packet, long now) {
            OptionalLong token = Echo.token(six, packet);
            Waiting request = token.isPresent() ? waiting.remove(token.getAsLong()) : null;
            if (request != null) {
                request.answered().complete(now);
            }
        }

        private boolean isClosed() {
            changing.lock();
            try {
                return closed;
            } finally {
                changing.unlock();
            }
        }

        /** Gives up the socket unless somebody has just begun to use it. */
        private boolean left(Kernel calls, int number) {
            changing.lock();
            try {
                if (!waiting.isEmpty() && !closed) {
                    return false;
                }
                socket = -1;
                calls.close(number);
            } catch (IOException broken) {
                LOG.warn("Closing the socket for pings failed.", broken);
            } finally {
                changing.unlock();
            }
            return true;
        }

        void close() {
            changing.lock();
            try {
                closed = true;
            } finally {
                changing.unlock();
            }
        }
    }
}
