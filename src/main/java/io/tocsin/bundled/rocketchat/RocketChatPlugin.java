package io.tocsin.bundled.rocketchat;

import io.tocsin.channel.live.Live.Tempo;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;

/** Brings the rooms {@code rocketchat:#channel}, {@code rocketchat:@user} and {@code rocketchat:<room id>}. */
public final class RocketChatPlugin implements Plugin {

    private final InstantSource clock;
    private final Tempo tempo;

    public RocketChatPlugin(InstantSource clock) {
        this(clock, Tempo.USUAL);
    }

    RocketChatPlugin(InstantSource clock, Tempo tempo) {
        this.clock = clock;
        this.tempo = tempo;
    }

    @Override
    public List<AdapterFactory> adapters() {
        return List.of(new Factory());
    }

    /** Reads {@code rocketchat.*}. */
    private final class Factory implements AdapterFactory {

        @Override
        public String kind() {
            return "rocketchat";
        }

        @Override
        public List<Setting> settings() {
            return RocketChatSettings.ALL;
        }

        @Override
        public Adapter create(Settings settings, Http http) {
            return new RocketChat(RocketChatSettings.from(settings), http, clock, tempo).adapter();
        }
    }
}
