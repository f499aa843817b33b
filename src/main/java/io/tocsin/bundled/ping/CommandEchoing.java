package io.tocsin.bundled.ping;

import io.tocsin.spi.AddressText;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has the system's own program do it, a few at the same time. */
final class CommandEchoing implements Echoing {

    private static final int AT_ONCE = 16;
    private static final int LONGEST_OUTPUT = 16_384;
    private static final double NANOS = 1e6;
    private static final Pattern COUNTED =
            Pattern.compile("(\\d{1,6}) packets transmitted, (\\d{1,6}) (?:packets )?received");
    private static final Pattern TIMES =
            Pattern.compile("(?:rtt|round-trip) min/avg/max\\S* = ([\\d.]{1,12})/([\\d.]{1,12})/([\\d.]{1,12})");

    private final String program;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    CommandEchoing(String program) {
        this.program = program;
    }

    @Override
    public RoundTrips send(InetAddress to, int count, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        if (!turns.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return RoundTrips.of(count, new long[0]);
        }
        try {
            long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime()));
            Process process = start(List.of(
                    program, to instanceof Inet6Address ? "-6" : "-4", "-n", "-q", "-i", "0.2", "-c",
                    String.valueOf(count),
                    "-W", String.valueOf(seconds), "-w", String.valueOf(seconds), AddressText.of(to)));
            try {
                return outcome(process, count, end);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            turns.release();
        }
    }

    private static RoundTrips outcome(Process process, int count, long end) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            return RoundTrips.of(count, new long[0]);
        }
        byte[] output = process.getInputStream().readNBytes(LONGEST_OUTPUT);
        return read(new String(output, StandardCharsets.US_ASCII), count);
    }

    private static Process start(List<String> command) throws UnavailableException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            return builder.start();
        } catch (IOException missing) {
            throw new UnavailableException("there is no program " + command.getFirst(), missing);
        }
    }

    /** What the program prints at its end, in the form of iputils, of BusyBox or of a BSD. */
    static RoundTrips read(String output, int count) throws IOException {
        Matcher counted = COUNTED.matcher(output);
        if (!counted.find()) {
            String said = output.toLowerCase(Locale.ROOT);
            if (said.contains("unreachable") || said.contains("no route")) {
                throw new NoRouteToHostException("Network is unreachable");
            }
            throw new UnavailableException("ping says: " + output.strip());
        }
        int sent = Math.clamp(Integer.parseInt(counted.group(1)), 1, count);
        int received = Math.min(sent, Integer.parseInt(counted.group(2)));
        Matcher times = TIMES.matcher(output);
        return received > 0 && times.find()
                ? new RoundTrips(sent, received, nanos(times.group(1)), nanos(times.group(2)), nanos(times.group(3)))
                : new RoundTrips(sent, received, 0, 0, 0);
    }

    private static long nanos(String millis) throws IOException {
        try {
            return Math.round(Double.parseDouble(millis) * NANOS);
        } catch (NumberFormatException notANumber) {
            throw new IOException("ping says " + millis + " for a time", notANumber);
        }
    }

    @Override
    public void close() {
        // each call ends its own process
    }
}
