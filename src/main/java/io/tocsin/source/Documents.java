package io.tocsin.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tocsin.config.Place;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads JSON and YAML, bounded in length and depth. */
final class Documents {

    static final int MOST_BYTES = 16_000_000;
    private static final int DEEPEST = 50;

    /** What the parser says of itself; the line is told anyway. */
    private static final Pattern WHERE = Pattern.compile(" \\(start marker at .*| \\(code \\d+\\)");

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(MOST_BYTES)
            .build();
    private static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(BOUNDS).build();
    private static final YAMLFactory YAML = yaml();

    private Documents() {}

    /** The value that a file holds; empty, with the problem noted, if it cannot be read. */
    static Optional<Node> read(String source, byte[] bytes, Reading reading) {
        if (bytes.length > MOST_BYTES) {
            Phrase tooLong = Phrase.of("config.file.long", String.valueOf(MOST_BYTES / 1_000_000));
            reading.problem("", "", Place.file(source), tooLong);
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(source, text.startsWith("\uFEFF") ? text.substring(1) : text, reading);
        } catch (CharacterCodingException e) {
            reading.problem("", "", Place.file(source), Phrase.of("source.encoding"));
            return Optional.empty();
        }
    }

    private static Optional<Node> parse(String source, String text, Reading reading) {
        boolean json = isJson(source, text);
        try (JsonParser parser = json ? JSON.createParser(text) : YAML.createParser(text)) {
            return Optional.of(new TreeReader(parser, source, reading).read());
        } catch (JsonProcessingException e) {
            reading.problem("", "", place(source, e), Phrase.of(json ? "source.json" : "source.yaml", why(e)));
            return Optional.empty();
        } catch (TreeReader.TooMuchException e) {
            reading.problem("", "", Place.file(source), Phrase.of("source.merge.many"));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static boolean isJson(String source, String text) {
        String name = source.toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return false;
        }
        return name.endsWith(".json") || text.stripLeading().startsWith("{");
    }

    private static Place place(String source, JsonProcessingException failure) {
        if (failure.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return Place.line(source, marked.getProblemMark().getLine() + 1);
        }
        return failure.getLocation() == null
                ? Place.file(source)
                : Place.line(source, failure.getLocation().getLineNr());
    }

    private static String why(JsonProcessingException failure) {
        if (failure.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
            return marked.getProblem();
        }
        String message = failure.getOriginalMessage().lines().findFirst().orElse("");
        return WHERE.matcher(message).replaceFirst("");
    }

    private static YAMLFactory yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        options.setNestingDepthLimit(DEEPEST);
        YAMLFactory factory = YAMLFactory.builder().loaderOptions(options).build();
        factory.setStreamReadConstraints(BOUNDS);
        return factory;
    }
}
