package io.tocsin;

import io.tocsin.config.Config;
import io.tocsin.config.ConfigDiff;
import io.tocsin.config.ConfigWatch;
import io.tocsin.config.Keys;
import io.tocsin.config.Problem;
import io.tocsin.config.Problems;
import io.tocsin.config.Secrets;
import io.tocsin.monitor.Origin;
import io.tocsin.plugin.Origin.DropIn;
import io.tocsin.spi.Phrase;
import io.tocsin.watch.Definitions.Replaced;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Takes in a changed bot.properties: what can be changed in a running bot at once, of the rest it says that it needs a restart. */
final class Reload {

    private static final String SECRET = "secret.";
    private static final String PLUGIN = "plugin.";
    private static final List<String> LIVE = List.of(
            "monitor.", "maintenance.", "room.", "route.", "quiet.", "escalation.", "oncall.", "person.", "language",
            SECRET);
    private static final int MOST_PROBLEMS = 10;

    private final Assembly assembly;
    private final Tocsin bot;
    private final Path file;
    private final ConfigWatch watch;
    private Config current;
    private BotSettings heard;

    Reload(Assembly assembly, Tocsin bot, Path file) {
        this.assembly = assembly;
        this.bot = bot;
        this.file = file;
        this.watch = new ConfigWatch(file, System.getenv());
        this.current = assembly.config();
        this.heard = assembly.settings();
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
        new RoomCheck(keys, settings).rules();
        List<Problem> problems = new ArrayList<>(unknown(keys));
        MonitorCheck monitors = new MonitorCheck(assembly.builder(settings.secrets()));
        problems.addAll(monitors.look(Origin.CONFIG, settings.monitors()).problems());
        if (problems.isEmpty()) {
            problems.addAll(enact(settings, diff));
        }
        if (!problems.isEmpty()) {
            refused(problems);
            return;
        }
        List<Phrase> unread = assembly.plugins().unread(current, true);
        current = next;
        assembly.configured(next);
        report(diff, next);
        List<Phrase> notes = new ArrayList<>(assembly.plugins().unread(next, true));
        notes.removeAll(unread);
        Set<String> changed = diff.all();
        notes.addAll(assembly.unclaimed().left(assembly.extensions(), changed::contains));
        notes.forEach(bot.notifications()::tellAdmin);
    }

    /** What would not keep the bot from starting is not refused either. */
    private List<Problem> unknown(Keys keys) {
        boolean foreign = assembly.plugins().list().stream().anyMatch(it -> it.origin() instanceof DropIn);
        return assembly.unclaimed().sift(keys, List.of(), foreign);
    }

    private List<Problem> enact(BotSettings settings, ConfigDiff diff) {
        Secrets running = assembly.settings().secrets();
        Secrets before = new Secrets(Map.of());
        before.become(running);
        running.become(settings.secrets());
        hear(settings); // before monitors that name the new rooms and count on the new routes
        Replaced done = bot.definitions().replace(Origin.CONFIG, settings.monitors());
        List<Problem> problems = done.problems();
        if (!problems.isEmpty()) {
            running.become(before);
            hear(heard);
            return problems;
        }
        heard = settings;
        done.notes().forEach(note -> bot.notifications().tellAdmin(Phrase.of("root.note", note.phrase())));
        bot.watching().heardOtherwise();
        bot.definitions().refill(secrets(diff));
        bot.plans().replace(Origin.CONFIG, settings.maintenance()).forEach(bot.notifications()::tellAdmin);
        return List.of();
    }

    private void hear(BotSettings settings) {
        bot.readers().configure(settings.language(), settings.rooms());
        bot.notifications().hearing().configure(settings.rules());
        bot.notifications().hearing().onCall().configure(settings.onCall());
    }

    private void report(ConfigDiff diff, Config next) {
        Set<String> applied = diff.under(LIVE);
        Set<String> waiting = new TreeSet<>(diff.outside(LIVE));
        Set<String> secrets = secrets(diff);
        next.entries().values().stream()
                .filter(entry -> LIVE.stream().noneMatch(entry.key()::startsWith))
                .filter(entry -> Secrets.names(entry.value(), secrets))
                .forEach(entry -> waiting.add(entry.key()));
        Set<String> plugins = new TreeSet<>(waiting);
        plugins.removeIf(key -> !key.startsWith(PLUGIN));
        waiting.removeAll(plugins);
        applied.addAll(plugins);
        if (!applied.isEmpty()) {
            tell("root.config-applied", String.join(", ", applied));
        }
        if (!waiting.isEmpty()) {
            tell("root.config-restart", String.join(", ", waiting));
        }
        bot.upkeep().configured(
                plugins.stream().map(key -> key.split("\\.", 3)[1]).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> secrets(ConfigDiff diff) {
        return diff.under(List.of(SECRET)).stream()
                .map(key -> key.substring(SECRET.length()))
                .collect(Collectors.toSet());
    }

    private void refused(List<Problem> problems) {
        tell("root.config-refused", problems.size());
        Problems all = new Problems();
        all.addAll(problems);
        all.lines(MOST_PROBLEMS).forEach(bot.notifications()::tellAdmin);
    }

    private void tell(String key, Object what) {
        bot.notifications().tellAdmin(Phrase.of(key, file.toString(), what));
    }
}
