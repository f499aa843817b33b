package io.tocsin.bundled.websocket;

import io.tocsin.net.Dialer;
import io.tocsin.net.Trust;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code websocket}. */
public final class WebSocketPlugin implements Plugin {

    private final Dialer dialer;
    private final String agent;

    /** @param agent what requests call themselves */
    public WebSocketPlugin(InstantSource clock, String agent) {
        this(new Dialer("websocket", clock, Trust::ofThisJava), agent);
    }

    WebSocketPlugin(Dialer dialer, String agent) {
        this.dialer = dialer;
        this.agent = agent;
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(new WebSocketType(dialer, agent));
    }

    @Override
    public void stop() {
        dialer.close();
    }
}
