package io.tocsin.bundled.tcp;

import io.tocsin.spi.NameLookup;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects to the first address of a host that takes the connection; each gets its share of the time. */
record TcpProbe(String host, int port, Optional<InetAddress> literal, NameLookup names, ProbeContext context)
        implements Probe {

    @Override
    public Result run(Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        try {
            List<InetAddress> addresses =
                    literal.isPresent() ? List.of(literal.get()) : names.addresses(host, limit);
            return connect(addresses, limit, start, System.nanoTime());
        } catch (UnknownHostException unknown) {
            return failed(Phrase.of("tcp.unknown-host", host), start);
        } catch (TimeoutException late) {
            return failed(Phrase.of("tcp.no-answer.dns", limit, host), start);
        }
    }

    private Result connect(List<InetAddress> addresses, Duration limit, long start, long resolved)
            throws InterruptedException {
        List<Phrase> reasons = new ArrayList<>();
        boolean unreachable = true;
        for (int tried = 0; tried < addresses.size(); tried++) {
            InetAddress address = addresses.get(tried);
            long left = limit.toNanos() - (System.nanoTime() - start);
            try (Socket socket = new Socket()) {
                context.allow(host, address);
                socket.connect(new InetSocketAddress(address, port), millis(left / (addresses.size() - tried)));
                return Result.builder()
                        .connected(true)
                        .ip(address)
                        .phases(phases(start, resolved))
                        .build();
            } catch (Refusal denied) {
                reasons.add(denied.phrase());
                unreachable = false;
            } catch (IOException failure) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("connecting to " + host + " was interrupted");
                }
                reasons.add(reason(failure, new InetSocketAddress(address, port), limit));
            }
        }
        Result.Builder seen = Result.builder().phases(phases(start, resolved));
        Phrase first = reasons.getFirst();
        return unreachable ? seen.unreachable(first).build() : seen.failure(first).build();
    }

    private static Phrase reason(IOException failure, InetSocketAddress address, Duration limit) {
        String shown = address.toString().substring(address.toString().indexOf('/') + 1);
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof SocketTimeoutException) {
            return Phrase.of("tcp.no-answer.connect", limit, shown);
        }
        return message.toLowerCase(Locale.ROOT).contains("refused")
                ? Phrase.of("tcp.refused", shown)
                : Phrase.of("tcp.failed", shown, message);
    }

    private static int millis(long nanos) {
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 1, Integer.MAX_VALUE);
    }

    private static Phases phases(long start, long resolved) {
        return new Phases(resolved - start, System.nanoTime() - resolved, 0, 0, 0);
    }

    private static Result failed(Phrase reason, long start) {
        return Result.failed(reason, new Phases(System.nanoTime() - start, 0, 0, 0, 0));
    }
}
