package io.tocsin.bundled.tls;

import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Form;
import io.tocsin.net.Looking;
import io.tocsin.net.Wire;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.util.List;
import java.util.Set;

/** Targets such as {@code starttls://mail.example.com:587}; the protocol is known by the port, or set. */
record StartTlsType(Dialer dialer) implements ProbedType {

    private static final Form FORM =
            new Form("starttls", List.of("starttls"), 0, "starttls://mail.example.com:587");
    private static final List<Setting> SETTINGS = List.of(
            Wire.INSECURE,
            new Setting("protocol", Kind.TEXT, "", "smtp, imap, pop3, ftp, ldap or postgres; without, by the port"));

    @Override
    public String name() {
        return "starttls";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("starttls");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Endpoint there = FORM.parse(target).vetted(context);
        Protocol protocol =
                settings.text("protocol").map(Protocol::named).orElseGet(() -> Protocol.ofPort(there.port()));
        boolean insecure = settings.flag("insecure", false);
        return limit -> Looking.at(limit, dialer.clock(), (attempt, seen) -> {
            try (Wire wire = dialer.connect(there, context, attempt).noted(seen)) {
                protocol.upgrade(wire, attempt);
                var _ = wire.secure(insecure, seen);
            }
        });
    }
}
