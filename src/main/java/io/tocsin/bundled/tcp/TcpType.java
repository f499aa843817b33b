package io.tocsin.bundled.tcp;

import io.tocsin.net.Dialer;
import io.tocsin.net.Exchange;
import io.tocsin.net.Form;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.util.List;
import java.util.Set;

/** Targets such as {@code tcp://db.example.com:5432} or {@code tcp://[::1]:22}. */
record TcpType(Dialer dialer) implements ProbedType {

    private static final Form FORM = new Form("tcp", List.of("tcp"), 0, "tcp://db.example.com:5432");

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
        return Exchange.SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        return new TcpProbe(FORM.parse(target).vetted(context), Exchange.of(settings), dialer, context);
    }
}
