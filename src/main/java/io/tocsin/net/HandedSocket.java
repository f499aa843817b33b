package io.tocsin.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;

/** A connection that is there already, TLS and all, for a library that wants to make its own: it only seems to connect. */
public final class HandedSocket extends Socket {

    private static final int START = 40;

    private final Socket real;
    private final InputStream in;
    private volatile byte[] start = {};

    HandedSocket(Socket real, InputStream in) {
        this.real = real;
        this.in = new Heard(in);
    }

    /** How the other side began: what it speaks can be seen by that. */
    public byte[] start() {
        return start.clone();
    }

    @Override
    public void connect(SocketAddress address) {
        // it is
    }

    @Override
    public void connect(SocketAddress address, int timeout) {
        // it is
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return real.isClosed();
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return real.getOutputStream();
    }

    @Override
    public InetAddress getInetAddress() {
        return real.getInetAddress();
    }

    @Override
    public int getPort() {
        return real.getPort();
    }

    /** How long a read may take is the check's to say. */
    @Override
    public synchronized void setSoTimeout(int millis) {
        // as it is
    }

    @Override
    public synchronized int getSoTimeout() {
        return 0;
    }

    @Override
    public synchronized void close() throws IOException {
        real.close();
    }

    private final class Heard extends FilterInputStream {

        private Heard(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0 && start.length < START) {
                int before = start.length;
                int more = Math.min(read, START - before);
                byte[] longer = Arrays.copyOf(start, before + more);
                System.arraycopy(bytes, offset, longer, before, more);
                start = longer;
            }
            return read;
        }
    }
}
