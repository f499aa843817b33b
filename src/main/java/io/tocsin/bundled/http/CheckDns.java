package io.tocsin.bundled.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/** Looks up names within the limit of the check that asks. */
record CheckDns(Names names) implements Dns {

    /** As {@link io.tocsin.spi.NameLookup#addresses}. */
    @FunctionalInterface
    interface Names {
        List<InetAddress> addresses(String host, Duration limit)
                throws UnknownHostException, TimeoutException, InterruptedException;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        Check check = Check.current();
        check.lookingUp(host);
        try {
            List<InetAddress> found = names.addresses(host, Duration.ofNanos(check.left()));
            check.addresses(found.size());
            return found;
        } catch (TimeoutException late) {
            throw unknown("looking up " + host + " took too long", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unknown("looking up " + host + " was interrupted", stopped);
        }
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}
