package io.tocsin.bundled.tls;

import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Exchange;
import io.tocsin.net.Form;
import io.tocsin.net.Looking;
import io.tocsin.net.Wire;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Targets such as {@code tls://ldap.example.com:636}; port 443 where none is written. */
record TlsType(Dialer dialer) implements ProbedType {

    private static final int HTTPS = 443;
    private static final Form FORM = new Form("tls", List.of("tls"), HTTPS, "tls://ldap.example.com:636");
    private static final List<Setting> SETTINGS =
            Stream.concat(Stream.of(Wire.INSECURE), Exchange.SETTINGS.stream()).toList();

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("tls");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Endpoint there = FORM.parse(target).vetted(context);
        Exchange exchange = Exchange.of(settings);
        boolean insecure = settings.flag("insecure", false);
        return limit -> Looking.at(limit, dialer.clock(), (attempt, seen) -> {
            try (Wire wire = dialer.connect(there, context, attempt).noted(seen)) {
                var _ = wire.secure(insecure, seen);
                if (exchange.wanted()) {
                    seen.body(exchange.run(wire, attempt));
                }
            }
        });
    }
}
