package io.tocsin.http;

import io.tocsin.spi.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connects to nothing that is denied, whatever name or redirect led there, and takes in no more than a bound: OkHttp has
 * none for some parts of an answer.
 */
final class GuardedSocket extends Socket {

    private final Targets targets;
    private final long most;

    GuardedSocket(Targets targets, long most) throws IOException {
        this.targets = targets;
        this.most = most;
        setTcpNoDelay(true);
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        if (address instanceof InetSocketAddress internet) {
            try {
                targets.allow(internet.getHostString(), internet.getAddress());
            } catch (Refusal refusal) {
                throw new Denied(refusal);
            }
        }
        super.connect(address, CallTime.current().share());
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Bounded(super.getInputStream());
    }

    /** A refusal on its way through OkHttp. */
    static final class Denied extends IOException {

        private static final long serialVersionUID = 1L;

        private final Refusal refusal;

        Denied(Refusal refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /** Makes them for OkHttp. */
    static final class Factory extends SocketFactory {

        private final Targets targets;
        private final long most;

        Factory(Targets targets, long most) {
            this.targets = targets;
            this.most = most;
        }

        @Override
        public Socket createSocket() throws IOException {
            return new GuardedSocket(targets, most);
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

    private final class Bounded extends FilterInputStream {

        private long taken;

        private Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            return count(read, read);
        }

        private int count(int result, int bytes) throws IOException {
            taken += Math.max(0, bytes);
            if (taken > most) {
                throw new IOException("the answer is larger than " + most + " bytes");
            }
            return result;
        }
    }
}
