/**
 * What a plugin is tested with: {@link io.tocsin.spi.testing.PluginTest} marks a test, {@link
 * io.tocsin.spi.testing.TestBot} is the bot it gets. It belongs to the contract and has its version, so that a test never
 * lags behind it.
 *
 * <p>Only JDK types and those of the contract appear here; a plugin's test sees nothing else of the bot. What is behind
 * them, {@code io.tocsin.kit} knows. A test bot is used by the one thread that runs the test.
 */
package io.tocsin.spi.testing;
