package io.tocsin.kit;

import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code --new-plugin} does: writes a plugin that works, and its test. */
public final class Scaffold {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]{0,39}");
    /** Where a class of the same name would be hidden by the plugin's. */
    private static final List<String> TAKEN = List.of(Plugin.class.getPackageName(), "java.lang");

    private Scaffold() {}

    /**
     * Writes the two files; nothing that is there is touched.
     *
     * @param directory of plugins; made if it is not there
     * @return what to do next
     * @throws Refusal if the name cannot be a plugin's, or a file is there already
     */
    public static String write(Path directory, String name) throws IOException {
        check(name);
        Path plugin = directory.resolve(name + ".java");
        Path test = Trial.testOf(plugin);
        for (Path file : List.of(plugin, test)) {
            if (Files.exists(file)) {
                throw Refusal.of("kit.exists", file.toString());
            }
        }
        Files.createDirectories(test.resolveSibling("."));
        create(plugin, filled("Plugin.txt", name));
        create(test, filled("Test.txt", name));
        return Failure.WORDS.say("kit.written", plugin.toString(), test.toString(), words(name));
    }

    private static void check(String name) {
        if (!NAME.matcher(name).matches()) {
            String better = Arrays.stream(name.split("[^A-Za-z0-9]+"))
                    .filter(word -> !word.isEmpty())
                    .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                    .collect(Collectors.joining());
            throw Refusal.of("kit.name", name, NAME.matcher(better).matches() ? better : "CheckServers");
        }
        for (String taken : TAKEN) {
            if (Scaffold.class.getResource("/" + taken.replace('.', '/') + "/" + name + ".class") != null
                    || isClass(taken + "." + name)) {
                throw Refusal.of("kit.name.taken", name, taken);
            }
        }
    }

    private static boolean isClass(String name) {
        try {
            return Class.forName(name, false, Plugin.class.getClassLoader()).getName().equals(name);
        } catch (ClassNotFoundException | LinkageError none) {
            return false;
        }
    }

    private static void create(Path file, String text) throws IOException {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException meanwhile) {
            Refusal refusal = Refusal.of("kit.exists", file.toString());
            refusal.initCause(meanwhile);
            throw refusal;
        }
    }

    private static String filled(String template, String name) throws IOException {
        try (InputStream in = Scaffold.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new IOException(template + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@NAME@", name)
                    .replace("@WORDS@", words(name));
        }
    }

    /** {@code shop watch} for {@code ShopWatch}; a line that begins with a command of the bot would not reach the plugin. */
    private static String words(String name) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        String first = words.replaceFirst(" .*", "");
        boolean taken = World.builtIn().commands().stream()
                .flatMap(command -> Stream.concat(Stream.of(command.name()), command.aliases().stream()))
                .anyMatch(spoken -> spoken.replaceFirst(" .*", "").equals(first));
        return taken ? "hello " + words : words;
    }
}
