package io.tocsin;

import io.tocsin.spi.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done every so often beside the flow: samples, roll-ups, backups, and the files that people edit. */
final class Chores implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Chores.class);
    private static final Duration FLUSH = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(3);
    /** How often it is asked whether an hour or a day is over; a test may have it asked all the time. */
    private static final Duration HOURLY = Duration.ofMillis(Long.getLong("tocsin.test.chores", 600_000));

    private final Assembly assembly;
    private final Tocsin bot;
    private final Reload reload;
    private final OwnHeartbeat heartbeat;
    private final Optional<MonitorsFile> monitorsFile;
    private final ScheduledExecutorService often = timer("chores");
    private final ScheduledExecutorService slow = timer("slow-chores");

    Chores(Assembly assembly, Tocsin bot) {
        this.assembly = assembly;
        this.bot = bot;
        this.reload = new Reload(assembly, bot, assembly.configFile());
        this.heartbeat = new OwnHeartbeat(
                assembly.settings().heartbeat(), assembly.http(), new Vitals(assembly, () -> bot).checks(),
                assembly.clock());
        this.monitorsFile = assembly.monitorsFile()
                .map(source -> new MonitorsFile(
                        assembly.settings().monitorsFile(), source,
                        new MonitorsFile.Taking(bot.definitions(), bot.plans()), bot.notifications()::tellAdmin,
                        assembly.clock()));
    }

    private static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).daemon().factory());
    }

    /** Begins what takes a while and is needed in the course of the start. */
    void begin() {
        monitorsFile.ifPresent(MonitorsFile::begin);
    }

    void start() {
        every(often, FLUSH, () -> bot.history().flush(now()));
        every(slow, LOOK, this::readMonitorsFile);
        every(slow, LOOK, reload::look);
        every(slow, HOURLY, this::hourly);
        slow.execute(assembly.http()::prepare);
        heartbeat.start();
    }

    private void every(ScheduledExecutorService timer, Duration period, Runnable chore) {
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        chore.run();
                    } catch (RuntimeException e) {
                        log.error("A chore failed; it is tried again in {}", period, e);
                    }
                },
                period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Instant now() {
        return assembly.clock().instant();
    }

    private void hourly() {
        bot.history().rollUp(now());
        bot.retired().forget(now());
        bot.notifications().cleanUp();
        bot.audit().prune(now());
        if (bot.database().isBackupDue(now())) {
            try {
                bot.database().backup(now());
            } catch (Refusal refusal) {
                bot.notifications().tellAdmin(refusal.phrase());
            }
        }
    }

    /** Takes in what changed in the file of monitors. */
    void readMonitorsFile() {
        monitorsFile.ifPresent(MonitorsFile::look);
    }

    @Override
    public void close() {
        heartbeat.close();
        often.shutdownNow();
        slow.shutdownNow();
    }
}
