/** The real program, run as a process: killed, starved, talked to through pipes. Everything stays on loopback. */
@NullMarked
package io.tocsin.process;

import org.jspecify.annotations.NullMarked;
