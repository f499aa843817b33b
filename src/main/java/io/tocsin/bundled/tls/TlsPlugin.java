package io.tocsin.bundled.tls;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor types {@code tls} and {@code starttls}. */
public final class TlsPlugin implements Plugin {

    private final Dialer dialer;

    public TlsPlugin(InstantSource clock) {
        this(new Dialer("tls", clock, Trust::ofThisJava));
    }

    TlsPlugin(Dialer dialer) {
        this.dialer = dialer;
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new TlsType(dialer), new StartTlsType(dialer));
    }

    @Override
    public void stop() {
        dialer.close();
    }
}
