package io.tocsin.bundled.ckafka;

import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.ProbedType;
import java.util.List;

/** Brings the monitor type {@code ckafka}. */
public final class CkafkaPlugin implements Plugin {

    private final CkafkaType type;

    /** @param http by which the API is asked */
    public CkafkaPlugin(ProbedType http) {
        this.type = new CkafkaType(http);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(type);
    }
}
