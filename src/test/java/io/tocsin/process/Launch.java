package io.tocsin.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the program is started.
 *
 * @param data its data directory
 * @param config what its configuration says; written to a file beside the data directory at each start
 * @param jvm options of the virtual machine
 * @param arguments further arguments of the program
 */
record Launch(Path data, Map<String, String> config, List<String> jvm, List<String> arguments) {

    Launch {
        config = Map.copyOf(config);
        jvm = List.copyOf(jvm);
        arguments = List.copyOf(arguments);
    }

    static Launch in(Path data) {
        Path plugins = data.resolveSibling("plugins");
        try {
            Files.createDirectories(plugins);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> alone = Map.of("web.enabled", "false", "plugins.dir", plugins.toString());
        return new Launch(data, alone, List.of(), List.of());
    }

    Launch with(String key, String value) {
        return with(Map.of(key, value));
    }

    Launch with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(config);
        all.putAll(more);
        return new Launch(data, all, jvm, arguments);
    }

    Launch without(String key) {
        Map<String, String> all = new LinkedHashMap<>(config);
        all.remove(key);
        return new Launch(data, all, jvm, arguments);
    }

    /** With a monitor that is asked often and believed at once. */
    Launch watching(String name, String target) {
        String key = "monitor." + name + ".";
        return with(Map.of(key + "target", target, key + "every", "200ms", key + "confirm", "1", key + "recover", "1"));
    }

    /** With an option of the virtual machine, such as {@code -Dname=value}. */
    Launch jvm(String option) {
        List<String> all = new ArrayList<>(jvm);
        all.add(option);
        return new Launch(data, config, all, arguments);
    }

    Launch arguments(String... more) {
        return new Launch(data, config, jvm, List.of(more));
    }

    BotProcess start() {
        return BotProcess.start(this);
    }

    /** The command line; the configuration is written on the way. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Duser.timezone=UTC"));
        command.addAll(jvm);
        Path jar = Path.of(System.getProperty("tocsin.jar", "no jar"));
        if (Files.exists(jar)) {
            command.addAll(jvm.stream().anyMatch(option -> option.startsWith(SharedClasses.CREATE))
                    ? List.of()
                    : SharedClasses.options());
            command.addAll(List.of("-jar", jar.toString()));
        } else {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tocsin.Main"));
        }
        command.addAll(List.of("--data", data.toString(), "--config", writeConfig().toString()));
        command.addAll(arguments);
        return command;
    }

    private Path writeConfig() {
        StringBuilder text = new StringBuilder();
        config.forEach((key, value) -> text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
        Path file = data.resolveSibling(data.getFileName() + ".properties");
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
