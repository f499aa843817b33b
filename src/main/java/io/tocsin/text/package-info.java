/**
 * Everything people read, in one place and one language at a time: {@link io.tocsin.text.Catalogue} renders phrases,
 * {@link io.tocsin.text.Words} puts lengths of time and moments into words. It exists so that no sentence is hidden in
 * code, and so that another language is a set of files.
 *
 * <p>Everything is safe for use by several threads. Imports {@code spi} and {@code config}; anything outside {@code spi}
 * and {@code bundled} may import it.
 */
@NullMarked
package io.tocsin.text;

import org.jspecify.annotations.NullMarked;
