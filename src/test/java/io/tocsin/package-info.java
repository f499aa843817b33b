/** What holds for the whole tree, and the program as a whole. */
@NullMarked
package io.tocsin;

import org.jspecify.annotations.NullMarked;
