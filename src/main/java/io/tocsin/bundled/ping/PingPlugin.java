package io.tocsin.bundled.ping;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code ping}. */
public final class PingPlugin implements Plugin {

    private final Dialer dialer;
    private final Echoing echoing = AnyEchoing.ofThisMachine();

    public PingPlugin(InstantSource clock) {
        this.dialer = new Dialer("ping", clock, Trust::ofThisJava);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new PingType(dialer, echoing));
    }

    @Override
    public void stop() {
        dialer.close();
        echoing.close();
    }
}
