package io.tocsin.bundled.http;

import io.tocsin.spi.Refusal;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;

/**
 * An HTTP proxy.
 *
 * @param credentials the value of its {@code Proxy-Authorization}; empty for none
 */
record ProxyAddress(String host, int port, String credentials) {

    static final String AUTHORIZATION = "Proxy-Authorization";

    /** The text may hold a password, so a refusal does not repeat it. */
    static ProxyAddress parse(String text) {
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null || url.isHttps() || url.pathSize() > 1 || !url.encodedPath().equals("/")) {
            throw Refusal.of("http.setting.proxy");
        }
        boolean open = url.username().isEmpty() && url.password().isEmpty();
        return new ProxyAddress(
                url.host(), url.port(), open ? "" : Credentials.basic(url.username(), url.password()));
    }

    Proxy proxy() {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    /** For the tunnels of TLS; a plain request carries its credentials from the start. */
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
