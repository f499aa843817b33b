/**
 * Fills a plugin's own record from the configuration: the names and types of its components are the keys and what their
 * values must look like, so that a plugin states its configuration once and gets all that is wrong with it told at once.
 *
 * <p>Threads: none; what is here runs the record's constructor, which is a plugin's code, on the caller's thread.
 *
 * <p>Imports {@code spi} and {@code config}; imported by {@code plugin} alone.
 */
@NullMarked
package io.tocsin.options;

import org.jspecify.annotations.NullMarked;
