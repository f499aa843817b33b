package io.tocsin.options;

import io.tocsin.config.Secret;
import java.util.List;
import java.util.Optional;

/**
 * What became of a record.
 *
 * @param record empty if something is wrong with it
 * @param lines the values as people may see them, such as {@code plugin.deploy.room = #ops}
 * @param secrets what must not be shown anywhere
 */
public record Filled<R>(Optional<R> record, List<String> lines, List<Secret> secrets) {

    public Filled {
        lines = List.copyOf(lines);
        secrets = List.copyOf(secrets);
    }
}
