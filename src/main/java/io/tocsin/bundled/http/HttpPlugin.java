package io.tocsin.bundled.http;

import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.ProbedType;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code http}. */
public final class HttpPlugin implements Plugin {

    private final HttpType type;

    /** @param agent what requests call themselves, such as {@code Tocsin/1.0} */
    public HttpPlugin(InstantSource clock, String agent) {
        this.type = new HttpType(new Clients(Trust::ofThisJava), clock, agent);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(type);
    }

    /** For types that ask a service by it. */
    public ProbedType type() {
        return type;
    }

    @Override
    public void stop() {
        type.clients().close();
    }
}
