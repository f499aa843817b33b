package io.tocsin.source;

import io.tocsin.monitor.Draft;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code {"servers":[{"name":..,"url":..}]}}. */
final class ServersJson {

    static final String KEY = "servers";

    /** What a server answers that is well, unless the entry says otherwise. */
    private static final String OK = "[STATUS] == 200";

    private ServersJson() {}

    static void read(Section file, Reading reading) {
        for (Section entry : file.sections(KEY)) {
            Optional<String> name = entry.required("name", Phrase.of("source.missing.name"));
            Optional<Draft.Builder> draft = DraftFields.read(entry, name.orElse(""), "url");
            entry.refuseOthers(List.of());
            if (name.isPresent() && draft.isPresent()) {
                add(judged(draft.get().build()), entry, reading);
            }
        }
    }

    private static void add(Draft draft, Section entry, Reading reading) {
        reading.unique(
                entry.path(), entry.place(), Phrase.of("source.by.address"), List.of(draft.name(), draft.target()));
        reading.add(new Written(draft, entry.place(), DraftFields.spots(entry, "url"), false));
    }

    private static Draft judged(Draft draft) {
        String target = draft.target().toLowerCase(Locale.ROOT);
        boolean http = target.startsWith("http://") || target.startsWith("https://");
        return draft.conditions().isEmpty() && http ? draft.edit().expect(OK).build() : draft;
    }
}
