package io.tocsin.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;

/**
 * An HTTP proxy.
 *
 * @param credentials the value of its {@code Proxy-Authorization}; empty for none
 */
record ProxyAddress(String host, int port, String credentials) {

    private static final String AUTHORIZATION = "Proxy-Authorization";

    static Optional<ProxyAddress> parse(String text) {
        return Optional.ofNullable(HttpUrl.parse(text)).filter(url -> !url.isHttps()).map(ProxyAddress::of);
    }

    private static ProxyAddress of(HttpUrl url) {
        boolean open = url.username().isEmpty() && url.password().isEmpty();
        return new ProxyAddress(
                url.host(), url.port(), open ? "" : Credentials.basic(url.username(), url.password()));
    }

    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    Authenticator authenticator() {
        return (route, response) -> credentials.isEmpty() || response.request().header(AUTHORIZATION) != null
                ? null
                : response.request().newBuilder().header(AUTHORIZATION, credentials).build();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
