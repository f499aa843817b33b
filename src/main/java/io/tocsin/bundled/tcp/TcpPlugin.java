package io.tocsin.bundled.tcp;

import io.tocsin.spi.MonitorType;
import io.tocsin.spi.NameLookup;
import io.tocsin.spi.Plugin;
import java.util.List;

/** Brings the monitor type {@code tcp}. */
public final class TcpPlugin implements Plugin {

    private static final int LOOKUPS = 32;

    private final NameLookup names = new NameLookup("tcp-names", LOOKUPS);

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new TcpType(names));
    }

    @Override
    public void stop() {
        names.close();
    }
}
