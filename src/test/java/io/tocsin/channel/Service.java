package io.tocsin.channel;

import io.tocsin.config.Keys;
import io.tocsin.http.BoundedHttp;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.Targets;
import io.tocsin.spi.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** The other side of a channel, on loopback: it keeps what it is asked and answers what the test wants. */
public final class Service implements AutoCloseable {

    /** What a channel may wait for at most, so that a queue is not held up for longer than {@code rooms.timeout}. */
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMillis(300);

    private final MockWebServer server = new MockWebServer();
    private final BoundedHttp http =
            new BoundedHttp(HttpSettings.from(Keys.of(Map.of())), new Targets(List.of(), List.of()), "Tocsin/test");
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> closing = new ConcurrentLinkedDeque<>();
    private final Function<Call, Answer> usual;
    private final Map<String, String> settings;
    private volatile Function<Call, MockResponse> manner;
    private volatile boolean patient = true;

    public Service(Function<Call, Answer> usual) {
        this(usual, Map.of());
    }

    /** @param settings the configuration of whatever else there is of the other side */
    private Service(Function<Call, Answer> usual, Map<String, String> settings) {
        this.usual = usual;
        this.settings = Map.copyOf(settings);
        this.manner = usual.andThen(Service::response);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                Call call = Call.of(request);
                calls.add(call);
                return Service.this.manner.apply(call);
            }
        });
        try {
            server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Stands before a chat and hands on what it is asked.
     *
     * @param url such as {@code http://127.0.0.1:4711}
     * @param chat ends with this
     */
    public static Service before(String url, Map<String, String> settings, AutoCloseable chat) {
        Forward forward = new Forward(url);
        Service service = new Service(forward, settings);
        service.closing(chat);
        service.closing(forward);
        return service;
    }

    private static MockResponse response(Answer answer) {
        MockResponse.Builder response = new MockResponse.Builder().code(answer.status()).body(answer.body());
        answer.headers().forEach(response::addHeader);
        return response.build();
    }

    public String base() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** The way out that the channel is given; it gives up soon where the service shall not answer. */
    public Http http() {
        return request -> {
            if (request.limit().compareTo(LONGEST) > 0 || !request.limit().isPositive()) {
                throw new AssertionError("a call may take " + request.limit());
            }
            return http.send(patient
                    ? request
                    : new Http.Request(request.method(), request.url(), request.headers(), request.body(), SOON));
        };
    }

    public void answers(Function<Call, Answer> next) {
        answers(_ -> true, next);
    }

    /** Answers some requests so, and others as usual. */
    void answers(Predicate<Call> some, Function<Call, Answer> next) {
        responds(some, next.andThen(Service::response));
    }

    void answersWell() {
        answers(usual);
    }

    private void responds(Predicate<Call> some, Function<Call, MockResponse> next) {
        manner = call -> some.test(call) ? next.apply(call) : response(usual.apply(call));
    }

    /** Takes some requests and says nothing, until the other side gives up. */
    void fallsSilent(Predicate<Call> some) {
        patient = false;
        responds(some, _ -> new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    }

    /** Does what some requests ask for, and is gone before an answer arrives. */
    void cutsOff(Predicate<Call> some) {
        responds(some, call -> {
            var _ = usual.apply(call);
            return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
        });
    }

    Map<String, String> settings() {
        return settings;
    }

    /** Ends something with this, before what was to be ended so far. */
    <T extends AutoCloseable> T closing(T one) {
        closing.push(one);
        return one;
    }

    /** What was asked since this was called last. */
    public List<Call> calls() {
        List<Call> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    @Override
    public void close() {
        for (AutoCloseable one : closing) {
            try {
                one.close();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
        http.close();
        server.close();
    }
}
