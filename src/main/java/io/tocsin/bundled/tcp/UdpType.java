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

/** Targets such as {@code udp://ntp.example.com:123}. */
record UdpType(Dialer dialer) implements ProbedType {

    private static final Form FORM = new Form("udp", List.of("udp"), 0, "udp://game.example.com:27015");

    @Override
    public String name() {
        return "udp";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("udp");
    }

    @Override
    public List<Setting> settings() {
        return Exchange.SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        return new UdpProbe(FORM.parse(target).vetted(context), Exchange.of(settings), dialer, context);
    }
}
