package io.tocsin.bundled.ping;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/** A way of sending echo requests. */
interface Echoing extends AutoCloseable {

    /**
     * Sends some, one after another, and waits for their answers.
     *
     * @param limit for all of them
     * @throws UnavailableException if this way is closed on this machine
     */
    RoundTrips send(InetAddress to, int count, Duration limit) throws IOException, InterruptedException;

    @Override
    void close();

    /** This machine does not allow it. */
    final class UnavailableException extends IOException {

        private static final long serialVersionUID = 1L;

        UnavailableException(String why) {
            super(why);
        }

        UnavailableException(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
