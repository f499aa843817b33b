package io.tocsin.code;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A plugin's code, not yet run.
 *
 * @param place its file or directory
 * @param plugins the classes that implement the contract; none of them initialized
 * @param header what it says of itself
 */
public record Code(String place, ClassLoader loader, List<String> plugins, Header header) implements Closeable {

    public Code {
        plugins = List.copyOf(plugins);
    }

    /** Lets go of its jars; classes that are not loaded by now never will be. */
    @Override
    public void close() throws IOException {
        if (loader instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
