package io.tocsin.bundled.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that tries to reach anything but this machine, and keeps it from getting there. */
final class LoopbackOnly implements BeforeEachCallback, AfterEachCallback {

    private final List<String> strangers = new CopyOnWriteArrayList<>();
    private ProxySelector before = ProxySelector.of(null);

    @Override
    public void beforeEach(ExtensionContext context) {
        before = Objects.requireNonNullElse(ProxySelector.getDefault(), before);
        strangers.clear();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                if (!List.of("127.0.0.1", "localhost").contains(uri.getHost())) {
                    strangers.add(uri.toString());
                    throw new IllegalArgumentException("not in a test: " + uri);
                }
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // the caller knows
            }
        });
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ProxySelector.setDefault(before);
        assertThat(strangers).as("places that the test tried to reach").isEmpty();
    }
}
