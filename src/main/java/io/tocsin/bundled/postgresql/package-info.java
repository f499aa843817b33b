/**
 * The monitor type {@code postgresql}: whether one can log in, what a query answers, and how hard pressed the server is. It
 * ships inside and enters like any plugin, because the driver is there for the bot's own database anyway; MySQL and MariaDB
 * are {@code plugins/MySql.java}.
 *
 * <p>A probe is immutable and blocks; it is meant for virtual threads, which an interruption ends at any point. Imports
 * {@code spi} and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.postgresql;

import org.jspecify.annotations.NullMarked;
