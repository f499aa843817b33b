package io.tocsin.condition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the JSON of strangers, within bounds, and writes it as conditions compare it. */
final class Json {

    private static final Logger log = LoggerFactory.getLogger(Json.class);
    private static final int DEEPEST = 200;
    private static final int LONGEST_NUMBER = 1_000;
    private static final int MOST_TOKENS = 500_000;
    private static final int LONGEST_PLAIN = 400;
    /** Names are not interned: a stranger would choose what fills that table. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The bytes as JSON, whatever their declared type; empty if they are none. */
    static Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.of(MAPPER.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            log.trace("not JSON", e);
            return parseRepaired(body);
        }
    }

    /** A byte that is not UTF-8 spoils one text of the body, not all of it. */
    private static Optional<JsonNode> parseRepaired(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? Optional.empty() : parse(text);
    }

    static Optional<JsonNode> parse(String body) {
        try {
            return Optional.of(MAPPER.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            log.trace("not JSON", e);
            return Optional.empty();
        }
    }

    /** Without spaces, keys sorted. */
    static String minified(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    /** As Gatus shows an array: {@code [1 x true <nil>]}. */
    static String spaced(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(Json::spaced)
                    .collect(Collectors.joining(" ", "[", "]"));
        }
        if (node.isObject()) {
            return sorted(node).entrySet().stream()
                    .map(field -> field.getKey() + ":" + spaced(field.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        return node.isNull() ? "<nil>" : scalar(node);
    }

    /** A number without an exponent, unless that would be unreasonably long. */
    static String plain(BigDecimal number) {
        BigDecimal brief = number.stripTrailingZeros();
        return Math.abs(brief.scale()) > LONGEST_PLAIN ? brief.toString() : brief.toPlainString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isArray()) {
            String separator = "[";
            for (JsonNode entry : node) {
                out.append(separator);
                write(entry, out);
                separator = ",";
            }
            out.append(node.isEmpty() ? "[]" : "]");
            return;
        }
        if (node.isObject()) {
            String separator = "{";
            for (Map.Entry<String, JsonNode> field : sorted(node).entrySet()) {
                out.append(separator);
                quote(field.getKey(), out);
                out.append(':');
                write(field.getValue(), out);
                separator = ",";
            }
            out.append(node.isEmpty() ? "{}" : "}");
            return;
        }
        if (node.isTextual()) {
            quote(node.textValue(), out);
            return;
        }
        out.append(scalar(node));
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
    }

    private static String scalar(JsonNode node) {
        return node.isNumber() ? plain(node.decimalValue()) : node.asText();
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, TreeMap::new));
    }
}
