package io.tocsin.bundled.postgresql;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code postgresql}. */
public final class PostgresqlPlugin implements Plugin {

    private final Dialer dialer;

    public PostgresqlPlugin(InstantSource clock) {
        this.dialer = new Dialer("postgresql", clock, Trust::ofThisJava);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new PostgresqlType(dialer));
    }

    @Override
    public void stop() {
        dialer.close();
    }
}
