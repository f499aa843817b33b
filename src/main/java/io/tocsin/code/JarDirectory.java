package io.tocsin.code;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** A directory with the jars of one plugin. */
record JarDirectory(Path directory, List<Path> jars) {

    /** @throws UnloadableException if there is no plugin in it, or none that can be used */
    Code load() throws UnloadableException {
        String place = directory.toString();
        if (jars.isEmpty()) {
            throw new UnloadableException(place, "plugin.no-jar");
        }
        checkWhole();
        try {
            Optional<LoadProblem> newer = SpiVersion.problem(jars);
            if (newer.isPresent()) {
                throw new UnloadableException(List.of(newer.get()));
            }
            return code(new PluginLoader(place, Map.of(), jars));
        } catch (UnsupportedClassVersionError newer) {
            String own = String.valueOf(Runtime.version().feature());
            throw new UnloadableException(newer, place, "plugin.newer-java", own);
        } catch (IOException | ClassNotFoundException | ServiceConfigurationError | LinkageError unusable) {
            throw new UnloadableException(List.of(LoadProblem.unusable(directory, unusable)));
        }
    }

    private Code code(PluginLoader loader) throws UnloadableException, IOException, ClassNotFoundException {
        boolean found = false;
        try {
            List<String> plugins = new ArrayList<>(PluginClasses.services(loader));
            for (Path jar : plugins.isEmpty() ? jars : List.<Path>of()) {
                plugins.addAll(PluginClasses.inJar(jar));
            }
            for (String plugin : plugins) {
                Class.forName(plugin, false, loader);
            }
            if (plugins.isEmpty()) {
                throw new UnloadableException(directory.toString(), "plugin.no-plugin-in-jars");
            }
            found = true;
            return new Code(directory.toString(), loader, plugins, header());
        } finally {
            if (!found) {
                loader.close();
            }
        }
    }

    /** A class loader would pass over a damaged one in silence. */
    private void checkWhole() throws UnloadableException {
        List<LoadProblem> damages = new ArrayList<>();
        for (Path jar : jars) {
            try (JarFile whole = new JarFile(jar.toFile())) {
                Objects.requireNonNull(whole.getName());
            } catch (IOException damaged) {
                damages.add(
                        LoadProblem.of(jar.toString(), "plugin.unreadable", String.valueOf(damaged.getMessage())));
            }
        }
        if (!damages.isEmpty()) {
            throw new UnloadableException(damages);
        }
    }

    /** From the first manifest that has a title. */
    private Header header() throws IOException {
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                Manifest manifest = jar.getManifest();
                String title = manifest == null
                        ? null
                        : manifest.getMainAttributes()
                                .getValue(Attributes.Name.IMPLEMENTATION_TITLE);
                if (manifest != null && title != null) {
                    String vendor = manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VENDOR);
                    return new Header(title, List.of(), List.of(), Objects.requireNonNullElse(vendor, ""));
                }
            }
        }
        return Header.NONE;
    }
}
