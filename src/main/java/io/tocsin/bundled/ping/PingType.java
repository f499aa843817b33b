package io.tocsin.bundled.ping;

import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Form;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.util.List;
import java.util.Set;

/** Targets such as {@code ping://router.example.com}, or {@code icmp://} as Gatus has it. */
record PingType(Dialer dialer, Echoing echoing) implements ProbedType {

    /** There are no ports in ICMP: a target that has one is refused by this one never being written. */
    private static final int NO_PORT = -1;
    private static final Form FORM =
            new Form("ping", List.of("ping", "icmp"), NO_PORT, "ping://router.example.com");
    private static final int USUAL_PACKETS = 3;
    private static final int MOST_PACKETS = 20;
    private static final List<Setting> SETTINGS = List.of(
            new Setting("packets", Kind.NUMBER, "3", "how many echo requests a check sends, 1 to 20"));

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("ping", "icmp");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Endpoint there = FORM.parse(target);
        if (there.port() != NO_PORT) {
            throw Refusal.of("ping.port", target);
        }
        return new PingProbe(
                there.vetted(context), settings.number("packets", USUAL_PACKETS, 1, MOST_PACKETS), dialer, echoing,
                context);
    }
}
