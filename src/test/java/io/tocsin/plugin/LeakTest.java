package io.tocsin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.code.Code;
import io.tocsin.code.PluginDirectory;
import io.tocsin.code.PluginSettings;
import io.tocsin.guard.Limits;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that is no longer in leaves nothing behind. */
final class LeakTest {

    private static final int RELOADS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void fiveHundredVersionsLeaveNoClassesAndNoThreads() throws Exception {
        try (Rig rig = new Rig(directory, Limits.USUAL)) {
            rig.plugin("Shop", """
                    bot.respond("ping", talk -> talk.reply("pong"));
                    bot.hear("bought", talk -> talk.reply("thanks"));
                    bot.every("1m", () -> bot.send("ops", "open"));
                    """);
            rig.start();
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            int before = threads();
            for (int i = 0; i < RELOADS; i++) {
                loaders.add(reload(rig));
            }
            await().atMost(PATIENCE).untilAsserted(() -> {
                System.gc();
                assertThat(loaders.subList(0, RELOADS - 1)).allMatch(loader -> loader.get() == null);
            });
            await().atMost(PATIENCE).until(() -> threads() <= before + 4);
            assertThat(loaders.getLast().get()).isNotNull();
            assertThat(rig.say("ping")).containsExactly("pong");
        }
    }

    /** All that a version can be made to do, and its loader. */
    private WeakReference<ClassLoader> reload(Rig rig) throws Exception {
        Path place = directory.resolve("Shop.java");
        PluginDirectory.Found found = PluginDirectory.read(new PluginSettings(directory, true), place);
        Code code = found.codes().getFirst();
        assertThat(rig.plugins.replace(place.toString(), found).replaced()).containsExactly("Shop");
        assertThat(rig.say("ping")).containsExactly("pong");
        rig.murmur("I bought a shirt");
        rig.tasks.values().forEach(Runnable::run);
        return new WeakReference<>(code.loader());
    }

    /** Those of plugins; other tests may leave theirs. */
    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("plugin-Shop"))
                .count();
    }
}
