package io.tocsin.bundled.domain;

import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Trust;
import io.tocsin.spi.Bot;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the monitor type {@code domain}. */
public final class DomainPlugin implements Plugin {

    private static final String RDAP_SERVERS = "https://data.iana.org/rdap/dns.json";
    private static final Endpoint WHOIS = Endpoint.of("whois.iana.org", Whois.PORT);

    private final Dialer dialer;
    private final Register register;
    private final DomainType type;

    public DomainPlugin(InstantSource clock) {
        this(new Dialer("domain", clock, Trust::ofThisJava), RDAP_SERVERS, WHOIS);
    }

    /**
     * @param servers where it is written which registry has which RDAP server
     * @param whois knows the WHOIS server of each registry
     */
    DomainPlugin(Dialer dialer, String servers, Endpoint whois) {
        this.dialer = dialer;
        this.register = new Register(dialer.clock());
        this.type = new DomainType(dialer, register, new Rdap(register, servers), new Whois(dialer, whois));
    }

    @Override
    public List<MonitorType> monitorTypes() {
        return List.of(type);
    }

    @Override
    public void start(Bot bot) {
        register.open(bot.store(), bot.http());
    }

    @Override
    public void stop() {
        dialer.close();
    }
}
