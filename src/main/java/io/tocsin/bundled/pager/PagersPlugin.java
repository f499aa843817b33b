package io.tocsin.bundled.pager;

import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the rooms {@code pagerduty:<name>}, {@code opsgenie:<name>} and {@code statuspage:<name>}. */
public final class PagersPlugin implements Plugin {

    private final InstantSource clock;

    public PagersPlugin(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<NotifierFactory> notifiers() {
        return List.of(new PagerDutyFactory(clock), new OpsgenieFactory(clock), new StatuspageFactory(clock));
    }
}
