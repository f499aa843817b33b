package io.tocsin.bundled.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails tests that would reach anything but this machine, and keeps them from it. OkHttp asks here before it connects. */
public final class LoopbackOnly extends ProxySelector implements BeforeAllCallback, AfterAllCallback {

    private final Queue<URI> outside = new ConcurrentLinkedQueue<>();
    private ProxySelector before;

    @Override
    public void beforeAll(ExtensionContext context) {
        before = ProxySelector.getDefault();
        ProxySelector.setDefault(this);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ProxySelector.setDefault(before);
        assertThat(outside).as("addresses outside of this machine that were asked for").isEmpty();
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (isHere(uri.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        outside.add(uri);
        throw new IllegalArgumentException("a test must not reach " + uri);
    }

    private static boolean isHere(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException noLiteral) {
            return false;
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
