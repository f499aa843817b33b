package io.tocsin.bundled.dns;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Looking;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks one name server, by UDP and, when the answer does not fit, by TCP. What comes by UDP and is not the answer is passed
 * over, as anybody can send it; a datagram that may be lost is sent again.
 */
record DnsProbe(Optional<Endpoint> server, Question question, Dialer dialer, ProbeContext context, Path system)
        implements Probe {

    private static final int LARGEST = 65_535;
    private static final int AGAIN_AFTER_MILLIS = 2_000;
    private static final int MOST_SHOWN = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Result run(Duration limit) throws InterruptedException {
        return Looking.at(limit, dialer.clock(), this::look);
    }

    private void look(Attempt attempt, Result.Builder seen) throws IOException, InterruptedException {
        Endpoint there = server.isPresent() ? server.get() : NameServers.first(system);
        int id = RANDOM.nextInt(LARGEST + 1);
        Answer answer = byUdp(there, id, attempt, seen);
        if (answer.cut()) {
            answer = byTcp(there, id, attempt);
        }
        List<Answer.Entry> entries = answer.of(question.type());
        seen.connected(true).dnsRcode(answer.code()).status(answer.rcode(), words(answer, entries));
        seen.body(entries.stream().map(Answer.Entry::value).collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String words(Answer answer, List<Answer.Entry> entries) {
        String shown = entries.stream().limit(MOST_SHOWN)
                .map(entry -> entry.type() + " " + Clean.text(entry.full()))
                .collect(Collectors.joining(", "));
        String more = entries.size() > MOST_SHOWN ? ", ..." : "";
        return answer.code() + (shown.isEmpty() ? "" : ": " + shown + more);
    }

    private Answer byUdp(Endpoint there, int id, Attempt attempt, Result.Builder seen)
            throws IOException, InterruptedException {
        InetAddress address = dialer.address(there, context, attempt);
        seen.ip(address);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(address, there.port()));
            byte[] message = question.message(id);
            attempt.await(Phrase.of("dns.await"));
            while (true) {
                socket.send(new DatagramPacket(message, message.length));
                Optional<Answer> answer = receive(socket, id, attempt);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
    }

    /** @return empty if it is time to ask again */
    private Optional<Answer> receive(DatagramSocket socket, int id, Attempt attempt) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        long again = System.nanoTime() + Duration.ofMillis(AGAIN_AFTER_MILLIS).toNanos();
        while (true) {
            long wait = Math.max(1, Duration.ofNanos(again - System.nanoTime()).toMillis());
            socket.setSoTimeout((int) Math.min(wait, attempt.patience()));
            try {
                packet.setLength(LARGEST);
                socket.receive(packet);
            } catch (SocketTimeoutException silent) {
                if (attempt.over()) {
                    throw silent;
                }
                return Optional.empty();
            }
            Optional<Answer> answer = read(Arrays.copyOf(packet.getData(), packet.getLength()), id, attempt);
            if (answer.isPresent()) {
                return answer;
            }
        }
    }

    private Optional<Answer> read(byte[] message, int id, Attempt attempt) throws Trouble {
        try {
            return Answer.read(message, id, question);
        } catch (BadMessage bad) {
            boolean ours = message.length >= 2 && ByteBuffer.wrap(message).getShort() == (short) id;
            if (ours) {
                throw new Trouble(Phrase.of("dns.bad", attempt.there(), String.valueOf(bad.getMessage())));
            }
            return Optional.empty();
        }
    }

    private Answer byTcp(Endpoint there, int id, Attempt attempt) throws IOException, InterruptedException {
        try (Wire wire = dialer.connect(there, context, attempt)) {
            byte[] message = question.message(id);
            wire.send(ByteBuffer.allocate(message.length + 2).putShort((short) message.length).put(message).array());
            attempt.await(Phrase.of("dns.await.tcp"));
            int length = wire.read() << 8 | wire.read();
            return read(wire.bytes(length), id, attempt)
                    .orElseThrow(() -> new Trouble(Phrase.of("dns.other", attempt.there())));
        }
    }
}
