package io.tocsin.watch;

import io.tocsin.monitor.Monitor;
import io.tocsin.notification.Notifications;
import io.tocsin.spi.Result.News;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells rooms what a check brought that is no trouble. */
final class Newsroom {

    private static final Logger log = LoggerFactory.getLogger(Newsroom.class);

    private final Muting muting;
    private final Notifications notifications;

    Newsroom(Muting muting, Notifications notifications) {
        this.muting = muting;
        this.notifications = notifications;
    }

    void tell(Monitor monitor, News news) {
        if (muting.covers(monitor)) {
            return;
        }
        notifications.news(monitor, news.lines());
        try {
            news.told().run();
        } catch (RuntimeException failed) {
            log.warn("That {} was told of what it saw could not be kept by its type: {}", monitor.name(),
                    failed.toString());
        }
    }
}
