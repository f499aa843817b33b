/**
 * The monitor type {@code change}: tells when a part of a page is another than before. It ships inside and enters like any
 * plugin.
 *
 * <p>A page is fetched by the type {@code http}, which the root hands in, so that it is asked, limited and judged as any
 * other; what is found on it is compared with what the plugin's memory has of it. A change is news and no trouble: the
 * monitor stays as it is, and its rooms are told. What is new is remembered once they will hear of it, so that a crash in
 * between tells it twice and never loses it.
 *
 * <p>A probe may run on any thread, one check of a monitor at a time. Expressions of users run over pages of strangers and so
 * are given up after a fixed amount of work. Imports {@code spi}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.change;

import org.jspecify.annotations.NullMarked;
