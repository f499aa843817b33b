/**
 * Rooms of group robots: WeCom, DingTalk and Feishu (Lark), which post what is sent to an address of theirs. All say in the
 * body of a 200 whether they took it.
 *
 * <p>Each is a {@link io.tocsin.channel.Hook}: its body, its limits, its signature and what its codes mean. Everything is
 * immutable but a room's pace; calls block on the {@link io.tocsin.spi.Http} that is handed in. Imports {@code spi},
 * {@code channel} and Jackson alone; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.robot;

import org.jspecify.annotations.NullMarked;
