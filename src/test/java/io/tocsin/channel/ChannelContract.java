package io.tocsin.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.config.Keys;
import io.tocsin.config.Problem;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * What every channel over HTTP must show against a service on loopback that answers as the real one documents it. A channel's
 * test extends this and says how the channel is set up and what its service says; requests are compared with
 * {@code src/test/resources/io/tocsin/channel/<channel>-{trigger,update,resolve}.txt}. A run with
 * {@code -Dchannel.golden=write} writes those anew, and fails, as they want to be read.
 */
public abstract class ChannelContract extends RowContract {

    /** The channel's clock stands still. */
    protected static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final Path GOLDEN = Path.of("src/test/resources/io/tocsin/channel");

    /** Makes the channel. */
    protected abstract NotifierFactory factory(InstantSource clock);

    /** The same, which gives up soon where nobody answers, for a channel that does not use the way out of the test. */
    protected NotifierFactory hasty(InstantSource clock) {
        return factory(clock);
    }

    /**
     * Its whole configuration.
     *
     * @param base the service's address, such as {@code http://127.0.0.1:4711}
     */
    protected abstract Map<String, String> settings(String base);

    /** The room, without the channel's own prefix. */
    protected abstract String address();

    /** What the service says when all is well. */
    protected abstract Answer success(Call call);

    /** Asserts that requests with the hostile text are within the service's limits and ping nobody; says the size. */
    protected abstract String withinLimits(List<Call> calls);

    /** What stands in settings and must never be told. */
    protected abstract List<String> secrets();

    /** The key to look at when the service does not know us. */
    protected abstract String secretKey();

    /** What helps against a message that comes twice. */
    protected abstract Repeat repeat();

    @Override
    public final String kind() {
        return factory(InstantSource.fixed(NOW)).kind();
    }

    /** The headers that golden files show, in lower case. */
    protected List<String> headers() {
        return List.of("content-type");
    }

    /** Asserts the signature of a request, computed without the channel's own code. */
    protected void signed(Call call) {}

    /** Slow down, in 30 seconds. */
    protected Answer tooFast() {
        return Answer.text(429, "").with("Retry-After", "30");
    }

    /** How long the service asks to wait then; empty where it does not say. */
    protected Optional<Duration> pause() {
        return Optional.of(Duration.ofSeconds(30));
    }

    protected Answer broken() {
        return Answer.text(503, "upstream is away");
    }

    /** A message that the service will never take. */
    protected Answer refusal() {
        return Answer.json(400, "{\"message\":\"cannot be read\"}");
    }

    protected Answer wrongSecret() {
        return Answer.json(401, "{\"message\":\"who are you\"}");
    }

    /** A success that is none, where the service has such. */
    protected Optional<Answer> falseSuccess() {
        return Optional.empty();
    }

    /** What somebody outside may have the channel told. */
    protected Message hostile() {
        return Told.hostile();
    }

    /** Whether programs read what is sent, so that all texts go as they are. */
    protected boolean forPrograms() {
        return false;
    }

    /** What stands on the other side in one case. */
    protected Service service() {
        return new Service(this::success);
    }

    /** Whether a call tells something; others ask for what is needed to. */
    protected boolean tells(Call call) {
        return true;
    }

    /** What was asked, without what is never the same. */
    protected String stable(String shown) {
        return shown;
    }

    /** Whether a sign may stand in what people see. */
    protected boolean mayStand(int c) {
        return c == '\n' || Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.SURROGATE;
    }

    @Override
    protected final String cell(Case one) throws Exception {
        try (Service service = service()) {
            return switch (one) {
                case TRIGGER -> golden(service, "trigger", Told.TRIGGER);
                case UPDATE -> golden(service, "update", Told.UPDATE);
                case RESOLVE -> golden(service, "resolve", Told.RESOLVE);
                case HOSTILE -> hostile(service);
                case TOO_FAST -> tooFast(service);
                case BROKEN -> later(failure(service, _ -> broken()));
                case TIME_OUT -> silence(service);
                case REFUSAL -> refusal(service);
                case WRONG_SECRET -> wrongSecret(service);
                case FALSE_SUCCESS -> falseSuccess(service);
                case KILL -> kill(service);
            };
        }
    }

    /** With a fixed clock and the way out of the test. */
    protected final Notifier notifier(String base, Http http) {
        return notifier(settings(base), http);
    }

    /** The channel set up in another way than {@link #settings}. */
    protected final Notifier notifier(Map<String, String> settings, Http http) {
        return notifier(factory(InstantSource.fixed(NOW)), settings, http);
    }

    private Notifier notifier(NotifierFactory factory, Map<String, String> settings, Http http) {
        Keys keys = Keys.of(settings);
        Notifier notifier = factory.create(keys.settings(factory.kind(), factory.settings()), http);
        assertThat(keys.finish().all()).extracting(Problem::phrase).isEmpty();
        assertThat(notifier.toString()).doesNotContain(secrets());
        return notifier;
    }

    private Notifier notifier(Service service) {
        return notifier(service, factory(InstantSource.fixed(NOW)));
    }

    private Notifier notifier(Service service, NotifierFactory factory) {
        Map<String, String> settings = new TreeMap<>(settings(service.base()));
        settings.putAll(service.settings());
        return service.closing(notifier(factory, settings, service.http()));
    }

    private List<Call> told(Service service) {
        return service.calls().stream().filter(this::tells).toList();
    }

