package io.tocsin.web;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tocsin.intake.Intake;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The running server. */
public final class WebServer implements AutoCloseable {

    private static final int BACKLOG = 100;
    private static final int GRACE_SECONDS = 1;

    private final HttpServer server;
    private final Exchanges exchanges;
    private final String address;

    private WebServer(HttpServer server, Exchanges exchanges, String address) {
        this.server = server;
        this.exchanges = exchanges;
        this.address = address;
    }

    /**
     * Listens from now on.
     *
     * @param routes asked anew for every request
     * @param intake hears programs that report by themselves
     * @throws Refusal if the port is taken, the address is not ours, or the certificate cannot be used
     */
    public static WebServer start(
            WebSettings settings, Supplier<List<Route>> routes, Catalogue words, Optional<Intake> intake) {
        tellJdk(settings.bounds());
        Optional<SSLContext> tls = settings.tls().map(Tls::context);
        HttpServer server = listen(settings, tls);
        Exchanges exchanges = new Exchanges(settings.bounds());
        server.setExecutor(exchanges);
        server.createContext("/", new WebHandler(settings, new Calls(routes, words), intake));
        server.start();
        return new WebServer(server, exchanges, address(settings, server.getAddress().getPort()));
    }

    /** Why it could not listen, whoever may have the port now. */
    public static Optional<Phrase> check(WebSettings settings) {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        try {
            WebSettings anyPort = new WebSettings(
                    true, settings.asked(), settings.address(), 0, settings.tls(), settings.bounds(),
                    settings.access());
            listen(anyPort, settings.tls().map(Tls::context)).stop(0);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.phrase());
        }
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public String address() {
        return address;
    }

    private static String address(WebSettings settings, int port) {
        String host = settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
        return (settings.tls().isPresent() ? "https://" : "http://") + host + ":" + port;
    }

    private static HttpServer listen(WebSettings settings, Optional<SSLContext> tls) {
        String port = String.valueOf(settings.port());
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getByName(settings.address()), settings.port());
            if (tls.isEmpty()) {
                return HttpServer.create(address, BACKLOG);
            }
            HttpsServer server = HttpsServer.create(address, BACKLOG);
            server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            return server;
        } catch (UnknownHostException unknown) {
            throw refused(unknown, "web.unknown-address", settings.address());
        } catch (BindException taken) {
            String said = String.valueOf(taken.getMessage());
            String key =
                    said.contains("in use") ? "web.taken" : said.contains("assign") ? "web.not-ours" : "web.refused";
            throw refused(taken, key, settings.address(), port, said);
        } catch (IOException failed) {
            throw refused(failed, "web.refused", settings.address(), port, String.valueOf(failed.getMessage()));
        }
    }

    private static Refusal refused(Exception cause, String key, Object... values) {
        Refusal refusal = Refusal.of(key, values);
        refusal.initCause(cause);
        return refusal;
    }

    /** The JDK's server reads these once in a process, at its first use; what an operator has set stays. */
    private static void tellJdk(Bounds bounds) {
        setIfAbsent("jdk.httpserver.maxConnections", bounds.connections());
        setIfAbsent("sun.net.httpserver.maxIdleConnections", bounds.connections());
        setIfAbsent("sun.net.httpserver.idleInterval", bounds.idle().toSeconds());
        setIfAbsent("sun.net.httpserver.clockTick", 1_000);
        setIfAbsent("sun.net.httpserver.maxReqHeaderSize", 4L * bounds.head());
        setIfAbsent("sun.net.httpserver.nodelay", "true");
    }

    private static void setIfAbsent(String property, Object value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value.toString());
        }
    }

    /** Lets what is under way finish for a moment, then closes. */
    @Override
    public void close() {
        server.stop(GRACE_SECONDS);
        exchanges.close();
    }
}
