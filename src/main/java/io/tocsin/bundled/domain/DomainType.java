package io.tocsin.bundled.domain;

import io.tocsin.net.Clean;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Targets such as {@code domain://example.com}. */
record DomainType(Dialer dialer, Register register, Rdap rdap, Whois whois) implements ProbedType {

    private static final Pattern TARGET = Pattern.compile("domain://([^\\s/:@?#]{1,253})/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9_-]{1,63}\\.)+[a-z0-9-]{2,63}");
    private static final Pattern SERVER = Pattern.compile("([^\\s/:@?#]{1,253})(?::(\\d{1,5}))?");
    private static final List<Setting> SETTINGS = List.of(
            new Setting("rdap", Kind.TEXT, "", "the address of an RDAP server; without, the registry's own"),
            new Setting("whois", Kind.TEXT, "", "a WHOIS server in place of RDAP, as host or host:port"));

    @Override
    public String name() {
        return "domain";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("domain");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public List<String> defaultConditions() {
        return List.of("[DOMAIN_EXPIRATION] > 14d");
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Matcher parts = TARGET.matcher(target.strip());
        String domain = parts.matches() ? ascii(target, parts.group(1)) : "";
        if (!NAME.matcher(domain).matches()) {
            throw Refusal.of("domain.target", Clean.text(target));
        }
        String server = settings.text("rdap", "").strip();
        if (!server.isEmpty() && !server.matches("https?://\\S+")) {
            throw Refusal.of("domain.setting.rdap", Clean.text(server));
        }
        Optional<Endpoint> asked = settings.text("whois").map(text -> server(text.strip()));
        asked.ifPresent(there -> there.vetted(context));
        return new DomainProbe(domain, server, asked, this, context);
    }

    private static Endpoint server(String text) {
        Matcher parts = SERVER.matcher(text);
        if (!parts.matches()) {
            throw Refusal.of("domain.setting.whois", Clean.text(text));
        }
        return Endpoint.of(parts.group(1), parts.group(2) == null ? Whois.PORT : Integer.parseInt(parts.group(2)));
    }

    private static String ascii(String target, String name) {
        try {
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            throw Refusal.of("domain.target", Clean.text(target));
        }
    }
}
