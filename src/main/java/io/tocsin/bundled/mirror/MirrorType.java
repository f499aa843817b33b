package io.tocsin.bundled.mirror;

import io.tocsin.net.Clean;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Targets such as {@code uptimerobot://shop}: what the service sees of the monitor that has this id, name or address there.
 */
record MirrorType(Service service, Accounts accounts) implements ProbedType {

    private static final int LONGEST = 1_000;
    private static final List<Setting> SETTINGS = List.of(
            new Setting("account", Kind.TEXT, "", "which account sees it, where there are several"));

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public Set<String> schemes() {
        return Set.of(service.name());
    }

    @Override
    public List<Setting> settings() {
        return SETTINGS;
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        String start = service.name() + "://";
        String wanted = target.strip();
        if (!wanted.toLowerCase(Locale.ROOT).startsWith(start) || wanted.length() == start.length()
                || wanted.length() > LONGEST) {
            throw Refusal.of("mirror.target", Clean.text(target), service.name(), service.title());
        }
        return new MirrorProbe(
                accounts.of(service, settings.text("account", "").strip()), decoded(wanted.substring(start.length())));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return text;
        }
    }
}
