package io.tocsin.source;

import io.tocsin.config.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A JSON or YAML value and where it stands. Values that YAML refers to twice are there once. */
sealed interface Node {

    Place place();

    /** Any scalar, as it was written. */
    record Text(String value, Place place) implements Node {}

    /** Nothing, or {@code null}. */
    record Nothing(Place place) implements Node {}

    record Items(List<Node> nodes, Place place) implements Node {

        public Items {
            nodes = List.copyOf(nodes);
        }
    }

    record Fields(SequencedMap<String, Field> fields, Place place) implements Node {

        public Fields {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }

    /**
     * A field of an object.
     *
     * @param anchored whether YAML may refer to its value from elsewhere
     * @param place that of its name
     */
    record Field(Node node, boolean anchored, Place place) {

        /** Whether it, or something in it, is there to be referred to. */
        boolean isReferredTo() {
            return anchored
                    || node instanceof Fields inner && inner.fields().values().stream().anyMatch(Field::isReferredTo);
        }
    }
}
