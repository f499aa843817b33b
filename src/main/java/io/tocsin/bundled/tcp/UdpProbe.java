package io.tocsin.bundled.tcp;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Exchange;
import io.tocsin.net.Looking;
import io.tocsin.net.Trouble;
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
import java.time.Duration;
import java.util.Arrays;

/**
 * Sends one datagram, and waits for one in answer where something was to be sent. Where nothing was, a line end is sent:
 * a machine that has nobody at the port says so, and silence is as good as UDP gets.
 */
record UdpProbe(Endpoint there, Exchange exchange, Dialer dialer, ProbeContext context) implements Probe {

    /** An empty datagram would not be sent at all. */
    private static final byte[] KNOCK = {'\n'};
    private static final int LARGEST = 65_535;
    private static final int REFUSED_WITHIN_MILLIS = 500;

    @Override
    public Result run(Duration limit) throws InterruptedException {
        return Looking.at(limit, dialer.clock(), this::look);
    }

    private void look(Attempt attempt, Result.Builder seen) throws IOException, InterruptedException {
        InetAddress address = dialer.address(there, context, attempt);
        seen.ip(address);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(address, there.port()));
            byte[] sent = exchange.wanted() ? exchange.send() : KNOCK;
            attempt.await(exchange.awaited());
            socket.send(new DatagramPacket(sent, sent.length));
            if (exchange.wanted()) {
                byte[] answer = receive(socket, attempt.patience());
                seen.connected(true).body(answer);
                judge(answer, attempt);
            } else {
                listen(socket, attempt);
                seen.connected(true);
            }
        }
    }

    private static byte[] receive(DatagramSocket socket, int millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.setSoTimeout(millis);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private void judge(byte[] answer, Attempt attempt) throws Trouble {
        if (!exchange.met(answer)) {
            throw new Trouble(Phrase.of(
                    "net.answer.text", attempt.there(), exchange.sought(), Clean.text(answer)));
        }
    }

    private static void listen(DatagramSocket socket, Attempt attempt) throws IOException {
        try {
            var _ = receive(socket, Math.min(REFUSED_WITHIN_MILLIS, attempt.patience()));
        } catch (SocketTimeoutException nobodyRefused) {
            attempt.discount();
        }
    }
}
