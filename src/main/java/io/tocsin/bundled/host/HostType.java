package io.tocsin.bundled.host;

import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The target is {@code host://local}: what other machines say of themselves is read with {@code [METRIC]}. */
record HostType(Machine machine) implements ProbedType {

    private static final String HERE = "host://local";
    private static final int USUAL_MEMORY = 95;
    private static final int USUAL_DISK = 90;
    private static final int ALL = 100;
    private static final int MOST_LOAD = 10_000;

    @Override
    public String name() {
        return "host";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("host");
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("cpu", Kind.NUMBER, "", "percent of the processors in use; more is bad"),
                new Setting("load", Kind.NUMBER, "", "the load average of a minute; more is bad"),
                new Setting("memory", Kind.NUMBER, String.valueOf(USUAL_MEMORY), "percent in use; more is bad"),
                new Setting("disk", Kind.NUMBER, String.valueOf(USUAL_DISK), "percent in use; more is bad"),
                new Setting("path", Kind.LIST, "", "directories whose disks are looked at; the system's if none"));
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        if (!target.strip().equalsIgnoreCase(HERE)) {
            throw Refusal.of("host.target", target);
        }
        return new HostProbe(machine, limit(settings, "cpu", ALL), limit(settings, "load", MOST_LOAD),
                settings.number("memory", USUAL_MEMORY, 1, ALL), settings.number("disk", USUAL_DISK, 1, ALL),
                paths(settings.all("path")));
    }

    private static OptionalDouble limit(Settings settings, String name, int most) {
        return settings.text(name).isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(settings.number(name, 1, 1, most));
    }

    private static List<Path> paths(List<String> written) {
        List<Path> paths = new ArrayList<>();
        for (String text : written) {
            paths.add(path(text));
        }
        return paths.isEmpty() ? List.of(Path.of("").toAbsolutePath().getRoot()) : paths;
    }

    private static Path path(String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException noPath) {
            throw Refusal.of("host.path", text);
        }
        throw Refusal.of("host.path", text);
    }
}
