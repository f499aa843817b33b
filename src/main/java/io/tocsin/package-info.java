/**
 * The root: the one place that names everything. {@code Main} reads the command line, {@code Tocsin} makes the parts, joins
 * them, starts them in the order of the flow and stops them in reverse.
 */
@NullMarked
package io.tocsin;

import org.jspecify.annotations.NullMarked;
