package io.tocsin.bundled.heartbeat;

import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.util.List;

/** Brings the monitor type {@code heartbeat}. */
public final class HeartbeatPlugin implements Plugin {

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new HeartbeatType());
    }
}
