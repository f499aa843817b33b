package io.tocsin.bundled.http;

import io.tocsin.spi.Refusal;
import io.tocsin.via.Way;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Credentials;

/**
 * A proxy as OkHttp knows it. One for SOCKS is none to OkHttp: {@link CheckSocket} goes through it, because OkHttp's own
 * way would neither ask what is denied nor log in.
 */
record ProxyAddress(Way way) {

    static final String AUTHORIZATION = "Proxy-Authorization";

    /** The text may hold a password, so a refusal does not repeat it. */
    static ProxyAddress parse(String text) {
        try {
            return new ProxyAddress(Way.parse(text));
        } catch (Refusal noAddress) {
            throw Refusal.of("http.setting.proxy");
        }
    }

    boolean socks() {
        return way.kind() == Way.Kind.SOCKS5;
    }

    /** The value of its {@code Proxy-Authorization}; empty for none. */
    String credentials() {
        boolean none = socks() || way.user().isEmpty() && way.password().isEmpty();
        return none ? "" : Credentials.basic(way.user(), way.password());
    }

    Proxy proxy() {
        return socks()
                ? Proxy.NO_PROXY
                : new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(way.host(), way.port()));
    }

    /** For the tunnels of TLS; a plain request carries its credentials from the start. */
    Authenticator authenticator() {
        String credentials = credentials();
        return (route, response) -> credentials.isEmpty() || response.request().header(AUTHORIZATION) != null
                ? null
                : response.request().newBuilder().header(AUTHORIZATION, credentials).build();
    }

    @Override
    public String toString() {
        return way.toString();
    }
}
