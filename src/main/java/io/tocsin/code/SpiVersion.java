package io.tocsin.code;

import io.tocsin.spi.Plugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which version of the contract code says it needs: a line of a source, an attribute of a jar's manifest. */
final class SpiVersion {

    private static final Pattern LINE = Pattern.compile("(?m)^//SPI[ \\t]+(\\S+)");
    private static final String ATTRIBUTE = "Tocsin-Spi-Version";

    private SpiVersion() {}

    /** What keeps a source from being used. */
    static Optional<LoadProblem> problem(Source source) {
        Matcher line = LINE.matcher(source.text());
        if (!line.find()) {
            return Optional.empty();
        }
        long number = source.text().substring(0, line.start()).lines().count() + 1;
        return problem(source.path().getFileName() + ":" + number, line.group(1));
    }

    /** The same for jars. */
    static Optional<LoadProblem> problem(List<Path> jars) throws IOException {
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                Manifest manifest = jar.getManifest();
                String wanted = manifest == null ? null : manifest.getMainAttributes().getValue(ATTRIBUTE);
                Optional<LoadProblem> problem =
                        wanted == null ? Optional.empty() : problem(path.toString(), wanted.strip());
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<LoadProblem> problem(String place, String wanted) {
        if (!wanted.matches("\\d{1,6}")) {
            return Optional.of(LoadProblem.of(place, "plugin.spi-form", wanted, String.valueOf(Plugin.SPI)));
        }
        return Integer.parseInt(wanted) <= Plugin.SPI
                ? Optional.empty()
                : Optional.of(LoadProblem.of(place, "plugin.newer-spi", wanted, String.valueOf(Plugin.SPI)));
    }
}
