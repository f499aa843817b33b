package io.tocsin.watch;

import io.tocsin.monitor.Monitor;
import io.tocsin.spi.ReportedType.Expected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every monitor at work, by id and by name. */
final class Roster {

    private final ConcurrentHashMap<String, Live> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Live> byName = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, List<Live>> byToken = new ConcurrentHashMap<>();

    Collection<Live> all() {
        return byId.values();
    }

    Optional<Live> id(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Live> name(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** The programs in whose addresses a token stands, in the order in which they came. */
    List<Live> token(String token) {
        return byToken.getOrDefault(digest(token), List.of());
    }

    void add(Live live) {
        byId.put(live.monitor().id(), live);
        byName.put(key(live.monitor().name()), live);
        token(live.monitor()).ifPresent(token -> byToken.merge(token, List.of(live), Roster::both));
    }

    void redefined(Live live, Monitor before) {
        byName.remove(key(before.name()), live);
        token(before).ifPresent(token -> byToken.computeIfPresent(token, (_, some) -> without(some, live)));
        add(live);
    }

    void remove(Live live) {
        byId.remove(live.monitor().id());
        byName.remove(key(live.monitor().name()), live);
        token(live.monitor()).ifPresent(token -> byToken.computeIfPresent(token, (_, some) -> without(some, live)));
    }

    private static List<Live> both(List<Live> some, List<Live> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    private static @Nullable List<Live> without(List<Live> some, Live gone) {
        List<Live> left = some.stream().filter(live -> live != gone).toList();
        return left.isEmpty() ? null : left;
    }

    private static Optional<String> token(Monitor monitor) {
        return monitor.expected().map(Expected::token).filter(token -> !token.isEmpty()).map(Roster::digest);
    }

    /** How long a look-up takes must not tell how much of a token was right. */
    private static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
