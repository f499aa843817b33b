package io.tocsin.guard;

import io.tocsin.spi.Phrase;
import java.time.Instant;

/**
 * Something that went wrong inside a plugin.
 *
 * @param during what it had been asked to do, such as {@code command deploy}
 * @param what the error, and the line of the plugin's own code
 */
public record Fault(Instant at, String during, Phrase what) {}
