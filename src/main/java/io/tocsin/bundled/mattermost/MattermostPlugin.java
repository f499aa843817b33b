package io.tocsin.bundled.mattermost;

import io.tocsin.channel.live.Live.Tempo;
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

/**
 * Brings the rooms {@code mattermost:team/channel}, {@code mattermost:~channel}, {@code mattermost:@user} and
 * {@code mattermost:<channel id>}, and the path that Mattermost posts clicks to.
 */
public final class MattermostPlugin implements Plugin {

    private final AtomicReference<@Nullable Mattermost> mattermost = new AtomicReference<>();
    private final InstantSource clock;
    private final Tempo tempo;

    public MattermostPlugin(InstantSource clock) {
        this(clock, Tempo.USUAL);
    }

    MattermostPlugin(InstantSource clock, Tempo tempo) {
        this.clock = clock;
        this.tempo = tempo;
    }

    @Override
    public List<AdapterFactory> adapters() {
        return List.of(new Factory());
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", Clicks.PATH, this::click));
    }

    private Route.Answer click(Route.Request request) {
        Mattermost listening = mattermost.get();
        return listening == null
                ? Route.Answer.text(404, "Mattermost is not configured.\n")
                : listening.click(request);
    }

    /** Reads {@code mattermost.*}. */
    private final class Factory implements AdapterFactory {

        @Override
        public String kind() {
            return "mattermost";
        }

        @Override
        public List<Setting> settings() {
            return MattermostSettings.ALL;
        }

        @Override
        public Adapter create(Settings settings, Http http) {
            Mattermost made = new Mattermost(MattermostSettings.from(settings), http, clock, tempo);
            mattermost.set(made);
            return made.adapter();
        }
    }
}
