package io.tocsin.aws;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The process's variables. An empty one counts as none. */
record Environment(Map<String, String> variables) {

    Environment {
        variables = Map.copyOf(variables);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    boolean isTrue(String name) {
        return get(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** A file that a variable names, else one below the person's home. */
    Path file(String name, String otherwise) {
        String home = get("HOME").orElse(System.getProperty("user.home"));
        return get(name).map(Path::of).orElse(Path.of(home, ".aws", otherwise));
    }
}
