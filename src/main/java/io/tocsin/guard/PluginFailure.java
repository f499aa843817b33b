package io.tocsin.guard;

/** An error of a plugin, described on the plugin's own thread; the error itself stays there. */
final class PluginFailure extends Exception {

    private static final long serialVersionUID = 1L;

    PluginFailure(String description) {
        super(description, null, false, false);
    }
}
