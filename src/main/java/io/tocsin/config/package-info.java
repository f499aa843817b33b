/**
 * What the person who runs the bot has written: {@code bot.properties}, the environment and the command line, turned into
 * keys, values and places. It stands before everything else, because each package reads its own settings from here
 * ({@link io.tocsin.config.Keys}) and every fault is to be told in one report ({@link io.tocsin.config.Problems}) and
 * not one at a start.
 *
 * <p>Records are immutable; {@link io.tocsin.config.Secrets} changes whole, when the file does. {@link io.tocsin.config.Keys} and
 * {@link io.tocsin.config.Problems} are used by one thread, at start and again for each changed file.
 *
 * <p>Imports {@code spi} alone; anything outside {@code spi} and {@code bundled} may import it.
 */
@NullMarked
package io.tocsin.config;

import org.jspecify.annotations.NullMarked;
