package io.tocsin.source;

import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.monitor.Draft;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Our own form: {@code monitors:}, with every word that a command knows. What is written loads again as it was. */
public final class MonitorYaml {

    static final String KEY = "monitors";
    private static final String EVERY = "every ";

    private static final Pattern AWKWARD = Pattern.compile("^\\s|[\\p{Cc}&&[^\n]]|[ \u2028\u2029]\n");

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private MonitorYaml() {}

    /** The monitors as a file that {@code monitors.file} can name. */
    public static String write(List<Draft> drafts) {
        StringWriter text = new StringWriter();
        try (YAMLGenerator yaml = YAML.createGenerator(text)) {
            yaml.writeStartObject();
            yaml.writeFieldName(KEY);
            yaml.writeStartArray();
            for (Draft draft : drafts) {
                write(draft, yaml);
            }
            yaml.writeEndArray();
            yaml.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    static void read(Section file, Reading reading) {
        for (Section entry : file.sections(KEY)) {
            Optional<String> name = entry.required("name", Phrase.of("source.missing.name"));
            DraftFields.withSettings(entry, name.orElse("")).ifPresent(written -> {
                if (name.isPresent()) {
                    List<String> identity = List.of(name.get().toLowerCase(Locale.ROOT));
                    reading.unique(entry.path(), entry.place(), Phrase.of("source.by.name"), identity);
                    reading.add(written);
                }
            });
        }
    }

    private static void write(Draft draft, YAMLGenerator yaml) throws IOException {
        yaml.writeStartObject();
        text("name", draft.name(), yaml);
        text("type", draft.type(), yaml);
        text("target", draft.target(), yaml);
        schedule(draft.schedule(), yaml);
        text("zone", draft.zone(), yaml);
        duration("timeout", draft.timeout(), yaml);
        texts("expect", draft.conditions(), yaml);
        if (draft.failureThreshold().isPresent()) {
            yaml.writeNumberField("confirm", draft.failureThreshold().getAsInt());
        }
        if (draft.successThreshold().isPresent()) {
            yaml.writeNumberField("recover", draft.successThreshold().getAsInt());
        }
        duration("retry", draft.retryInterval(), yaml);
        text("reminder", draft.reminder().map(it -> it.written(DurationText::write)).orElse(""), yaml);
        text("group", draft.group(), yaml);
        texts("tags", draft.tags(), yaml);
        texts("rooms", draft.rooms(), yaml);
        text("description", draft.alerts().description(), yaml);
        texts("later", draft.alerts().later().stream().map(Later::written).toList(), yaml);
        texts("quiet", draft.alerts().quiet(), yaml);
        text("escalation", draft.alerts().escalation(), yaml);
        names("depends", draft.parents(), yaml);
        if (!draft.enabled()) {
            yaml.writeBooleanField("enabled", false);
        }
        for (String setting : draft.settings().keySet()) {
            texts(setting, draft.settings().getOrDefault(setting, List.of()), yaml);
        }
        yaml.writeEndObject();
    }

    private static void schedule(String schedule, YAMLGenerator yaml) throws IOException {
        if (schedule.startsWith(EVERY)) {
            yaml.writeStringField("every", schedule.substring(EVERY.length()));
            return;
        }
        text("cron", schedule, yaml);
    }

    private static void text(String name, String value, YAMLGenerator yaml) throws IOException {
        if (!value.isEmpty()) {
            yaml.writeFieldName(name);
            value(value, yaml);
        }
    }

    private static void duration(String name, Optional<Duration> value, YAMLGenerator yaml) throws IOException {
        if (value.isPresent()) {
            yaml.writeStringField(name, DurationText.write(value.get()));
        }
    }

    private static void texts(String name, List<String> values, YAMLGenerator yaml) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        yaml.writeFieldName(name);
        if (values.size() == 1) {
            value(values.getFirst(), yaml);
            return;
        }
        yaml.writeStartArray();
        for (String value : values) {
            value(value, yaml);
        }
        yaml.writeEndArray();
    }

    /** A name may have a comma, which would end it in a text of names. */
    private static void names(String name, List<String> values, YAMLGenerator yaml) throws IOException {
        if (values.size() != 1 || values.getFirst().indexOf(',') < 0) {
            texts(name, values, yaml);
            return;
        }
        yaml.writeFieldName(name);
        yaml.writeStartArray();
        value(values.getFirst(), yaml);
        yaml.writeEndArray();
    }

    /** Several lines are written as a block, unless the block would not keep them as they are. */
    private static void value(String value, YAMLGenerator yaml) throws IOException {
        boolean block = !AWKWARD.matcher(value).find();
        yaml.configure(YAMLGenerator.Feature.MINIMIZE_QUOTES, block);
        yaml.writeString(value);
        yaml.enable(YAMLGenerator.Feature.MINIMIZE_QUOTES);
    }
}
