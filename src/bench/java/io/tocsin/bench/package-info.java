/**
 * The benchmark: runs the packaged jar as a process against targets on 127.0.x.y and a recording room, all on the same
 * machine, and prints a table. It asserts nothing about speed; it fails only when planned checks did not run.
 */
@NullMarked
package io.tocsin.bench;

import org.jspecify.annotations.NullMarked;
