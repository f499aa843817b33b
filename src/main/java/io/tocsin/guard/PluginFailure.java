package io.tocsin.guard;

import io.tocsin.spi.Phrase;

/** An error of a plugin, described on the plugin's own thread; the error itself stays there. */
final class PluginFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Phrase what;

    PluginFailure(Phrase what) {
        super(what.toString(), null, false, false);
        this.what = what;
    }

    Phrase what() {
        return what;
    }
}
