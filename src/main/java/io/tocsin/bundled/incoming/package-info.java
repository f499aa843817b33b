/**
 * Rooms of chats that give out an address to post to: Slack, Discord, Mattermost, Google Chat and Teams. For who wants to
 * be told there without a bot that listens.
 *
 * <p>Each is a {@link io.tocsin.channel.Hook}: its body, its limits and how it escapes. Everything is immutable; calls block
 * on the {@link io.tocsin.spi.Http} that is handed in. Imports {@code spi}, {@code channel} and Jackson alone; only the root
 * imports it.
 */
@NullMarked
package io.tocsin.bundled.incoming;

import org.jspecify.annotations.NullMarked;
