/**
 * The language of conditions: one line such as {@code [STATUS] == 200} is read once
 * ({@link io.tocsin.condition.Condition}) and judged at every check. It is Gatus's language without its faults: what
 * cannot be judged fails and says why, a slip is refused when it is written, and what a response says never changes what
 * is asked. It is apart from {@code monitor} because it knows nothing of monitors.
 *
 * <p>Conditions are immutable and safe for use by several threads; an observation belongs to one. Imports {@code spi}
 * and {@code config}; {@code monitor} and what comes after it may import this package.
 */
@NullMarked
package io.tocsin.condition;

import org.jspecify.annotations.NullMarked;
