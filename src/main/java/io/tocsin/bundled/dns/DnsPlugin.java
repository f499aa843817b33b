package io.tocsin.bundled.dns;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code dns}. */
public final class DnsPlugin implements Plugin {

    private static final Path SYSTEM = Path.of("/etc/resolv.conf");

    private final Dialer dialer;

    public DnsPlugin(InstantSource clock) {
        this.dialer = new Dialer("dns", clock, Trust::ofThisJava);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new DnsType(dialer, SYSTEM));
    }

    @Override
    public void stop() {
        dialer.close();
    }
}
