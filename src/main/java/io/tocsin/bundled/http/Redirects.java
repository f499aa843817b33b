package io.tocsin.bundled.http;

import io.tocsin.spi.Phrase;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** Where a redirect leads, and what may be sent there. */
final class Redirects {

    private static final Set<Integer> CHANGING = Set.of(301, 302, 303);
    private static final Set<Integer> KEEPING = Set.of(307, 308);
    private static final Set<String> BODILESS = Set.of("GET", "HEAD");
    /** What another host may see of the headers that were written for this one: the rest may be secrets. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-encoding", "accept-language", "connection", "content-type", "user-agent");

    private Redirects() {}

    static Optional<Request> next(Request request, Response response, Setup setup) throws Failure {
        boolean changing = CHANGING.contains(response.code());
        String location = response.header("Location");
        if (location == null || !changing && !KEEPING.contains(response.code())) {
            return Optional.empty();
        }
        HttpUrl url = request.url().resolve(location);
        if (url == null) {
            throw new Failure(Phrase.of("http.redirect", Clean.text(location.replaceFirst("[?#].*", ""))));
        }
        Request.Builder next = request.newBuilder()
                .url(url.newBuilder().username("").password("").fragment(null).build())
                .headers(headers(request, url, setup));
        if (changing && !BODILESS.contains(request.method())) {
            next.method("GET", null).removeHeader("Content-Type");
        }
        return Optional.of(next.build());
    }

    private static Headers headers(Request request, HttpUrl url, Setup setup) {
        HttpUrl from = request.url();
        boolean same = from.host().equals(url.host()) && (url.isHttps() || !from.isHttps());
        Headers.Builder kept = new Headers.Builder();
        for (int i = 0; i < request.headers().size(); i++) {
            String name = request.headers().name(i);
            if (same || HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
                kept.addUnsafeNonAscii(name, request.headers().value(i));
            }
        }
        // the proxy sees the header of plain text alone; inside TLS it would reach the server
        kept.removeAll(ProxyAddress.AUTHORIZATION);
        if (!url.isHttps()) {
            setup.proxy()
                    .map(ProxyAddress::credentials)
                    .filter(credentials -> !credentials.isEmpty())
                    .ifPresent(credentials -> kept.set(ProxyAddress.AUTHORIZATION, credentials));
        }
        return kept.build();
    }

    /** An address as reasons show it: without what may be secret. */
    static String shown(HttpUrl url) {
        return Clean.text(url.newBuilder().username("").password("").query(null).fragment(null).build().toString());
    }
}
