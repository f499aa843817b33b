package io.tocsin.kit;

import io.tocsin.code.PluginTests;
import io.tocsin.config.Config;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Event;
import io.tocsin.spi.Message;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.ReportedType;
import io.tocsin.spi.Result;
import io.tocsin.spi.Role;
import io.tocsin.spi.Route;
import io.tocsin.spi.Settings;
import io.tocsin.spi.Watched;
import io.tocsin.spi.testing.TestBot;
import io.tocsin.spi.testing.TestHttp;
import io.tocsin.web.Calls;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The bot that a test gets. */
final class KitBot implements TestBot, AutoCloseable {

    private static final String USUAL_PERSON = "ana";
    private static final int MOST_RUNS = 20_000;
    private static final Duration CHECK = Duration.ofSeconds(10);

    private final PluginTests.Loaded loaded;
    private final Setup setup;
    private final World.Lasting lasting = World.Lasting.fresh();
    private Optional<World> world = Optional.empty();
    private final List<String> faults = new ArrayList<>();
    private boolean askedForFaults;

    private KitBot(PluginTests.Loaded loaded, Setup setup) {
        this.loaded = loaded;
        this.setup = setup;
    }

    /** @param config what is configured unless the test says otherwise */
    static KitBot of(PluginTests.Loaded loaded, Config config) {
        String type = loaded.found().codes().stream()
                .flatMap(code -> code.plugins().stream())
                .findFirst()
                .orElse("");
        return new KitBot(loaded, new Setup(nameOf(type), config));
    }

    /** As the container names a plugin. */
    private static String nameOf(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return simple.replaceFirst("(?<=.)Plugin$", "");
    }

    @Override
    public TestBot config(String key, String value) {
        beforeStart("config");
        setup.configure(key, value);
        return this;
    }

    @Override
    public TestBot role(String person, Role role) {
        beforeStart("role");
        setup.roles().put(person, role);
        return this;
    }

    private void beforeStart(String what) {
        if (world.isPresent()) {
            throw new IllegalStateException(Failure.WORDS.say("kit.started", what));
        }
    }

    @Override
    public TestBot watched(Watched... monitors) {
        setup.watched(List.of(monitors));
        return this;
    }

    @Override
    public TestBot start() {
        running();
        return this;
    }

    /** The bot's life now; it begins if there is none. */
    World running() {
        if (world.isEmpty()) {
            World begun = new World(lasting, setup);
            world = Optional.of(begun.start(loaded.found()));
            if (!begun.problems().isEmpty()) {
                throw Failure.of("kit.left-out", String.join("\n", begun.problems()));
            }
        }
        return world.get();
    }

    @Override
    public void restart() {
        World before = running();
        noteFaults();
        before.close();
        world = Optional.empty();
        running();
    }

    @Override
    public void say(String line) {
        say(USUAL_PERSON, line);
    }

    @Override
    public void say(String person, String line) {
        say(person, line, true);
    }

    @Override
    public void overhear(String person, String line) {
        say(person, line, false);
    }

    private void say(String person, String line, boolean toBot) {
        lasting.transcript().said(line);
        running().say(person, line, toBot);
    }

    @Override
    public void expect(String reply) {
        lasting.transcript().expect(reply);
    }

    @Override
    public void expectMatching(String regex) {
        lasting.transcript().expectMatching(regex);
    }

    @Override
    public void expectNothing() {
        lasting.transcript().expectNothing();
    }

    @Override
    public void dialogue(String text) {
        Dialogue.parse(text).turns().forEach(this::play);
    }

    private void play(Dialogue.Turn turn) {
        expectNothing();
        say(turn.person().isEmpty() ? USUAL_PERSON : turn.person(), turn.line(), turn.toBot());
        String came = lasting.transcript().rest();
        List<String> lines = came.isEmpty() ? List.of() : List.of(came.split("\n", -1));
        turn.firstDifference(lines).ifPresent(number -> {
            throw Failure.of("kit.dialogue", number, turn.line(),
                    Transcript.shown(String.join("\n", turn.replies())), Transcript.shown(came));
        });
    }

