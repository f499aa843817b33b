package io.tocsin.bundled.grpc;

import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Form;
import io.tocsin.net.Looking;
import io.tocsin.net.Wire;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Targets such as {@code grpc://example.com:50051}, and {@code grpcs://} for TLS. */
record GrpcType(Dialer dialer, HealthCall call) implements ProbedType {

    private static final Form FORM = new Form("grpc", List.of("grpc", "grpcs"), 0, "grpc://example.com:50051");
    private static final List<Setting> SETTINGS = List.of(
            Wire.INSECURE,
            new Setting("service", Kind.TEXT, "",
                    "the service whose health is asked for; without, the whole server's"));

    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("grpc", "grpcs");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public List<String> defaultConditions() {
        return List.of("[BODY] == SERVING");
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Endpoint there = FORM.parse(target).vetted(context);
        boolean secure = target.strip().toLowerCase(Locale.ROOT).startsWith("grpcs:");
        boolean insecure = settings.flag("insecure", false);
        String service = settings.text("service", "");
        return limit -> Looking.at(limit, dialer.clock(), (attempt, seen) -> {
            try (Wire wire = dialer.connect(there, context, attempt).noted(seen)) {
                if (secure) {
                    var _ = wire.secure(insecure, seen, "h2");
                }
                attempt.await(Phrase.of("grpc.await"));
                String health = call.ask(wire.handed(), there, service, attempt);
                seen.status(0, health).body(health.getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
