/**
 * The way into plugins' code: every call is bounded in time, runs where it can harm only its own plugin, and is attributed
 * to it when it fails.
 *
 * <p>Threads: a bundled plugin runs on the caller's thread, its tasks on virtual threads. A drop-in has a few platform
 * threads of its own, because an endless loop would hold a virtual thread's carrier for good; checks have threads apart,
 * so that hanging targets do not silence commands. A call that is given up ends at its next checkpoint; the thread of one
 * that has none is abandoned, and replaced up to a bound.
 * Regular expressions are the exception: they are matched on the caller's thread, with a bound on the steps.
 *
 * <p>Imports {@code spi}, {@code bytecode} and {@code priority}; imported by {@code guarded}, {@code plugin} and {@code hook}.
 */
@NullMarked
package io.tocsin.guard;

import org.jspecify.annotations.NullMarked;
