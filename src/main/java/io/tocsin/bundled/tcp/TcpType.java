package io.tocsin.bundled.tcp;

import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Exchange;
import io.tocsin.net.Form;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import io.tocsin.via.FromEach;
import io.tocsin.via.Ways;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Targets such as {@code tcp://db.example.com:5432} or {@code tcp://[::1]:22}. */
record TcpType(Dialer dialer) implements ProbedType {

    private static final Form FORM = new Form("tcp", List.of("tcp"), 0, "tcp://db.example.com:5432");

    private static final List<Setting> SETTINGS =
            Stream.concat(Exchange.SETTINGS.stream(), Stream.of(Ways.VIA, FromEach.QUORUM)).toList();

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("tcp");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Endpoint there = FORM.parse(target).vetted(context);
        Exchange exchange = Exchange.of(settings);
        return Ways.probe(settings, context, way -> new TcpProbe(there, way, exchange, dialer, context));
    }
}
