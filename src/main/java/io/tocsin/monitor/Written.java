package io.tocsin.monitor;

import io.tocsin.config.Place;

/**
 * A draft and where it was written, for problems found later. The place is apart, because a monitor that has only moved
 * to another line has not changed.
 */
public record Written(Draft draft, Place place) {}
