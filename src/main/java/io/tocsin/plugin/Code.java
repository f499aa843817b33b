package io.tocsin.plugin;

import java.util.List;

/**
 * A plugin's code, not yet run.
 *
 * @param place its file or directory
 * @param plugins the classes that implement the contract; none of them initialized
 */
record Code(String place, ClassLoader loader, List<String> plugins) {

    Code {
        plugins = List.copyOf(plugins);
    }
}
