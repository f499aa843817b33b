package io.tocsin.bundled.host;

import io.tocsin.spi.Figures;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** Judges what has a limit; the rest is there for conditions, such as {@code [BODY].cpu < 80}. */
record HostProbe(
        Machine machine, OptionalDouble cpu, OptionalDouble load, double memory, double disk, List<Path> paths)
        implements Probe {

    HostProbe {
        paths = List.copyOf(paths);
    }

    @Override
    public Result run(Duration limit) throws InterruptedException {
        Figures figures = new Figures(Result.builder());
        add(figures, "cpu", machine.cpu(), " %", cpu);
        add(figures, "load", machine.load(), "", load);
        figures.add("memory", machine.memory(), " %", memory);
        Map<String, BigDecimal> disks = new LinkedHashMap<>();
        for (Path path : paths) {
            try {
                double used = machine.disk(path);
                figures.judge("disk " + path, used, " %", disk);
                disks.put(path.toString(), Figures.rounded(used));
            } catch (IOException failure) {
                return Result.failed(why(path, failure), Phases.NONE);
            }
        }
        disks.values().stream().max(BigDecimal::compareTo).ifPresent(most -> figures.field("disk", most));
        return figures.field("disks", disks).told().build();
    }

    /** The message of some of them is the path alone. */
    private static Phrase why(Path path, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return Phrase.of("host.gone", path.toString());
        }
        String said = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return Phrase.of("host.disk", path.toString(), Objects.requireNonNullElse(said, failure.toString()));
    }

    private static void add(Figures figures, String name, OptionalDouble now, String unit, OptionalDouble most) {
        if (now.isPresent() && most.isPresent()) {
            figures.add(name, now.getAsDouble(), unit, most.getAsDouble());
        } else if (now.isPresent()) {
            figures.add(name, now.getAsDouble(), unit);
        }
    }
}
