package io.tocsin.bundled.speedtest;

import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.ProbedType;
import java.util.List;

/** Brings the monitor type {@code speedtest}. */
public final class SpeedTestPlugin implements Plugin {

    private final SpeedTestType type;

    /** @param http by which the service is asked */
    public SpeedTestPlugin(ProbedType http) {
        this.type = new SpeedTestType(http);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(type);
    }
}
