package io.tocsin.plugin;

import io.tocsin.code.LoadProblem;
import io.tocsin.text.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with files and directories that should have been plugins, as they are now. */
final class Troubles {

    private static final Logger log = LoggerFactory.getLogger(Troubles.class);
    private static final Catalogue WORDS = Catalogue.english();

    private final List<LoadProblem> problems = new CopyOnWriteArrayList<>();

    void add(LoadProblem problem) {
        problems.add(problem);
        log.warn("A plugin is left out. {}", WORDS.say(problem.phrase()));
    }

    /** What is wrong with a file or directory now, in place of what was. */
    void replace(String place, List<LoadProblem> now) {
        String name = nameOf(place);
        problems.removeIf(problem -> problem.place().startsWith(place) || nameOf(problem.place()).equals(name));
        now.forEach(this::add);
    }

    /** Problems of a source have its name and the line alone. */
    private static String nameOf(String place) {
        return String.valueOf(Path.of(place.replaceFirst(":\\d+$", "")).getFileName());
    }

    /** What is wrong with the file or directory that a plugin of this name would come from. */
    List<LoadProblem> of(String plugin) {
        return problems.stream()
                .filter(problem -> plugin(problem).equalsIgnoreCase(plugin))
                .toList();
    }

    /** The names of the plugins that these files and directories would be. */
    List<String> plugins() {
        return problems.stream().map(Troubles::plugin).distinct().toList();
    }

    private static String plugin(LoadProblem problem) {
        return nameOf(problem.place()).replaceFirst("\\.java$", "");
    }

    List<LoadProblem> all() {
        return List.copyOf(problems);
    }
}
