package io.tocsin.aws;

import io.tocsin.spi.sign.Credentials;
import java.time.Instant;

/**
 * Credentials, and where they were found.
 *
 * @param from in words
 * @param until when they end; {@link Instant#MAX} for never
 */
record Found(Credentials credentials, String from, Instant until) {}
