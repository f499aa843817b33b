/**
 * Rooms that ring on a phone: Pushbullet, ntfy and LINE.
 *
 * <p>Each is a {@link io.tocsin.channel.Hook}: its body, its limits and how it knows who posts. Everything is immutable; calls
 * block on the {@link io.tocsin.spi.Http} that is handed in. Imports {@code spi}, {@code channel} and Jackson alone; only the
 * root imports it.
 */
@NullMarked
package io.tocsin.bundled.push;

import org.jspecify.annotations.NullMarked;
