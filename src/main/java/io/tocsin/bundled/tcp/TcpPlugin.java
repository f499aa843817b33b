package io.tocsin.bundled.tcp;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor types {@code tcp} and {@code udp}. */
public final class TcpPlugin implements Plugin {

    private final Dialer dialer;

    public TcpPlugin(InstantSource clock) {
        this.dialer = new Dialer("tcp", clock, Trust::ofThisJava);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new TcpType(dialer), new UdpType(dialer));
    }

    @Override
    public void stop() {
        dialer.close();
    }
}
