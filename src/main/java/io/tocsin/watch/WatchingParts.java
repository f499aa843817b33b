package io.tocsin.watch;

import io.tocsin.db.Database;
import io.tocsin.hook.Events;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.notification.Notifications;
import io.tocsin.schedule.Clockwork;
import io.tocsin.status.History;
import io.tocsin.witness.Eyes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What watching works with. */
public record WatchingParts(
        CheckSettings settings,
        Duration spread,
        MonitorBuilder builder,
        Notifications notifications,
        History history,
        Database database,
        Clockwork clockwork,
        InstantSource clock,
        RandomGenerator random,
        Events events,
        Eyes sight) {}
