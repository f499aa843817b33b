package io.tocsin.config;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param config the configuration, when one was named: it must be there then
 * @param data where the bot keeps what it remembers
 * @param checkConfig say what is wrong with the configuration, and end
 * @param newPlugin the name of a plugin to be written
 * @param testPlugin the source file of a plugin to be tested
 */
public record Options(
        Optional<Path> config,
        Path data,
        boolean checkConfig,
        Optional<String> newPlugin,
        Optional<Path> testPlugin,
        boolean version,
        boolean help) {

    private static final String CONFIG = "--config";
    private static final String DATA = "--data";
    private static final String CHECK = "--check-config";
    private static final String NEW_PLUGIN = "--new-plugin";
    private static final String TEST_PLUGIN = "--test-plugin";
    private static final String VERSION = "--version";
    private static final String HELP = "--help";
    private static final List<String> KNOWN =
            List.of(CONFIG, DATA, CHECK, NEW_PLUGIN, TEST_PLUGIN, VERSION, HELP);
    /** What follows an option, and how its absence is told. */
    private static final Map<String, String> VALUES = Map.of(
            CONFIG, "config.option.config",
            DATA, "config.option.data",
            NEW_PLUGIN, "config.option.new-plugin",
            TEST_PLUGIN, "config.option.test-plugin");

    /**
     * Reads the command line.
     *
     * @throws Refusal if something on it is no option, lacks its value, or comes twice
     */
    public static Options parse(List<String> arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            int equals = argument.indexOf('=');
            String option = equals < 0 ? argument : argument.substring(0, equals);
            check(option, given);
            String missing = VALUES.get(option);
            if (missing == null) {
                refuseValue(option, equals >= 0);
                given.put(option, "");
                continue;
            }
            String value = equals < 0 ? following(arguments, ++at) : argument.substring(equals + 1);
            if (value.isBlank() || KNOWN.contains(value)) {
                throw Refusal.of(missing);
            }
            given.put(option, value);
        }
        return new Options(
                Optional.ofNullable(given.get(CONFIG)).map(value -> path(CONFIG, value)),
                path(DATA, given.getOrDefault(DATA, "data")),
                given.containsKey(CHECK),
                Optional.ofNullable(given.get(NEW_PLUGIN)),
                Optional.ofNullable(given.get(TEST_PLUGIN)).map(value -> path(TEST_PLUGIN, value)),
                given.containsKey(VERSION),
                given.containsKey(HELP));
    }

    /** What {@code --help} says. */
    public static Phrase usage() {
        return Phrase.of("config.usage");
    }

    /** The file that is read: the one that was named, or {@code bot.properties} if that is there. */
    public Path configFile() {
        return config.orElse(Path.of("bot.properties"));
    }

    /** The configuration, with what is wrong with it. */
    public Config read(Map<String, String> environment) {
        if (config.isPresent()) {
            return ConfigFile.read(configFile(), environment);
        }
        return ConfigFile.readIfPresent(configFile(), environment);
    }

    private static void check(String option, Map<String, String> given) {
        if (given.containsKey(option)) {
            throw Refusal.of("config.option.twice", option);
        }
        if (KNOWN.contains(option)) {
            return;
        }
        Optional<String> nearest = Nearest.to(option, KNOWN);
        if (nearest.isPresent()) {
            throw Refusal.of("config.option.nearest", option, nearest.get());
        }
        throw Refusal.of("config.option.unknown", option);
    }

    private static void refuseValue(String option, boolean hasValue) {
        if (hasValue) {
            throw Refusal.of("config.option.value", option);
        }
    }

    private static String following(List<String> arguments, int at) {
        return at < arguments.size() ? arguments.get(at) : "";
    }

    private static Path path(String option, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw Refusal.of("config.option.path", option, value);
        }
    }
}
