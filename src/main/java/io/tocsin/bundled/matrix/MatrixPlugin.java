package io.tocsin.bundled.matrix;

import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Plugin;
import java.util.List;

/** Brings the rooms {@code matrix:!id:server} and {@code matrix:#alias:server}. */
public final class MatrixPlugin implements Plugin {

    private final Pace pace;

    public MatrixPlugin() {
        this(Pace.USUAL);
    }

    MatrixPlugin(Pace pace) {
        this.pace = pace;
    }

    @Override
    public List<AdapterFactory> adapters() {
        return List.of(new MatrixFactory(pace));
    }
}
