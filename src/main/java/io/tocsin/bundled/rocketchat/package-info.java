/**
 * Rooms of the kind {@code rocketchat}: a user of a Rocket.Chat server, by its REST API and its realtime API.
 *
 * <p>A notice is sent by {@code chat.sendMessage} under an id of our own, made from its key: the server takes an id once, so
 * that a message is never there twice, whatever happens between request and answer, and is found again after a crash.
 * Answers, which have no key, are posted by {@code chat.postMessage}. Everything stands in the message's text and nothing in
 * attachments, since {@code chat.update} changes the text alone: a bar that stays red under RECOVERED would be a lie.
 *
 * <p>What comes over the realtime API is read by the thread of its socket and handed in on virtual threads. Imports
 * {@code spi}, {@code channel}, {@code channel.live} and Jackson; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.rocketchat;

import org.jspecify.annotations.NullMarked;
