package io.tocsin.oncall;

import java.time.Instant;

/**
 * That somebody is on call for a while.
 *
 * @param to no longer part of it
 */
public record Turn(String person, Instant from, Instant to) {}
