package io.tocsin.witness;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who shows that the bot's own network is there.
 *
 * @param witnesses none if nobody is asked
 * @param every how often they are asked while all is well
 */
public record WitnessSettings(List<Witness> witnesses, Duration every) {

    public static final WitnessSettings NONE = new WitnessSettings(List.of(), Duration.ofSeconds(10));
    private static final String KEY = "witness";
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\[(?<literal>[\\p{XDigit}:.%]+)]|(?<host>[^\\s:/@\\[\\]]+)):(?<port>\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /** Somebody who always takes a connection. */
    public record Witness(String host, int port) {

        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    public WitnessSettings {
        witnesses = List.copyOf(witnesses);
    }

    public static WitnessSettings from(Keys keys) {
        List<Witness> witnesses = new ArrayList<>();
        for (String text : keys.list(KEY)) {
            Optional<Witness> witness = parse(text);
            if (witness.isEmpty()) {
                keys.problem(KEY, Phrase.of("witness.address", text));
            }
            witness.ifPresent(witnesses::add);
        }
        Duration every = keys.duration("witness.every", "10s");
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            keys.problem("witness.every", Phrase.of("witness.every"));
            every = NONE.every;
        }
        return new WitnessSettings(witnesses, every);
    }

    private static Optional<Witness> parse(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(address.group("port"));
        String host = Optional.ofNullable(address.group("literal")).orElseGet(() -> address.group("host"));
        return port < 1 || port > HIGHEST_PORT ? Optional.empty() : Optional.of(new Witness(host, port));
    }
}
