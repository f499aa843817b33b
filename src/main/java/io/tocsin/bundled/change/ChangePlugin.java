package io.tocsin.bundled.change;

import io.tocsin.spi.Bot;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.ProbedType;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code change}. */
public final class ChangePlugin implements Plugin {

    private final Memory memory;
    private final ChangeType type;

    /** @param pages fetches them */
    public ChangePlugin(ProbedType pages, InstantSource clock) {
        this.memory = new Memory(clock);
        this.type = new ChangeType(pages, memory);
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(type);
    }

    @Override
    public void start(Bot bot) {
        memory.in(bot.store());
    }
}
