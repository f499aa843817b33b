package io.tocsin.spi.testing;

/**
 * Marks a class as the test of a plugin. Each of its public methods that takes a {@link TestBot} and nothing else is a
 * test, with an object of the class, a bot and a plugin of its own. A test fails when it throws; {@code assert} works.
 */
public interface PluginTest {}
