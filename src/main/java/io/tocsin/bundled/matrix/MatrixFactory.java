package io.tocsin.bundled.matrix;

import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.util.List;

/** Reads {@code matrix.url} and what goes with it. */
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
        return new MatrixAdapter(MatrixSettings.from(settings), http, pace);
    }
}
