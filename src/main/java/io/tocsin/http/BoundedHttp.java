package io.tocsin.http;

import io.tocsin.spi.Http;
import io.tocsin.spi.NameLookup;
import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/**
 * The bot's own way out: a connection a call, an answer cut at 1 MB, one limit around everything. A GET that fails is
 * tried once more and follows redirects; whatever may change something is sent once, to where it was meant to go. Texts
 * of its exceptions name the host and never the path, which may hold a token.
 */
public final class BoundedHttp implements Http, AutoCloseable {

    static final int LONGEST_BODY = 1_000_000;

    /** So much more than a body may come over the wire. */
    private static final long OVERHEAD = 4;
    private static final int LOOKUPS = 16;
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");
    private static final String AGENT = "User-Agent";

    private final Targets targets;
    private final String agent;
    private final NameLookup names;
    private final Lazy<OkHttpClient> client;
    /** A redirected POST would become a GET, or go with its headers to somebody else. */
    private final Lazy<OkHttpClient> staying;
    private final int longestBody;

    /** @param agent what requests call themselves, such as {@code Tocsin/1.0} */
    public BoundedHttp(HttpSettings settings, Targets targets, String agent) {
        this.targets = targets;
        this.agent = agent;
        this.names = new NameLookup("http-names", LOOKUPS);
        this.longestBody = LONGEST_BODY;
        Optional<ProxyAddress> proxy = settings.proxy().flatMap(secret -> ProxyAddress.parse(secret.reveal()));
        this.client = new Lazy<>(() -> builder(proxy).build());
        this.staying = new Lazy<>(() -> client.get().newBuilder().followRedirects(false).build());
    }

