package io.tocsin.bundled.http;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.via.Tunnel;
import io.tocsin.via.Way;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks before it connects, whatever name or redirect led there; sends at once (Nagle's algorithm would show as 40 ms of
 * TLS); and takes in a bounded answer to each request, because OkHttp does not bound what may stand beside the length
 * of a chunk.
 */
final class CheckSocket extends Socket {

    private volatile long allowed = Long.MAX_VALUE;
    private volatile long taken;
    private volatile long takenBefore;

    private final @Nullable Through through;

    private CheckSocket(@Nullable Through through) throws IOException {
        this.through = through;
        setTcpNoDelay(true);
    }

    /** A proxy for SOCKS, and what looks up its name. */
    private record Through(CheckDns dns, Way way) {

        InetSocketAddress proxy(InetSocketAddress asked, Check check) throws IOException {
            // OkHttp looks up names, but takes an address that stands in the target as it is
            boolean literal = Addresses.literal(check.url().host()).isPresent();
            InetAddress address = literal ? dns.lookup(way.host()).getFirst() : asked.getAddress();
            return new InetSocketAddress(address, way.port());
        }
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        if (!(address instanceof InetSocketAddress internet)) {
            super.connect(address, timeout);
            return;
        }
        Check check = Check.current();
        InetSocketAddress next = through == null ? internet : through.proxy(internet, check);
        try {
            check.allow(next.getAddress());
        } catch (Refusal refusal) {
            throw new Failure(refusal.phrase());
        }
        check.socket(this);
        check.connecting(next);
        super.connect(next, check.share());
        if (through != null) {
            Tunnel.open(through.way(), check.url().host(), check.url().port(), new Raw());
        }
    }

    /** What is said before OkHttp has its streams. */
    private final class Raw implements Tunnel.Line {

        @Override
        public void send(byte[] bytes) throws IOException {
            CheckSocket.super.getOutputStream().write(bytes);
        }

        @Override
        public int read() throws IOException {
            return CheckSocket.super.getInputStream().read();
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Counted(super.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Opening(super.getOutputStream());
    }

    /** How many bytes have come in since something was last sent. */
    long answered() {
        return taken - takenBefore;
    }

    /** Makes them for OkHttp. The bot's own client has its like, which plugins, bundled ones too, do not see. */
    static final class Factory extends SocketFactory {

        private final @Nullable Through through;

        Factory() {
            through = null;
        }

        /** @param way the proxy to go through */
        Factory(CheckDns dns, Way way) {
            through = new Through(dns, way);
        }

        @Override
        public Socket createSocket() throws IOException {
            return new CheckSocket(through);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return connected(InetAddress.getByName(host), port, null, 0);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return connected(host, port, null, 0);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return connected(InetAddress.getByName(host), port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return connected(host, port, local, localPort);
        }

        private Socket connected(InetAddress host, int port, @Nullable InetAddress local, int localPort)
                throws IOException {
            Socket socket = createSocket();
            try {
                socket.bind(new InetSocketAddress(local, localPort));
                socket.connect(new InetSocketAddress(host, port));
                return socket;
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        }
    }

    private final class Counted extends FilterInputStream {

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) throws IOException {
            long all = taken + bytes;
            taken = all;
            if (all > allowed) {
                throw new Failure(Phrase.of("http.too-much", String.valueOf(answered())));
            }
        }
    }

    /** What a check sends opens the way for an answer of the size it allows. */
    private final class Opening extends FilterOutputStream {

        private Opening(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            open();
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            open();
            out.write(bytes, offset, length);
        }

        private void open() {
            Check check = Check.find();
            if (check != null) {
                takenBefore = taken;
                allowed = taken + check.mostTaken();
            }
        }
    }
}
