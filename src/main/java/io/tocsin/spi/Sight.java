package io.tocsin.spi;

/** What one location saw in a check that is made from several. */
public record Sight(Location from, Result result) {}
