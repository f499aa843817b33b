package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that asked for the address of anything but this machine, which {@link LoopbackNames} has refused. */
public final class LoopbackOnly implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        LoopbackNames.strangers();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(LoopbackNames.strangers()).as("hosts outside of this machine that were asked for").isEmpty();
    }
}
