/**
 * Rooms of the kind {@code mattermost}: a bot account of a Mattermost server, by its REST API and its WebSocket.
 *
 * <p>A notice carries its key in its properties, by which it is found again after a crash, and names it to the server as the
 * pending post's id, by which the server itself takes a repeated one once within half a minute. Buttons need an address at
 * which Mattermost reaches the bot's web server; without one, what they say stands under the notice.
 *
 * <p>What comes over the WebSocket is read by the thread of its socket and handed in on virtual threads; clicks come on
 * threads of the web server. Imports {@code spi}, {@code channel}, {@code channel.live} and Jackson; only the root
 * imports it.
 */
@NullMarked
package io.tocsin.bundled.mattermost;

import org.jspecify.annotations.NullMarked;
