package io.tocsin.bundled.http;

import io.tocsin.spi.NameLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/** Looks up names within the limit of the check that asks. */
record CheckDns(NameLookup names) implements Dns {

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        Check check = Check.current();
        try {
            return names.addresses(host, Duration.ofNanos(check.left()));
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
