package io.tocsin.source;

import io.tocsin.config.Nearest;
import io.tocsin.config.Place;
import io.tocsin.config.Problem;
import io.tocsin.maintenance.Window;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file of monitors in any of its forms, told apart by the word they begin with. */
public final class MonitorFile {

    private static final List<String> FORMS =
            List.of(ServersJson.KEY, GatusYaml.KEY, GatusYaml.EXTERNAL, MonitorYaml.KEY);
    private static final Set<String> GATUS = Set.of(GatusYaml.KEY, GatusYaml.EXTERNAL);

    private MonitorFile() {}

    /**
     * What a file says.
     *
     * @param windows in which trouble is none
     * @param problems if there are any, the file is not to be used at all
     * @param warnings what is not supported, and left out
     */
    public record Content(
            List<Written> monitors, List<Window.Draft> windows, List<Problem> problems, List<Problem> warnings) {

        public Content {
            monitors = List.copyOf(monitors);
            windows = List.copyOf(windows);
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Reads a file.
     *
     * @param source its name, as problems are to show it
     */
    public static Content parse(String source, byte[] bytes) {
        return parse(source, bytes, GatusSettings.USUAL);
    }

    /** The same with what is said of Gatus's files. */
    static Content parse(String source, byte[] bytes, GatusSettings gatus) {
        Reading reading = new Reading();
        return content(source, Documents.read(source, bytes, reading), gatus, reading);
    }

    /** What a value says that was read already. */
    static Content content(String source, Optional<Node> read, GatusSettings gatus, Reading reading) {
        read.ifPresent(node -> read(source, node, gatus, reading));
        Content content = reading.content();
        if (content.problems().isEmpty() && content.monitors().isEmpty()) {
            reading.problem("", "", Place.file(source), Phrase.of("source.empty"));
            return reading.content();
        }
        return content;
    }

    private static void read(String source, Node node, GatusSettings gatus, Reading reading) {
        if (node instanceof Node.Nothing) {
            return;
        }
        if (!(node instanceof Node.Fields fields)) {
            reading.problem("", "", node.place(), Phrase.of("source.form"));
            return;
        }
        Section file = new Section(reading, "", fields);
        List<String> forms = FORMS.stream().filter(file::has).toList();
        if (forms.size() != 1 && !(forms.size() == GATUS.size() && GATUS.containsAll(forms))) {
            reading.problem("", "", Place.file(source), form(forms, fields));
            return;
        }
        switch (forms.getFirst()) {
            case ServersJson.KEY -> ServersJson.read(file, reading);
            case GatusYaml.KEY, GatusYaml.EXTERNAL -> GatusYaml.read(file, gatus, reading);
            default -> MonitorYaml.read(file, reading);
        }
        refuseOthers(file, reading);
    }

    private static Phrase form(List<String> forms, Node.Fields fields) {
        if (!forms.isEmpty()) {
            return Phrase.of("source.forms", String.join(", ", forms));
        }
        for (String name : fields.fields().keySet()) {
            Optional<String> nearest = Nearest.to(name, FORMS);
            if (nearest.isPresent()) {
                return Phrase.of("source.form.nearest", name, nearest.get());
            }
        }
        return Phrase.of("source.form");
    }

    /** Parts that are only there to be referred to may be called anything. */
    private static void refuseOthers(Section file, Reading reading) {
        for (String name : file.others()) {
            if (!name.startsWith("x-") && !file.isReferredTo(name)) {
                reading.problem(name, "", file.placeOf(name), Phrase.of("source.unknown.part"));
            }
        }
    }
}
