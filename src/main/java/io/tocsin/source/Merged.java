package io.tocsin.source;

import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Makes one value of two files' values, as Gatus does: objects are merged, lists appended, and nothing else is said twice. */
final class Merged {

    private Merged() {}

    static Node of(Node first, Node second, Reading reading) {
        return node("", first, second, reading);
    }

    private static Node node(String path, Node first, Node second, Reading reading) {
        if (first instanceof Node.Fields some && second instanceof Node.Fields more) {
            return fields(path, some, more, reading);
        }
        if (first instanceof Node.Items some && second instanceof Node.Items more) {
            List<Node> nodes = new ArrayList<>(some.nodes());
            nodes.addAll(more.nodes());
            return new Node.Items(nodes, some.place());
        }
        if (first instanceof Node.Nothing) {
            return second;
        }
        if (!(second instanceof Node.Nothing)) {
            reading.problem(path, "", second.place(), Phrase.of("source.twice", first.place().words()));
        }
        return first;
    }

    private static Node fields(String path, Node.Fields some, Node.Fields more, Reading reading) {
        SequencedMap<String, Node.Field> fields = new LinkedHashMap<>(some.fields());
        more.fields().forEach((name, field) -> {
            Node.Field before = fields.get(name);
            String where = path.isEmpty() ? name : path + "." + name;
            fields.put(name, before == null
                    ? field
                    : new Node.Field(
                            node(where, before.node(), field.node(), reading), before.anchored() || field.anchored(),
                            before.place()));
        });
        return new Node.Fields(fields, some.place());
    }
}