    private String golden(Service service, String step, Message message) throws Exception {
        Notifier notifier = notifier(service);
        boolean edited = !step.equals("trigger") && notifier.edits(address());
        if (edited) {
            String reference = notifier.post(address(), "key-trigger", Told.TRIGGER);
            assertThat(reference).isNotEmpty();
            service.calls();
            notifier.edit(address(), reference, message);
        } else {
            notifier.post(address(), "key-" + step, message);
        }
        List<Call> calls = told(service);
        calls.forEach(this::signed);
        compare(GOLDEN.resolve(name() + "-" + step + ".txt"), shown(calls));
        return edited ? "edited" : "posted";
    }

    private String shown(List<Call> calls) {
        assertThat(calls).isNotEmpty();
        return stable(String.join("\n---\n", calls.stream().map(call -> call.shown(headers())).toList()));
    }

    private String hostile(Service service) throws Exception {
        Notifier notifier = notifier(service);
        notifier.post(address(), "key-1", hostile());
        List<Call> calls = told(service);
        assertThat(calls).isNotEmpty();
        calls.forEach(this::signed);
        List<String> texts = calls.stream().flatMap(call -> call.texts().stream()).toList();
        if (!forPrograms()) {
            assertThat(texts).allSatisfy(text -> assertThat(text.codePoints())
                    .as("nothing hidden or turned around in %s", text).allMatch(this::mayStand));
        }
        return withinLimits(calls);
    }

    private String tooFast(Service service) throws Exception {
        RoomException failure = failure(service, _ -> tooFast());
        assertThat(failure.retryAfter()).isEqualTo(pause());
        return later(failure) + pause().map(pause -> " in " + pause.toSeconds() + " s").orElse("");
    }

    private String silence(Service service) throws Exception {
        Notifier notifier = notifier(service, hasty(InstantSource.fixed(NOW)));
        service.fallsSilent(this::tells);
        return later(failure(() -> notifier.post(address(), "key-1", Told.TRIGGER)));
    }

    private String refusal(Service service) throws Exception {
        RoomException failure = failure(service, _ -> refusal());
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        return "refused";
    }

    private String wrongSecret(Service service) throws Exception {
        RoomException failure = failure(service, _ -> wrongSecret());
        assertThat(failure).hasMessageContaining(secretKey());
        return failure.kind().name().toLowerCase(Locale.ROOT) + ", key named";
    }

    private String falseSuccess(Service service) throws Exception {
        Optional<Answer> answer = falseSuccess();
        return answer.isPresent()
                ? failure(service, hasty(InstantSource.fixed(NOW)), _ -> answer.get()).kind().name()
                        .toLowerCase(Locale.ROOT)
                : "has none";
    }

    /** The process dies after a request and before its answer: it looks for the message, and sends it again if it must. */
    private String kill(Service service) throws Exception {
        service.cutsOff(this::tells);
        later(failure(() -> notifier(service).post(address(), "key-1", Told.TRIGGER)));
        List<Call> first = told(service);
        assertThat(first).as("what was asked before").isNotEmpty();
        service.answersWell();
        Notifier again = notifier(service);
        return switch (repeat()) {
            case Repeat.Asked asked -> {
                service.answers(_ -> asked.answer());
                assertThat(again.find(address(), "key-1")).hasValue(asked.reference());
                yield "asked, once";
            }
            case Repeat.Found _ -> {
                assertThat(again.find(address(), "key-2")).as("what was never posted").isEmpty();
                String reference = again.find(address(), "key-1").orElseThrow();
                again.edit(address(), reference, Told.UPDATE);
                yield "found, once";
            }
            case Repeat.Known known -> {
                assertThat(again.find(address(), "key-1")).isEmpty();
                again.post(address(), "key-1", Told.TRIGGER);
                String mark = known.in().apply(first.getFirst());
                assertThat(mark).isNotEmpty().isEqualTo(known.in().apply(told(service).getFirst()));
                again.post(address(), "key-2", Told.TRIGGER);
                assertThat(known.in().apply(told(service).getFirst())).as("of another message").isNotEqualTo(mark);
                yield known.what() + ", once";
            }
            case Repeat.Merged merged -> {
                assertThat(again.find(address(), "key-1")).isEmpty();
                again.post(address(), "key-1", Told.TRIGGER);
                String mark = merged.in().apply(first.getFirst());
                assertThat(mark).isNotEmpty().isEqualTo(merged.in().apply(told(service).getFirst()));
                yield merged.what() + ", one";
            }
            case Repeat.Nothing _ -> {
                assertThat(again.find(address(), "key-1")).isEmpty();
                again.post(address(), "key-1", Told.TRIGGER);
                assertThat(told(service)).hasSameSizeAs(first);
                yield "may come twice";
            }
        };
    }

    private String later(RoomException failure) {
        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        return "later";
    }

    private RoomException failure(Service service, Function<Call, Answer> answers) {
        return failure(service, factory(InstantSource.fixed(NOW)), answers);
    }

    private RoomException failure(Service service, NotifierFactory factory, Function<Call, Answer> answers) {
        Notifier notifier = notifier(service, factory);
        service.answers(this::tells, answers);
        return failure(() -> notifier.post(address(), "key-1", Told.TRIGGER));
    }

    /** What a call failed with, which says something and gives nothing away. */
    protected final RoomException failure(ThrowingCallable call) {
        RoomException failure = catchThrowableOfType(RoomException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).isNotBlank().hasSizeLessThan(600);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(secrets());
        }
        return failure;
    }
}
