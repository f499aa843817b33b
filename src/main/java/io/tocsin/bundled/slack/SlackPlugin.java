package io.tocsin.bundled.slack;

import io.tocsin.bundled.slack.Connection.Pace;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Route;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Brings the rooms {@code slack:#channel}, and the path that Slack calls where there is no socket. */
public final class SlackPlugin implements Plugin {

    /** Where Slack posts events, commands and clicks unless Socket Mode is used. */
    public static final String PATH = "/slack/events";

    private final AtomicReference<@Nullable Slack> slack = new AtomicReference<>();
    private final InstantSource clock;
    private final Pace pace;

    public SlackPlugin(InstantSource clock) {
        this(clock, Pace.USUAL);
    }

    SlackPlugin(InstantSource clock, Pace pace) {
        this.clock = clock;
        this.pace = pace;
    }

    @Override
    public List<AdapterFactory> adapters() {
        return List.of(new Factory());
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", PATH, this::event));
    }

    private Route.Answer event(Route.Request request) throws Exception {
        Slack listening = slack.get();
        return listening == null
                ? Route.Answer.text(404, "Slack is not configured.\n")
                : listening.event(request);
    }

    /** Reads {@code slack.*}. */
    private final class Factory implements AdapterFactory {

        @Override
        public String kind() {
            return "slack";
        }

        @Override
        public List<Setting> settings() {
            return SlackSettings.ALL;
        }

        @Override
        public Adapter create(Settings settings, Http http) {
            Slack made = new Slack(SlackSettings.from(settings), clock, pace);
            slack.set(made);
            return made.adapter();
        }
    }
}
