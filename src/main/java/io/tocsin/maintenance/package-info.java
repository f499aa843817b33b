/**
 * Maintenance that is planned: windows of time, the times at which they come, and what is remembered of them. All of it is
 * values and tables; {@code watch} opens and closes the windows, {@code source} and the configuration make them. {@link
 * io.tocsin.maintenance.Windows} may be used by many threads.
 */
@NullMarked
package io.tocsin.maintenance;

import org.jspecify.annotations.NullMarked;
