package io.tocsin.code;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A source that has been compiled and woven.
 *
 * @param classes by their names
 * @param jars what it depends on
 */
record Ready(Map<String, byte[]> classes, List<Path> jars, Header header) {

    Ready {
        classes = Map.copyOf(classes);
        jars = List.copyOf(jars);
    }
}
