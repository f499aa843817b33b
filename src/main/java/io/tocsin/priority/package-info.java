/**
 * Which threads can wait for others: what plugins take long for, and their compiler, must not make checks late where there
 * are fewer cores than work.
 *
 * <p>Linux does not heed the priorities of Java, so there the kernel is asked itself; a priority once lowered stays, because
 * raising it again is for privileged processes alone.
 *
 * <p>Threads: may be asked from any.
 *
 * <p>Imports nothing; imported by {@code guard} and {@code upkeep}.
 */
@NullMarked
package io.tocsin.priority;

import org.jspecify.annotations.NullMarked;
