package io.tocsin.bundled.http;

import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Reads bodies, each up to its bound, and all that are being read at a time up to a share of the memory. */
final class Bodies {

    /** Bodies of this size are not counted: there are many, and they are done in no time. */
    private static final long SMALL = 64 * 1_024;

    /** Handshake, header, and OkHttp's window for HTTP/2, in which a server may send ahead of the reader. */
    private static final long BESIDES = 20_000_000;
    /** A chunk of one byte takes six. */
    private static final int CHUNKED = 6;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    Bodies(long most) {
        this.most = most;
    }

    /** Bytes of the network that a body of this bound may take at worst. */
    static long mostTaken(int maxBody) {
        return BESIDES + (long) CHUNKED * maxBody;
    }

    /** The body, or its first part; what is not read is not downloaded. */
    byte[] read(Call call, Response response, int maxBody, Check check) throws IOException {
        BufferedSource source = response.body().source();
        Buffer buffer = source.getBuffer();
        long counted = 0;
        try {
            long wanted = Math.min(SMALL, maxBody);
            while (source.request(wanted + 1) && wanted < maxBody) {
                wanted = Math.min(2 * wanted, maxBody);
                take(wanted - counted);
                counted = wanted;
            }
            if (buffer.size() <= maxBody) {
                return buffer.readByteArray();
            }
            call.cancel();
            return buffer.readByteArray(maxBody);
        } catch (IOException failure) {
            check.bodyBroke(buffer.size(), response.body().contentLength());
            throw failure;
        } finally {
            held.addAndGet(-counted);
        }
    }

    private void take(long more) throws IOException {
        if (held.addAndGet(more) > most) {
            held.addAndGet(-more);
            throw new Failure(Phrase.of("http.memory", String.valueOf(most / 1_000_000)));
        }
    }
}
