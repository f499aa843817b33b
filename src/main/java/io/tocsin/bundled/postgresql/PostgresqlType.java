package io.tocsin.bundled.postgresql;

import io.tocsin.net.Dialer;
import io.tocsin.net.Form;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Targets such as {@code postgresql://db.example.com:5432/shop}. */
record PostgresqlType(Dialer dialer) implements ProbedType {

    private static final int POSTGRESQL = 5432;
    private static final int USUAL_CONNECTIONS = 90;
    private static final int ALL = 100;
    private static final int MOST_QUERIES = 1_000_000;
    private static final Form FORM = new Form("postgresql", List.of("postgresql", "postgres"), POSTGRESQL,
            "postgresql://db.example.com:5432/shop");
    private static final Pattern DATABASE = Pattern.compile("(.*//[^/]*)/([\\w.$-]{1,63})");
    private static final List<String> COUNTED = List.of("running", "slow", "waiting");

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("postgresql", "postgres");
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("user", Kind.TEXT, "", "who logs in"),
                new Setting("password", Kind.SECRET, "", "and with which password"),
                new Setting("query", Kind.TEXT, "", "its first value is [BODY].value; it may only read"),
                new Setting("connections", Kind.NUMBER, String.valueOf(USUAL_CONNECTIONS),
                        "percent in use; more is bad"),
                new Setting("running", Kind.NUMBER, "", "queries that run; more is bad"),
                new Setting("slow", Kind.NUMBER, "", "queries that have run for 10 s; more is bad"),
                new Setting("waiting", Kind.NUMBER, "", "queries that wait for locks; more is bad"),
                new Setting("lag", Kind.DURATION, "", "how far a replica may be behind; more is bad"),
                new Setting("tls", Kind.TEXT, "no", "no, yes, or insecure, which takes any certificate"),
                new Setting("ca", Kind.TEXT, "", "a PEM file with the authorities to trust"));
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Matcher named = DATABASE.matcher(target.strip());
        String server = named.matches() ? named.group(1) : target;
        Access access = new Access(
                named.matches() ? named.group(2) : "", settings.text("user", ""), settings.text("password", ""),
                tls(settings), settings.text("ca", ""));
        if (!access.authorities().isEmpty() && !Files.isReadable(Path.of(access.authorities()))) {
            throw Refusal.of("postgresql.ca", access.authorities());
        }
        return new PostgresqlProbe(FORM.parse(server).vetted(context), access, limits(settings),
                settings.text("query", ""), dialer, context);
    }

    private static Access.Tls tls(Settings settings) {
        String written = settings.text("tls", "no");
        return switch (written) {
            case "no" -> Access.Tls.DISABLE;
            case "yes" -> Access.Tls.VERIFY_FULL;
            case "insecure" -> Access.Tls.REQUIRE;
            default -> throw Refusal.of("postgresql.tls", written);
        };
    }

    private static Map<String, Double> limits(Settings settings) {
        Map<String, Double> most = new HashMap<>();
        most.put("connections", (double) settings.number("connections", USUAL_CONNECTIONS, 1, ALL));
        for (String name : COUNTED) {
            settings.text(name).ifPresent(
                    given -> most.put(name, (double) settings.number(name, 0, 0, MOST_QUERIES)));
        }
        settings.text("lag").ifPresent(
                given -> most.put("lag", settings.duration("lag", Duration.ZERO).toMillis() / 1e3));
        return most;
    }
}
