package io.tocsin.bundled.dns;

import io.tocsin.net.Clean;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Targets such as {@code dns://9.9.9.9/example.com}; {@code dns:///example.com} asks the name server of this machine. As
 * Gatus has it, the server may stand alone, and the name in a setting.
 */
record DnsType(Dialer dialer, Path system) implements ProbedType {

    private static final Pattern TARGET =
            Pattern.compile("(?:dns://)?([^/]*)(?:/([^/]*))?", Pattern.CASE_INSENSITIVE);
    private static final int DNS = 53;
    private static final Form FORM = new Form("dns", List.of("dns"), DNS, "dns://9.9.9.9/example.com");
    private static final List<Setting> SETTINGS = List.of(
            new Setting("query-name", Kind.TEXT, "", "the name that is asked for, where the target has none"),
            new Setting("query-type", Kind.TEXT, "A", "A, AAAA, CNAME, MX, NS, TXT, SRV, PTR, CAA or SOA"));

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("dns");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public List<String> defaultConditions() {
        return List.of("[DNS_RCODE] == NOERROR", "has([BODY]) == true");
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Matcher parts = TARGET.matcher(target.strip());
        if (!parts.matches()) {
            throw Refusal.of("dns.target", Clean.text(target));
        }
        String server = parts.group(1);
        Optional<Endpoint> there =
                server.isEmpty() ? Optional.empty() : Optional.of(FORM.parse("dns://" + server).vetted(context));
        Optional<String> inTarget = Optional.ofNullable(parts.group(2)).filter(name -> !name.isEmpty());
        String name = settings.text("query-name")
                .or(() -> inTarget)
                .orElseThrow(() -> Refusal.of("dns.target", Clean.text(target)));
        RecordType type = RecordType.named(settings.text("query-type", "A"));
        return new DnsProbe(there, Question.of(name, type), dialer, context, system);
    }
}
