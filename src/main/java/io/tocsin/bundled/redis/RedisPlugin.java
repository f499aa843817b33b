package io.tocsin.bundled.redis;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code redis}. */
public final class RedisPlugin implements Plugin {

    private final Dialer dialer;

    public RedisPlugin(InstantSource clock) {
        this.dialer = new Dialer("redis", clock, Trust::ofThisJava);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new RedisType(dialer));
    }

    @Override
    public void stop() {
        dialer.close();
    }
}
