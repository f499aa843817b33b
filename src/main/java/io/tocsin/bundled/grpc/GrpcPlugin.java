package io.tocsin.bundled.grpc;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code grpc}. */
public final class GrpcPlugin implements Plugin {

    private final Dialer dialer;
    private final GrpcType type;

    /** @param agent what requests call themselves */
    public GrpcPlugin(InstantSource clock, String agent) {
        this(new Dialer("grpc", clock, Trust::ofThisJava), agent);
    }

    GrpcPlugin(Dialer dialer, String agent) {
        this.dialer = dialer;
        this.type = new GrpcType(dialer, new HealthCall(agent));
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(type);
    }

    @Override
    public void stop() {
        dialer.close();
        type.call().close();
    }
}
