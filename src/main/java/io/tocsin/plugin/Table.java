package io.tocsin.plugin;

import io.tocsin.spi.Command;
import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What all plugins offer at one moment.
 *
 * @param owners by the names of the plugins, in the order they came
 * @param claims who has each name that only one may have; keys such as {@code command mute}
 */
record Table(Map<String, Owner> owners, Map<String, Owner> claims) {

    static final Table EMPTY = new Table(Map.of(), Map.of());

    /** A plugin in the table. */
    record Owner(String plugin, Origin origin, Contribution offers) {

        @Override
        public String toString() {
            return plugin + " (" + origin + ")";
        }
    }

    /** The table with one plugin added, or replaced where it stands. */
    Table with(Owner owner) {
        Map<String, Owner> more = new LinkedHashMap<>(owners);
        more.put(owner.plugin(), owner);
        return of(more);
    }

    Table without(String plugin) {
        Map<String, Owner> less = new LinkedHashMap<>(owners);
        less.remove(plugin);
        return of(less);
    }

    <T> List<T> all(Function<Contribution, List<T>> kind) {
        return owners.values().stream()
                .flatMap(owner -> kind.apply(owner.offers()).stream())
                .toList();
    }

    /** Who has a name of a kind that is told apart, such as {@code scheme}. */
    Optional<Owner> claimant(String kind, String name) {
        return Optional.ofNullable(claims.get(new Claim(kind, name).key()));
    }

    private static Table of(Map<String, Owner> owners) {
        Map<String, Owner> claims = new TreeMap<>();
        owners.values().forEach(owner -> claim(owner, claims));
        return new Table(java.util.Collections.unmodifiableMap(owners), claims);
    }

    private static void claim(Owner owner, Map<String, Owner> claims) {
        for (Claim claim : claims(owner.offers())) {
            Owner before = claims.putIfAbsent(claim.key(), owner);
            if (before != null) {
                throw Refusal.of(
                        "plugin.duplicate", Phrase.of("plugin.kind." + claim.kind()), claim.name(), owner.toString(),
                        before.toString());
            }
        }
    }

    private record Claim(String kind, String name) {
        String key() {
            return kind + ' ' + name.toLowerCase(Locale.ROOT);
        }
    }

    private static List<Claim> claims(Contribution offers) {
        List<Claim> claims = new ArrayList<>();
        claim(claims, "type", offers.types(), type -> List.of(type.name()));
        claim(claims, "scheme", offers.types(), MonitorType::schemes);
        claim(claims, "channel", offers.adapters(), adapter -> List.of(adapter.kind()));
        claim(claims, "channel", offers.notifiers(), notifier -> List.of(notifier.kind()));
        claim(claims, "command", offers.commands(), Table::words);
        claim(claims, "route", offers.routes(), route -> List.of(shape(route)));
        return claims;
    }

    private static <T> void claim(
            List<Claim> claims, String kind, List<T> extensions, Function<T, Collection<String>> names) {
        for (T extension : extensions) {
            names.apply(extension).forEach(name -> claims.add(new Claim(kind, name)));
        }
    }

    private static List<String> words(Command command) {
        List<String> words = new ArrayList<>(command.aliases());
        words.add(command.name());
        return words;
    }

    private static String shape(Route route) {
        return route.method() + " " + route.path().replaceAll("\\{[^/]*}", "{}");
    }
}
