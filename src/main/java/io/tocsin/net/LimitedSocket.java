package io.tocsin.net;

import io.tocsin.spi.Phrase;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * Never waits longer than its check has time, however slowly the bytes drip in, and takes in so many bytes and no more;
 * that holds beneath TLS, too. Sends at once.
 */
final class LimitedSocket extends Socket {

    private final Attempt attempt;
    private final long most;
    private long taken;

    LimitedSocket(Attempt attempt, long most) throws IOException {
        this.attempt = attempt;
        this.most = most;
        setTcpNoDelay(true);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Counted(super.getInputStream());
    }

    private final class Counted extends FilterInputStream {

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            setSoTimeout(attempt.patience());
            int read = super.read(bytes, offset, length);
            taken += Math.max(0, read);
            if (taken > most) {
                throw new Trouble(Phrase.of("net.too-much", attempt.there(), String.valueOf(taken)));
            }
            return read;
        }
    }
}