    @Override
    public void pass(Duration time) {
        World now = running();
        Instant end = lasting.time().instant().plus(time);
        for (int runs = 0;; runs++) {
            Optional<TestTime.Entry> due = lasting.time().moveToNext(end);
            if (due.isEmpty()) {
                return;
            }
            if (runs == MOST_RUNS) {
                throw Failure.of("kit.too-many-runs", time, MOST_RUNS);
            }
            due.get().due().run();
            now.settle();
        }
    }

    @Override
    public Instant now() {
        return lasting.time().instant();
    }

    @Override
    public TestHttp http() {
        return lasting.http();
    }

    @Override
    public List<String> sent(String room) {
        return messages(room).stream().map(Message::plain).toList();
    }

    @Override
    public List<Message> messages(String room) {
        return lasting.rooms().of(room);
    }

    @Override
    public void expectSent(String room, String text) {
        lasting.rooms().expect(room, text);
    }

    @Override
    public void expectNothingSent(String room) {
        lasting.rooms().expectNothing(room);
    }

    @Override
    public void happened(Event event) {
        running().happened(event);
    }

    @Override
    public List<String> ran() {
        return setup.ran();
    }

    @Override
    public List<String> audited() {
        return setup.audited();
    }

    @Override
    public Result check(String target, Map<String, String> settings) {
        World now = running();
        MonitorType type = now.extensions().needTypeOfScheme(target.replaceFirst(":.*", ""));
        Result result = Checks.run(type, target, settings(settings), CHECK);
        now.settle();
        return result;
    }

    @Override
    public ReportedType.Expected expected(String type, Map<String, String> settings) {
        return switch (running().extensions().needType(type)) {
            case ReportedType reported -> reported.expected(settings(settings));
            case ProbedType _ -> throw Failure.of("kit.no-expectation", type);
        };
    }

    @Override
    public Route.Answer web(String request, String body) {
        return web(request, Map.of(), body);
    }

    @Override
    public Route.Answer web(String request, Map<String, String> headers, String body) {
        World now = running();
        String[] words = request.split(" ", 2);
        if (words.length < 2 || !words[1].startsWith("/")) {
            throw new IllegalArgumentException(Failure.WORDS.say("kit.route", request));
        }
        Route.Answer answer = new Calls(now.extensions()::routes, Failure.WORDS)
                .answer(words[0], URI.create(words[1]), headers, body);
        now.settle();
        return answer;
    }

    @Override
    public Notifier notifier(String kind, Map<String, String> settings) {
        NotifierFactory factory = only("notifier", kind, running().extensions().notifiers(), NotifierFactory::kind);
        return factory.create(settings(settings), lasting.http());
    }

    @Override
    public Adapter adapter(String kind, Map<String, String> settings) {
        AdapterFactory factory = only("adapter", kind, running().extensions().adapters(), AdapterFactory::kind);
        Adapter adapter = factory.create(settings(settings), lasting.http());
        running().connect(kind, adapter);
        return adapter;
    }

    private static <T> T only(String what, String kind, List<T> all, Function<T, String> kindOf) {
        return all.stream().filter(one -> kindOf.apply(one).equals(kind)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Failure.WORDS.say("kit.no-channel", what, kind,
                        all.stream().map(kindOf).collect(Collectors.joining(", ")))));
    }

    private static Settings settings(Map<String, String> values) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Settings(lists);
    }

    @Override
    public void verify(Notifier channel, String address) {
        List<String> broken = new NotifierContract(channel, address).broken();
        if (!broken.isEmpty()) {
            throw Failure.of("kit.contract", String.join("\n", broken));
        }
    }

    @Override
    public List<String> faults() {
        askedForFaults = true;
        noteFaults();
        return List.copyOf(faults);
    }

    /** The plugin's failures are forgotten with the life in which they happened. */
    private void noteFaults() {
        world.ifPresent(now -> faults.addAll(now.newFaults()));
    }

    /** At the end of a test: fails because of what the plugin did wrong and the test has not looked at. */
    void finish() {
        lasting.http().unforeseen().stream().findFirst().ifPresent(request -> {
            throw Failure.of("kit.unforeseen", request);
        });
        noteFaults();
        if (!askedForFaults && !faults.isEmpty()) {
            throw Failure.of("kit.faults", String.join("\n", faults));
        }
    }

    World.Lasting lasting() {
        return lasting;
    }

    @Override
    public void close() {
        world.ifPresent(World::close);
        lasting.database().close();
    }
}
