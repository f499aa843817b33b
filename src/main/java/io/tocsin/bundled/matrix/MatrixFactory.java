package io.tocsin.bundled.matrix;

import io.tocsin.channel.Troubles;
import io.tocsin.channel.live.ChatAdapter;
import io.tocsin.channel.live.Loop;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.util.List;

/** Reads {@code matrix.url} and what goes with it, and is one account on that homeserver. */
record MatrixFactory(Pace pace) implements AdapterFactory {

    @Override
    public String kind() {
        return MatrixSettings.KIND;
    }

    @Override
    public List<Setting> settings() {
        return MatrixSettings.ALL;
    }

    @Override
    public Adapter create(Settings settings, Http http) {
        Troubles troubles = new Troubles("Matrix");
        Api api = new Api(MatrixSettings.from(settings), http, troubles, pace.call());
        Directory directory = new Directory(api, troubles);
        return new ChatAdapter<>(troubles, new Messages(api, directory, troubles), receiver -> {
            Sync sync = new Sync(api, directory, pace, receiver);
            return new Loop("matrix-sync", pace.backoff(), troubles, sync::look);
        });
    }
}
