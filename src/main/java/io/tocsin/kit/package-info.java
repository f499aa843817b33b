/**
 * The author's kit: what stands behind {@code spi.testing}, and the options {@code --new-plugin} and {@code --test-plugin}.
 *
 * <p>A test bot is the real chat, plugin container, guard and database, so that what passes here works there; what would
 * make a test slow or chancy is replaced: the clock stands until it is moved ({@link io.tocsin.kit.TestTime}), the internet
 * is a script ({@link io.tocsin.kit.ScriptedHttp}), rooms are lists, the database is in memory. Nothing here reads the
 * system clock, opens a connection or writes a file but for {@link io.tocsin.kit.Scaffold}.
 *
 * <p>Threads: a test bot belongs to the one thread that runs its test; plugins have their own, and whatever is asked of the
 * bot waits until they rest.
 *
 * <p>May import everything but the bundled plugins; imported by the root alone.
 */
@NullMarked
package io.tocsin.kit;

import org.jspecify.annotations.NullMarked;
