package io.tocsin.code;

import java.util.List;

/**
 * A plugin's code, not yet run.
 *
 * @param place its file or directory
 * @param plugins the classes that implement the contract; none of them initialized
 */
public record Code(String place, ClassLoader loader, List<String> plugins) {

    public Code {
        plugins = List.copyOf(plugins);
    }
}
