package io.tocsin.bundled.change;

import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Targets such as {@code https://example.com/series}, where the type is named.
 *
 * @param pages fetches them; its settings are settings here
 */
record ChangeType(ProbedType pages, Memory memory) implements ProbedType {

    private static final List<Setting> OWN = List.of(
            new Setting("css", Kind.TEXT, "", "a CSS selector of what is compared"),
            new Setting("json", Kind.TEXT, "", "a path of what is compared, such as .episodes[*].title"),
            new Setting("regex", Kind.TEXT, "", "a regular expression of what is compared; its group, if it has one"),
            new Setting("ignore", Kind.LIST, "", "a regular expression of what may change"));

    @Override
    public String name() {
        return "change";
    }

    @Override
    public Set<String> schemes() {
        return Set.of();
    }

    @Override
    public List<Setting> settings() {
        return Stream.concat(OWN.stream(), pages.settings().stream()).toList();
    }

    @Override
    public List<String> defaultConditions() {
        return pages.defaultConditions();
    }

    @Override
    public Probe probe(String target, Settings settings, ProbeContext context) {
        Part part = Part.of(settings);
        Ignored ignored = Ignored.of(settings.all("ignore"));
        Map<String, List<String>> rest = new LinkedHashMap<>();
        settings.names().stream()
                .filter(name -> OWN.stream().noneMatch(own -> own.name().equals(name)))
                .forEach(name -> rest.put(name, settings.all(name)));
        Probe page = pages.probe(target, new Settings(rest), context);
        String what = target + "\n" + part.name() + "\n" + settings.all("ignore");
        return new ChangeProbe(page, part, ignored, memory.of(context.monitor(), what));
    }
}
