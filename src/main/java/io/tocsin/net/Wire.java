package io.tocsin.net;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Result;
import io.tocsin.spi.Setting;
import io.tocsin.via.Tunnel;
import io.tocsin.via.Way;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A connection, plain at first. What is read ends in time and in size. Closing it closes the socket. */
public final class Wire implements AutoCloseable {

    /** What {@link #secure} is told by it. */
    public static final Setting INSECURE =
            new Setting("insecure", Setting.Kind.FLAG, "false", "whether any certificate will do, for any host");

    private final Endpoint there;
    private final Dialer dialer;
    private final Attempt attempt;
    private Socket socket;
    private InputStream in;
    private boolean proxied;

    Wire(Socket socket, Endpoint there, Dialer dialer, Attempt attempt) throws IOException {
        this.there = there;
        this.dialer = dialer;
        this.attempt = attempt;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Notes that there is a connection, and to whom; of one through a proxy nobody knows the address. */
    public Wire noted(Result.Builder seen) {
        seen.connected(true);
        if (!proxied) {
            seen.ip(socket.getInetAddress());
        }
        return this;
    }

    /** What of a connection to a proxy becomes one to somebody else. */
    void through(Way way, Endpoint target) throws IOException {
        Tunnel.open(way, target.host(), target.port(), new Tunnel.Line() {
            @Override
            public void send(byte[] bytes) throws IOException {
                Wire.this.send(bytes);
            }

            @Override
            public int read() throws IOException {
                return in.read();
            }
        });
        proxied = true;
    }

    /**
     * Begins TLS, and notes how long the certificate still holds.
     *
     * @param insecure whether any certificate will do, for any host
     * @param protocols what is to be spoken then, for servers that speak several
     */
    public Wire secure(boolean insecure, Result.Builder seen, String... protocols) throws IOException {
        attempt.enter(Attempt.Stage.TLS);
        Security.Ready security = dialer.security(insecure).ready();
        SSLSocket secured = (SSLSocket) security.sockets().createSocket(socket, there.host(), there.port(), true);
        socket = secured;
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        if (security.trust().judges()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        in = new BufferedInputStream(secured.getInputStream());
        note(secured.getSession(), security.trust(), seen);
        return this;
    }

    private void note(SSLSession session, Trust trust, Result.Builder seen) throws IOException {
        Certificates.end(session.getPeerCertificates(), trust.getAcceptedIssuers()).ifPresent(end -> {
            seen.certificateLeft(Duration.between(dialer.clock().instant(), end));
            seen.status(0, session.getProtocol() + ", certificate until " + TlsReasons.MOMENT.format(end));
        });
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends text as ISO 8859-1. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** @throws EOFException if the other side has closed the connection */
    public int read() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("closed");
        }
        return next;
    }

    /** @return how many came; -1 if the other side has closed the connection */
    public int read(byte[] bytes) throws IOException {
        return in.read(bytes);
    }

    /** So many bytes, no less. */
    public byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("closed");
        }
        return bytes;
    }

    /** How many bytes are there without waiting. */
    public int waiting() throws IOException {
        return in.available();
    }

    /**
     * A line as ISO 8859-1, without its end.
     *
     * @throws Trouble if it is longer than that
     */
    public String line(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = read();
        while (next != '\n') {
            if (line.size() >= longest) {
                throw new Trouble(Phrase.of("net.long-line", attempt.there(), String.valueOf(longest)));
            }
            line.write(next);
            next = read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** The connection as a socket, for a library that wants to read and write by itself from now on. */
    public HandedSocket handed() {
        return new HandedSocket(socket, in);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
