package io.tocsin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * Many web servers on many loopback addresses, served by one thread: as little work as possible per request, because it is
 * done on the same cores as the bot's. Keeps when each target was asked.
 */
final class Targets implements AutoCloseable {

    static final int ADDRESSES = 64;
    private static final byte[] OK = answer("200 OK", "ok");
    private static final byte[] BROKEN = answer("503 Service Unavailable", "broken");

    private static final long MICROS = 1_000;

    private final Selector selector = Selector.open();
    private final int port;
    private final long[][] arrivals;
    private final int[] counts;
    private final long[] firstBad;
    private final int[] open;
    private final int[] overlaps;
    private final Mode[] modes;
    private final Thread thread = new Thread(this::serve, "targets");
    private volatile boolean closed;

    /** What a target does when it is asked. */
    enum Mode {
        UP,
        DOWN,
        HANGING
    }

    Targets(int count) throws IOException {
        this.arrivals = new long[count][16];
        this.counts = new int[count];
        this.firstBad = new long[count];
        this.open = new int[count];
        this.overlaps = new int[count];
        this.modes = new Mode[count];
        Arrays.fill(modes, Mode.UP);
        int free = 0;
        for (int i = 0; i < ADDRESSES; i++) {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.configureBlocking(false);
            server.bind(new InetSocketAddress(address(i), free), 8_192);
            free = ((InetSocketAddress) server.getLocalAddress()).getPort();
            server.register(selector, SelectionKey.OP_ACCEPT);
        }
        this.port = free;
        thread.setDaemon(true);
        thread.start();
    }

    private static String address(int target) {
        int n = target % ADDRESSES;
        return "127.0." + (1 + n / 32) + "." + (1 + n % 32);
    }

    int count() {
        return counts.length;
    }

    String url(int target) {
        return "http://" + address(target) + ":" + port + "/m" + target;
    }

    void mode(int target, Mode mode) {
        modes[target] = mode;
    }

    /** When a target was asked, in milliseconds since the epoch, from one moment to another. */
    long[] arrivals(int target, long from, long to) {
        return Arrays.stream(arrivalsExactly(target, from, to)).map(at -> at / MICROS).toArray();
    }

    /** The same in microseconds; from and to are in milliseconds. */
    synchronized long[] arrivalsExactly(int target, long from, long to) {
        return Arrays.stream(arrivals[target], 0, counts[target])
                .filter(at -> at >= from * MICROS && at < to * MICROS)
                .toArray();
    }

    /** When a target first gave a bad answer; 0 if it never did. */
    synchronized long firstBad(int target) {
        return firstBad[target];
    }

    synchronized int overlaps() {
        return Arrays.stream(overlaps).sum();
    }

    synchronized long total() {
        return Arrays.stream(counts).asLongStream().sum();
    }

    /** How many targets have been asked since an instant, in milliseconds since the epoch. */
    synchronized long askedSince(long from) {
        return IntStream.range(0, counts.length)
                .filter(target -> counts[target] > 0 && arrivals[target][counts[target] - 1] >= from * MICROS)
                .count();
    }

    private void serve() {
        try {
            while (!closed) {
                selector.select();
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    SelectionKey key = keys.next();
                    keys.remove();
                    if (key.isAcceptable()) {
                        accept((ServerSocketChannel) key.channel());
                    } else {
                        read(key);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ, new Connection());
        }
    }

    private void read(SelectionKey key) {
        SocketChannel client = (SocketChannel) key.channel();
        Connection connection = (Connection) key.attachment();
        try {
            int read = client.read(connection.in);
            if (read < 0) {
                end(connection, client);
                return;
            }
            if (connection.target < 0 && connection.complete()) {
                connection.target = connection.parse();
                arrived(connection.target);
                if (modes[connection.target] != Mode.HANGING) {
                    byte[] answer = modes[connection.target] == Mode.UP ? OK : BROKEN;
                    client.write(ByteBuffer.wrap(answer));
                    end(connection, client);
                }
            }
        } catch (IOException reset) {
            end(connection, client);
        }
    }

    private synchronized void arrived(int target) {
        if (counts[target] == arrivals[target].length) {
            arrivals[target] = Arrays.copyOf(arrivals[target], 2 * counts[target]);
        }
        arrivals[target][counts[target]++] = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        if (modes[target] == Mode.DOWN && firstBad[target] == 0) {
            firstBad[target] = arrivals[target][counts[target] - 1] / MICROS;
        }
        if (open[target]++ > 0) {
            overlaps[target]++;
        }
    }

    private void end(Connection connection, SocketChannel client) {
        if (connection.target >= 0) {
            open[connection.target]--;
        }
        try {
            client.close();
        } catch (IOException ignored) {
            // it is gone either way
        }
    }

    private static byte[] answer(String status, String body) {
        String text = "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** What has come in on one connection. */
    private static final class Connection {

        private final ByteBuffer in = ByteBuffer.allocate(1_024);
        private int target = -1;

        boolean complete() {
            int end = in.position();
            return end >= 4 && in.get(end - 1) == '\n' && in.get(end - 3) == '\n';
        }

        /** The number in {@code GET /m123 HTTP/1.1}. */
        int parse() {
            int at = 0;
            while (in.get(at) != 'm') {
                at++;
            }
            int number = 0;
            for (at++; in.get(at) >= '0' && in.get(at) <= '9'; at++) {
                number = number * 10 + in.get(at) - '0';
            }
            return number;
        }
    }
}
