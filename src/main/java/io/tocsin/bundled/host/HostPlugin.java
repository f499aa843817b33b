package io.tocsin.bundled.host;

import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.util.List;

/** Brings the monitor type {@code host}. */
public final class HostPlugin implements Plugin {

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new HostType(new Machine()));
    }
}
