package io.tocsin;

import io.tocsin.config.Config;
import io.tocsin.config.ConfigDiff;
import io.tocsin.config.ConfigWatch;
import io.tocsin.config.Keys;
import io.tocsin.config.Problem;
import io.tocsin.monitor.Origin;
import io.tocsin.spi.Phrase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Takes in a changed bot.properties: what can be changed in a running bot at once, of the rest it says that it needs a restart. */
final class Reload {

    private static final List<String> LIVE = List.of("monitor.", "room.");
    private static final int MOST_PROBLEMS = 10;

    private final Assembly assembly;
    private final Tocsin bot;
    private final Path file;
    private final ConfigWatch watch;
    private Config current;

    Reload(Assembly assembly, Tocsin bot, Path file) {
        this.assembly = assembly;
        this.bot = bot;
        this.file = file;
        this.watch = new ConfigWatch(file, System.getenv());
        this.current = assembly.config();
    }

    /** Looks whether the file has changed. */
    void look() {
        watch.poll().ifPresent(this::changed);
    }

    private void changed(Config next) {
        ConfigDiff diff = ConfigDiff.between(current, next);
        Keys keys = new Keys(next);
        BotSettings settings = BotSettings.from(keys, assembly.data());
        assembly.declareKeys(keys);
        List<Problem> problems = keys.finish().all();
        if (!problems.isEmpty()) {
            refused(problems);
            return;
        }
        List<Problem> wrong = bot.definitions().replace(Origin.CONFIG, settings.monitors());
        if (!wrong.isEmpty()) {
            refused(wrong);
            return;
        }
        bot.aliases().configure(settings.rooms().aliases());
        current = next;
        Set<String> applied = diff.under(LIVE);
        Set<String> waiting = diff.outside(LIVE);
        if (!applied.isEmpty()) {
            tell("root.config-applied", String.join(", ", applied));
        }
        if (!waiting.isEmpty()) {
            tell("root.config-restart", String.join(", ", waiting));
        }
    }

    private void refused(List<Problem> problems) {
        tell("root.config-refused", problems.size());
        problems.stream().limit(MOST_PROBLEMS).forEach(problem -> bot.notifications().tellAdmin(problem.phrase()));
    }

    private void tell(String key, Object what) {
        bot.notifications().tellAdmin(Phrase.of(key, file.toString(), what));
    }
}
