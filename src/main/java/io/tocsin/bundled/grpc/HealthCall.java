package io.tocsin.bundled.grpc;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Endpoint;
import io.tocsin.net.HandedSocket;
import io.tocsin.net.Trouble;
import io.tocsin.spi.Phrase;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The one call of {@code grpc.health.v1.Health}, over a connection that is there already. */
final class HealthCall implements AutoCloseable {

    private static final String TYPE = "application/grpc";
    private static final int LARGEST = 10_000;
    private static final int OK = 200;
    /** Where the kind of a frame stands, and the kind that HTTP/2 begins with. */
    private static final int FRAME_TYPE = 3;
    private static final int SETTINGS = 4;

    private final String agent;
    private final OkHttpClient usual = new OkHttpClient.Builder()
            .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
            .proxy(Proxy.NO_PROXY)
            .dns(host -> List.of(InetAddress.getLoopbackAddress()))
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .fastFallback(false)
            .build();

    HealthCall(String agent) {
        this.agent = agent;
    }

    /** @return such as {@code SERVING} */
    String ask(HandedSocket socket, Endpoint there, String service, Attempt attempt) throws IOException {
        ConnectionPool pool = new ConnectionPool(0, 1, TimeUnit.MINUTES);
        OkHttpClient client = usual.newBuilder()
                .socketFactory(new Given(socket))
                .connectionPool(pool)
                .callTimeout(attempt.patience(), TimeUnit.MILLISECONDS)
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .build();
        try (Response response = client.newCall(request(there, service)).execute()) {
            return read(response, attempt);
        } catch (Trouble known) {
            throw known;
        } catch (IOException failure) {
            throw explained(failure, socket.start(), attempt);
        } finally {
            pool.evictAll();
        }
    }

    private Request request(Endpoint there, String service) {
        HttpUrl url = new HttpUrl.Builder().scheme("http").host(there.host()).port(there.port())
                .addPathSegments("grpc.health.v1.Health/Check").build();
        return new Request.Builder().url(url)
                .header("User-Agent", agent)
                .header("TE", "trailers")
                .post(RequestBody.create(Messages.request(service), MediaType.get(TYPE)))
                .build();
    }

    private static String read(Response response, Attempt attempt) throws IOException {
        String there = attempt.there();
        if (response.code() != OK || !String.valueOf(response.header("Content-Type")).startsWith(TYPE)) {
            throw new Trouble(Phrase.of("grpc.not-grpc", there, String.valueOf(response.code())));
        }
        byte[] body = response.body().byteStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new Trouble(Phrase.of("grpc.too-much", there, String.valueOf(LARGEST)));
        }
        String status = Optional.ofNullable(response.header("grpc-status"))
                .or(() -> trailer(response, "grpc-status"))
                .orElseThrow(() -> new Trouble(Phrase.of("grpc.no-status", there)));
        if (!status.equals("0")) {
            String said = Optional.ofNullable(response.header("grpc-message"))
                    .or(() -> trailer(response, "grpc-message"))
                    .orElse("");
            throw new Trouble(refused(there, status, Clean.text(Messages.decoded(said))));
        }
        return Messages.health(body).orElseThrow(() -> new Trouble(Phrase.of("grpc.unreadable", there)));
    }

    private static Phrase refused(String there, String status, String said) {
        return switch (status) {
            case "5" -> Phrase.of("grpc.unknown-service", there, said);
            case "12" -> Phrase.of("grpc.no-health", there);
            default -> Phrase.of("grpc.status", there, Clean.text(Messages.name(status)), said);
        };
    }

    private static Optional<String> trailer(Response response, String name) {
        try {
            return Optional.ofNullable(response.trailers().get(name));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** The library's words depend on which of its threads is the first; what came does not. */
    private static IOException explained(IOException failure, byte[] start, Attempt attempt) {
        if (start.length > FRAME_TYPE && start[FRAME_TYPE] != SETTINGS) {
            return new Trouble(Phrase.of("grpc.not-http2", attempt.there(), Clean.text(start)));
        }
        String said = String.valueOf(failure.getMessage());
        boolean ended = said.equals("null") || said.equals("closed") || said.startsWith("Required SETTINGS preface");
        return ended && !attempt.over() ? new EOFException("closed") : failure;
    }

    @Override
    public void close() {
        usual.dispatcher().executorService().shutdown();
    }

    /** Gives the one socket there is. */
    private static final class Given extends SocketFactory {

        private final Socket socket;

        private Given(Socket socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket() {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            return socket;
        }
    }
}
