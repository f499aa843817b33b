package io.tocsin.via;

import io.tocsin.spi.Location;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where a monitor wants to be looked at from, by its setting {@code via}. */
public final class Ways {

    public static final Setting VIA = new Setting(
            "via", Setting.Kind.LIST, "",
            "locations to look from, or proxies as socks5://host:port; here is the bot's own");

    /** Looking from the bot's own machine, among others. */
    private static final String HERE = "here";
    /** Longer than any check. */
    private static final Duration ALL_OF_IT = Duration.ofDays(1);

    private Ways() {}

    /** A location and the proxy that stands there; none for the bot's own. */
    private record Named(Location location, Optional<Way> way) {}

    /**
     * A probe of all locations that are wanted, or the one of the bot's own if there is none.
     *
     * @param probe makes the one that goes through a proxy
     * @throws Refusal if a location is not known
     */
    public static Probe probe(Settings settings, ProbeContext context, Function<Optional<Way>, Probe> probe) {
        List<Named> wanted = wanted(settings.all(VIA.name()), context);
        if (wanted.isEmpty()) {
            if (settings.text(FromEach.QUORUM.name()).isPresent()) {
                throw Refusal.of("via.quorum");
            }
            return probe.apply(Optional.empty());
        }
        List<FromEach.Place> places = new ArrayList<>();
        for (Named named : wanted) {
            places.add(new FromEach.Place(named.location, probe.apply(named.way)));
        }
        return new FromEach(places, FromEach.quorum(settings, places.size()), places.size(), ALL_OF_IT);
    }

    private static List<Named> wanted(List<String> written, ProbeContext context) {
        List<Named> wanted = new ArrayList<>();
        for (String text : written) {
            for (String one : text.split(",")) {
                if (!one.isBlank()) {
                    wanted.add(named(one.strip(), context));
                }
            }
        }
        return wanted;
    }

    private static Named named(String text, ProbeContext context) {
        if (text.equalsIgnoreCase(HERE)) {
            return new Named(new Location(HERE, ""), Optional.empty());
        }
        if (text.contains("://")) {
            Way way = Way.parse(text);
            return new Named(new Location(way.toString(), ""), Optional.of(way));
        }
        Settings location = context.location(text);
        Way way = Way.parse(location.text("via", ""), location.text("user", ""), location.text("password", ""));
        return new Named(new Location(text, location.text("carrier", "")), Optional.of(way));
    }
}