    private OkHttpClient.Builder builder(Optional<ProxyAddress> proxy) {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(0, 5, TimeUnit.MINUTES))
                .socketFactory(new GuardedSocket.Factory(targets, OVERHEAD * longestBody))
                .dns(this::lookUp)
                .proxy(proxy.map(ProxyAddress::proxy).orElse(Proxy.NO_PROXY))
                .proxyAuthenticator(proxy.map(ProxyAddress::authenticator).orElse(Authenticator.NONE))
                .addNetworkInterceptor(BoundedHttp::addressed)
                .addNetworkInterceptor(proxy.isPresent() ? this::allowed : chain -> chain.proceed(chain.request()))
                .fastFallback(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO);
    }

    private BoundedHttp(BoundedHttp other, int longestBody) {
        this.targets = other.targets;
        this.agent = other.agent;
        this.names = other.names;
        this.longestBody = longestBody;
        this.client = new Lazy<>(() -> other.client.get().newBuilder()
                .socketFactory(new GuardedSocket.Factory(targets, OVERHEAD * longestBody))
                .build());
        this.staying = new Lazy<>(() -> client.get().newBuilder().followRedirects(false).build());
    }

    /** For what this machine's surroundings offer, such as a cloud's credentials: any address, and through no proxy. */
    private BoundedHttp(BoundedHttp other) {
        this.targets = new Targets(List.of(), List.of());
        this.agent = other.agent;
        this.names = other.names;
        this.longestBody = other.longestBody;
        this.client = new Lazy<>(() -> unguarded(other.client.get()));
        this.staying = client;
    }

    private OkHttpClient unguarded(OkHttpClient guarded) {
        OkHttpClient.Builder builder = guarded.newBuilder()
                .proxy(Proxy.NO_PROXY)
                .proxyAuthenticator(Authenticator.NONE)
                .followRedirects(false)
                .socketFactory(new GuardedSocket.Factory(targets, OVERHEAD * longestBody));
        builder.networkInterceptors().clear();
        return builder.build();
    }

    /** Makes what the first request needs and a start does not wait for, such as this Java's certificate authorities. */
    public void prepare() {
        var _ = staying.get();
    }

    /** The same for answers of another length; it ends with this one. */
    public Http upTo(int bytes) {
        return new BoundedHttp(this, bytes);
    }

    /**
     * The same without a proxy, denied targets and redirects, for addresses that nobody but this machine's operator
     * can have chosen; it ends with this one.
     */
    public Http unguarded() {
        return new BoundedHttp(this);
    }

    /** @throws Refusal if the address is none, or denied */
    @Override
    public Answer send(Request request) throws IOException {
        return send(request, request.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Answer send(Request request, byte[] body) throws IOException {
        okhttp3.Request prepared = prepare(request, body);
        CallTime time = CallTime.begin(request.limit());
        try {
            return send(prepared, time);
        } catch (InterruptedIOException late) {
            throw late;
        } catch (IOException failure) {
            if (!REPEATABLE.contains(prepared.method()) || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            return send(prepared, time);
        } finally {
            CallTime.end();
        }
    }

    private Answer send(okhttp3.Request request, CallTime time) throws IOException {
        Call call = (REPEATABLE.contains(request.method()) ? client : staying).get().newCall(request);
        call.timeout().timeout(time.left(), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return new Answer(response.code(), headers(response), body(call, response));
        } catch (GuardedSocket.Denied denied) {
            throw denied.refusal();
        } catch (InterruptedIOException late) {
            throw named(new InterruptedIOException(request.url().host() + " did not answer in time"), late);
        } catch (IOException failure) {
            throw new IOException(request.url().host() + ": " + failure.getMessage(), failure);
        }
    }

    private static InterruptedIOException named(InterruptedIOException shown, InterruptedIOException cause) {
        shown.initCause(cause);
        return shown;
    }

    private okhttp3.Request prepare(Request request, byte[] bytes) throws UnsendableHeader {
        HttpUrl url = HttpUrl.parse(request.url());
        if (url == null) {
            throw Refusal.of("http.client.url");
        }
        String method = request.method().toUpperCase(Locale.ROOT);
        boolean bare = REPEATABLE.contains(method);
        RequestBody body = bare || bytes.length == 0 && method.equals("DELETE")
                ? null
                : RequestBody.create(bytes, (MediaType) null);
        okhttp3.Request.Builder builder = new okhttp3.Request.Builder().url(url).header(AGENT, agent);
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            header(builder, header.getKey(), header.getValue());
        }
        return builder.method(method, body).build();
    }

    /** The library's own message would show the value. */
    private static void header(okhttp3.Request.Builder builder, String name, String value) throws UnsendableHeader {
        try {
            builder.header(name, value);
        } catch (IllegalArgumentException wrong) {
            throw new UnsendableHeader(name);
        }
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new HashMap<>();
        Headers all = response.headers();
        for (int i = 0; i < all.size(); i++) {
            headers.put(all.name(i).toLowerCase(Locale.ROOT), all.value(i));
        }
        return headers;
    }

    private String body(Call call, Response response) throws IOException {
        ResponseBody body = response.body();
        BufferedSource source = body.source();
        boolean more = source.request(longestBody + 1L);
        byte[] bytes = source.getBuffer().readByteArray(Math.min(longestBody, source.getBuffer().size()));
        if (more) {
            call.cancel();
        }
        MediaType type = body.contentType();
        Charset charset = type == null ? StandardCharsets.UTF_8 : type.charset(StandardCharsets.UTF_8);
        return new String(bytes, charset);
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        try {
            CallTime time = CallTime.current();
            List<InetAddress> found = names.addresses(host, Duration.ofNanos(time.left()));
            time.addresses(found.size());
            return found;
        } catch (TimeoutException late) {
            throw unknown(host + " could not be looked up in time", late);
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

    /** A proxy looks up names itself: what can be judged is the name, and an address written out. */
    private Response allowed(Interceptor.Chain chain) throws IOException {
        String host = chain.request().url().host();
        try {
            targets.allow(host);
        } catch (Refusal refusal) {
            throw new GuardedSocket.Denied(refusal);
        }
        return chain.proceed(chain.request());
    }

    /** Where a redirect leads to another host, or out of TLS, nobody sees the headers that were meant for the first. */
    private static Response addressed(Interceptor.Chain chain) throws IOException {
        okhttp3.Request first = chain.call().request();
        okhttp3.Request next = chain.request();
        boolean same = next.url().host().equals(first.url().host()) && (next.isHttps() || !first.isHttps());
        if (same) {
            return chain.proceed(next);
        }
        okhttp3.Request.Builder stripped = next.newBuilder();
        first.headers().names().stream()
                .filter(name -> !name.equalsIgnoreCase(AGENT))
                .forEach(stripped::removeHeader);
        return chain.proceed(stripped.build());
    }

    @Override
    public void close() {
        names.close();
        client.ifMade(made -> {
            made.dispatcher().executorService().shutdown();
            made.connectionPool().evictAll();
        });
    }
}
