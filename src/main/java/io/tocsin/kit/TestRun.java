package io.tocsin.kit;

import io.tocsin.code.PluginTests;
import io.tocsin.config.Config;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.testing.TestBot;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One test, with a plugin and a bot of its own, on a thread of its own. */
final class TestRun {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FRAMES = 3;

    private final PluginTests compiled;
    private final String type;
    private final String method;

    TestRun(PluginTests compiled, String type, String method) {
        this.compiled = compiled;
        this.type = type;
        this.method = method;
    }

    Verdict run() {
        PluginTests.Loaded loaded = compiled.load();
        FutureTask<Verdict> running = new FutureTask<>(() -> run(loaded));
        Thread thread = Thread.ofPlatform().name("test " + method).daemon().unstarted(running);
        thread.setContextClassLoader(loaded.loader());
        thread.start();
        try {
            return running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            String where = where(thread.getStackTrace()).orElse("");
            running.cancel(true);
            return Verdict.failed(Failure.WORDS.say("kit.late", LIMIT, where));
        } catch (ExecutionException broken) {
            return Verdict.failed(Objects.requireNonNullElse(broken.getCause(), broken).toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            running.cancel(true);
            return Verdict.failed(Failure.WORDS.say("kit.interrupted"));
        }
    }

    private Verdict run(PluginTests.Loaded loaded) throws ReflectiveOperationException {
        Class<?> test = Class.forName(type, true, loaded.loader());
        try (KitBot bot = KitBot.of(loaded, Config.none())) {
            test.getMethod(method, TestBot.class).invoke(test.getConstructor().newInstance(), bot);
            bot.finish();
            return Verdict.PASSED;
        } catch (InvocationTargetException thrown) {
            return failed(Objects.requireNonNullElse(thrown.getCause(), thrown));
        } catch (NoSuchMethodException none) {
            return Verdict.failed(Failure.WORDS.say("kit.no-constructor", type, none.toString()));
        } catch (AssertionError | RuntimeException failed) {
            return failed(failed);
        }
    }

    private Verdict failed(Throwable thrown) {
        StringBuilder why = new StringBuilder(words(thrown));
        where(thrown.getStackTrace()).ifPresent(line -> why.append('\n').append(Failure.WORDS.say("kit.at", line)));
        boolean foreseen = thrown instanceof AssertionError || thrown instanceof Refusal;
        if (!foreseen) {
            Arrays.stream(thrown.getStackTrace()).limit(FRAMES).forEach(frame -> why.append("\n  at ").append(frame));
        }
        return Verdict.failed(why.toString());
    }

    private static String words(Throwable thrown) {
        return switch (thrown) {
            case Refusal refusal -> Failure.WORDS.say(refusal.phrase());
            case AssertionError failed when failed.getMessage() == null -> Failure.WORDS.say("kit.assert");
            case AssertionError failed -> String.valueOf(failed.getMessage());
            default -> thrown.toString();
        };
    }

    /** The innermost line of the test itself, such as {@code HelloTest.java:12}. */
    private Optional<String> where(StackTraceElement[] trace) {
        return Arrays.stream(trace)
                .filter(frame -> frame.getClassName().equals(type) || frame.getClassName().startsWith(type + "$"))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }
}
