/**
 * The contract with plugins, and the only package a plugin sees: {@link io.tocsin.spi.Plugin}, the kinds of extension it
 * may offer, the records that cross the border, and the message model.
 *
 * <p>Only JDK types appear here, so that a plugin never depends on the version of a library inside the bot. Every type is
 * immutable unless it says otherwise. Calls into a plugin come one at a time from a thread of that plugin, except
 * {@link io.tocsin.spi.Probe#run}, which may run for many monitors at once.
 */
package io.tocsin.spi;
