package io.tocsin.bundled.http;

import io.tocsin.spi.NameLookup;
import io.tocsin.via.Way;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * OkHttp's clients, many for each way of connecting: a client's pool is searched from end to end by each call, so a
 * thousand hanging servers would slow down every other check of the same client.
 */
final class Clients implements AutoCloseable {

    /** The library would write a server's misdeeds to the screen; they are in the results. */
    private static final Logger LIBRARY = Logger.getLogger("okhttp3");

    /** A power of two. */
    private static final int STRIPES = 1_024;

    private static final int KEPT_PER_STRIPE = 64;
    /** Also for pools that keep nothing: with a short time the pool's own cleaner never rests. */
    private static final int KEPT_MINUTES = 5;

    private static final int LOOKUPS = 64;
    private static final long LEAST_FOR_BODIES = 32_000_000;

    private final NameLookup names = new NameLookup("http-check-names", LOOKUPS);
    private final CheckDns dns;
    private final CheckSocket.Factory sockets = new CheckSocket.Factory();
    private final Supplier<Trust> trust;
    private final Bodies bodies;
    private final ConcurrentHashMap<Setup, Striped> setups = new ConcurrentHashMap<>();

    static {
        LIBRARY.setLevel(Level.SEVERE);
    }

    /** @param trust asked for when something is first looked at over TLS: reading the authorities takes a while */
    Clients(Supplier<Trust> trust) {
        this(trust, new Bodies(Math.max(LEAST_FOR_BODIES, Runtime.getRuntime().maxMemory() / 8)));
    }

    Clients(Supplier<Trust> trust, Bodies bodies) {
        this.trust = trust;
        this.bodies = bodies;
        this.dns = new CheckDns(names::addresses);
    }

    /** @param others asked for the addresses of names */
    Clients(Supplier<Trust> trust, Bodies bodies, CheckDns.Names others) {
        this.trust = trust;
        this.bodies = bodies;
        this.dns = new CheckDns(others);
    }

    Bodies bodies() {
        return bodies;
    }

    Striped of(Setup setup) {
        return setups.computeIfAbsent(setup, missing -> new Striped(builder(missing), missing.reuse()));
    }

    private OkHttpClient.Builder builder(Setup setup) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dns(setup.socks().<Dns>map(this::proxys).orElse(dns))
                .socketFactory(setup.socks().map(way -> new CheckSocket.Factory(dns, way)).orElse(sockets))
                .fastFallback(false)
                .followRedirects(false)
                .retryOnConnectionFailure(setup.reuse())
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .proxy(setup.proxy().map(ProxyAddress::proxy).orElse(Proxy.NO_PROXY))
                .proxyAuthenticator(setup.proxy().map(ProxyAddress::authenticator).orElse(Authenticator.NONE));
        return switch (setup.security()) {
            case NONE -> builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).protocols(plain(setup));
            case VERIFIED -> secured(builder, setup, trust.get()).hostnameVerifier(new HostNames());
            case UNVERIFIED -> secured(builder, setup, Trust.anything()).hostnameVerifier((host, session) -> true);
        };
    }

    /** The target's name is looked up by the proxy, whose own is what has to be known here. */
    private Dns proxys(Way way) {
        return target -> dns.lookup(way.host());
    }

    private static OkHttpClient.Builder secured(OkHttpClient.Builder builder, Setup setup, Trust trust) {
        return builder.connectionSpecs(List.of(ConnectionSpec.COMPATIBLE_TLS))
                .protocols(
                        setup.version() == Protocol.HTTP_2
                                ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
                                : List.of(Protocol.HTTP_1_1))
                .sslSocketFactory(trust.sockets(), trust);
    }

    private static List<Protocol> plain(Setup setup) {
        return List.of(setup.version() == Protocol.HTTP_2 ? Protocol.H2_PRIOR_KNOWLEDGE : Protocol.HTTP_1_1);
    }

    @Override
    public void close() {
        names.close();
        setups.values().forEach(Striped::close);
    }

    /** The clients of one setup, each made when it is first asked for. */
    static final class Striped {

        private final AtomicReferenceArray<OkHttpClient> stripes = new AtomicReferenceArray<>(STRIPES);
        private final OkHttpClient.Builder builder;
        private final int kept;

        private Striped(OkHttpClient.Builder builder, boolean reuse) {
            this.builder = builder;
            this.kept = reuse ? KEPT_PER_STRIPE : 0;
        }

        /** Probes that differ in the number share few of them. */
        OkHttpClient client(int number) {
            int stripe = number & STRIPES - 1;
            OkHttpClient client = stripes.get(stripe);
            return client == null ? make(stripe) : client;
        }

        private synchronized OkHttpClient make(int stripe) {
            OkHttpClient client = stripes.get(stripe);
            if (client == null) {
                client = builder.connectionPool(new ConnectionPool(kept, KEPT_MINUTES, TimeUnit.MINUTES))
                        .dispatcher(new Dispatcher())
                        .build();
                stripes.set(stripe, client);
            }
            return client;
        }

        private void close() {
            for (int stripe = 0; stripe < STRIPES; stripe++) {
                OkHttpClient client = stripes.get(stripe);
                if (client != null) {
                    client.connectionPool().evictAll();
                }
            }
        }
    }
}
