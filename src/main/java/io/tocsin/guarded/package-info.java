/**
 * What foreign plugins offer, each thing with its guard around it: monitor types, channels, commands, routes.
 *
 * <p>Threads: what an extension says of itself is asked once, on the plugin's own thread; every later call goes through the
 * guard from whatever thread it comes.
 *
 * <p>Imports {@code spi} and {@code guard}; imported by {@code plugin} and {@code hook}.
 */
@NullMarked
package io.tocsin.guarded;

import org.jspecify.annotations.NullMarked;
