package io.tocsin.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tocsin.config.Place;
import io.tocsin.spi.Phrase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Turns the parser's tokens into nodes. A reference of YAML becomes the node itself and is never copied; only merging
 * ({@code <<}) copies fields, and has a budget, so that a small file cannot become a large tree.
 */
final class TreeReader {

    private static final String MERGE = "<<";
    private static final int MOST_MERGED = 1_000_000;

    private final JsonParser parser;
    private final String source;
    private final Reading reading;
    private final Map<String, Node> anchors = new HashMap<>();
    private int merged;
    private int lastLine = -1;
    private Place lastPlace = Place.NOWHERE;

    TreeReader(JsonParser parser, String source, Reading reading) {
        this.parser = parser;
        this.source = source;
        this.reading = reading;
    }

    Node read() throws IOException {
        if (parser.nextToken() == null) {
            return new Node.Nothing(Place.file(source));
        }
        Node node = node();
        if (parser.nextToken() != null) {
            reading.problem("", "", place(), Phrase.of("source.documents"));
        }
        return node;
    }

    private Node node() throws IOException {
        Place place = place();
        Optional<String> anchor = anchor();
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return alias(parser.getText(), place);
        }
        Node node =
                switch (parser.currentToken()) {
                    case START_OBJECT -> fields(place);
                    case START_ARRAY -> items(place);
                    case VALUE_NULL -> new Node.Nothing(place);
                    case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                            new Node.Text(parser.getText(), place);
                    case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                            new Node.Nothing(place);
                };
        anchor.ifPresent(name -> anchors.put(name, node));
        return node;
    }

    private Optional<String> anchor() throws IOException {
        return Optional.ofNullable(parser.getObjectId()).map(Object::toString);
    }

    private Node alias(String name, Place place) {
        Node target = anchors.get(name);
        if (target == null) {
            reading.problem("", "", place, Phrase.of("source.alias", name));
            return new Node.Nothing(place);
        }
        return target;
    }

    private Node items(Place place) throws IOException {
        List<Node> nodes = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            nodes.add(node());
        }
        return new Node.Items(nodes, place);
    }

    private Node fields(Place place) throws IOException {
        SequencedMap<String, Node.Field> fields = new LinkedHashMap<>();
        List<Node> merges = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place where = place();
            parser.nextToken();
            boolean anchored = anchor().isPresent();
            Node value = node();
            if (name.equals(MERGE)) {
                merges.add(value);
                continue;
            }
            Node.Field earlier = fields.putIfAbsent(name, new Node.Field(value, anchored, where));
            if (earlier != null) {
                reading.problem(name, "", where, Phrase.of("source.twice", earlier.place().words()));
            }
        }
        merges.forEach(merge -> merge(merge, fields));
        return new Node.Fields(fields, place);
    }

    /** Adds the fields that are not there; of several objects the first wins, as YAML has it. */
    private void merge(Node from, SequencedMap<String, Node.Field> into) {
        List<Node> objects = from instanceof Node.Items several ? several.nodes() : List.of(from);
        spend(objects.size());
        for (Node object : objects) {
            if (object instanceof Node.Fields other) {
                spend(other.fields().size());
                other.fields().forEach(into::putIfAbsent);
            } else {
                String shown = object instanceof Node.Text text ? text.value() : "";
                reading.problem(MERGE, shown, object.place(), Phrase.of("source.merge"));
            }
        }
    }

    private void spend(int more) {
        merged += more;
        if (merged > MOST_MERGED) {
            throw new TooMuchException();
        }
    }

    /** The file unfolds to more than is read. */
    static final class TooMuchException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private Place place() {
        int line = parser.currentTokenLocation().getLineNr();
        if (line != lastLine) {
            lastLine = line;
            lastPlace = Place.line(source, line);
        }
        return lastPlace;
    }
}
