package io.tocsin.bundled.http;

import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import io.tocsin.via.FromEach;
import io.tocsin.via.Ways;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Targets such as {@code https://example.com/health}. */
record HttpType(Clients clients, InstantSource clock, String agent) implements ProbedType {

    private static final List<Setting> SETTINGS = List.of(
            new Setting("method", Kind.TEXT, "", "GET unless there is a body, then POST"),
            new Setting("header", Kind.LIST, "", "a header of the request, as \"Name: value\""),
            new Setting("body", Kind.TEXT, "", "the body of the request"),
            new Setting("user", Kind.TEXT, "", "name for basic authentication"),
            new Setting("password", Kind.SECRET, "", "password for basic authentication"),
            new Setting("bearer", Kind.SECRET, "", "token for bearer authentication"),
            new Setting("sign", Kind.TEXT, "",
                    "aws:REGION/SERVICE, tencent:SERVICE or tencent-query: how requests are signed"),
            new Setting("sign-id", Kind.TEXT, "", "the id of the key that signs"),
            new Setting("sign-secret", Kind.SECRET, "", "the key that signs"),
            new Setting("sign-token", Kind.SECRET, "", "the session's token, where the key is temporary"),
            new Setting("redirects", Kind.FLAG, "true", "whether redirects are followed, up to 10"),
            new Setting("insecure", Kind.FLAG, "false", "whether any certificate will do, for any host"),
            new Setting("proxy", Kind.TEXT, "", "a proxy, as http://user:password@host:port or socks5://host:port"),
            Ways.VIA,
            FromEach.QUORUM,
            new Setting("http", Kind.TEXT, "1.1", "the version, 1.1 or 2; with 2 a server that has only 1.1 fails"),
            new Setting("reuse", Kind.FLAG, "false", "whether the connection of the last check may serve again"),
            new Setting("max-body", Kind.NUMBER, "1000000", "bytes of the answer that are read; the rest is left"));

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("http", "https");
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public List<String> defaultConditions() {
        return List.of("[STATUS] < 400");
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        if (settings.text("proxy").isPresent() && settings.text(Ways.VIA.name()).isPresent()) {
            throw Refusal.of("via.proxy-and-via");
        }
        return Ways.probe(settings, context, way -> probe(
                way.map(it -> HttpTarget.of(target, settings, agent, Optional.of(new ProxyAddress(it))))
                        .orElseGet(() -> HttpTarget.of(target, settings, agent)),
                context));
    }

    private Probe probe(HttpTarget asked, ProbeContext context) {
        // what is denied for ever is refused at once, and not only by each check
        String host = asked.request().url().host();
        Addresses.literal(host).ifPresentOrElse(address -> context.allow(host, address), () -> context.allow(host));
        return new HttpProbe(asked, clients, context, clock);
    }
}
