package io.tocsin.bundled.ssh;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code ssh}. */
public final class SshPlugin implements Plugin {

    private final Dialer dialer;

    public SshPlugin(InstantSource clock) {
        this.dialer = new Dialer("ssh", clock, Trust::ofThisJava);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new SshType(dialer));
    }

    @Override
    public void stop() {
        dialer.close();
    }
}
