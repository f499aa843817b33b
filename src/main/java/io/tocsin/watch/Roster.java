package io.tocsin.watch;

import io.tocsin.monitor.Monitor;
import io.tocsin.spi.ReportedType.Expected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every monitor at work, by id and by name. */
final class Roster {

    private final ConcurrentHashMap<String, Live> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Live> byName = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Live> byToken = new ConcurrentHashMap<>();

    Collection<Live> all() {
        return byId.values();
    }

    Optional<Live> id(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Live> name(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /** The program in whose addresses a token stands. */
    Optional<Live> token(String token) {
        return Optional.ofNullable(byToken.get(digest(token)));
    }

    void add(Live live) {
        byId.put(live.monitor().id(), live);
        byName.put(key(live.monitor().name()), live);
        token(live.monitor()).ifPresent(token -> byToken.putIfAbsent(token, live));
    }

    void redefined(Live live, Monitor before) {
        byName.remove(key(before.name()), live);
        token(before).ifPresent(token -> byToken.remove(token, live));
        add(live);
    }

    void remove(Live live) {
        byId.remove(live.monitor().id());
        byName.remove(key(live.monitor().name()), live);
        token(live.monitor()).ifPresent(token -> byToken.remove(token, live));
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
