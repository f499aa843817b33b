package io.tocsin.bundled.redis;

import io.tocsin.net.Dialer;
import io.tocsin.net.Form;
import io.tocsin.net.Wire;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Targets such as {@code redis://cache.example.com:6379}; {@code rediss} is the same by TLS. */
record RedisType(Dialer dialer) implements ProbedType {

    private static final int REDIS = 6379;
    private static final int LAST_DATABASE = 100_000;
    private static final Form FORM =
            new Form("redis", List.of("redis", "rediss"), REDIS, "redis://cache.example.com:6379");

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("redis", "rediss");
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("user", Kind.TEXT, "", "who logs in"),
                new Setting("password", Kind.SECRET, "", "and with which password"),
                new Setting("query", Kind.TEXT, "", "a command whose answer is the body, such as LLEN jobs"),
                new Setting("database", Kind.TEXT, "", "the number of the database that the command is for"),
                Wire.INSECURE);
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        String user = settings.text("user", "");
        String password = settings.text("password", "");
        if (!user.isEmpty() && password.isEmpty()) {
            throw Refusal.of("redis.password", user);
        }
        RedisProbe.Asked asked = new RedisProbe.Asked(
                target.strip().toLowerCase(Locale.ROOT).startsWith("rediss:"), settings.flag("insecure", false),
                user, password, settings.number("database", 0, 0, LAST_DATABASE),
                Words.of(settings.text("query", "")));
        return new RedisProbe(FORM.parse(target).vetted(context), asked, dialer, context);
    }
}
