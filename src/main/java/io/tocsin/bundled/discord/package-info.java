/**
 * Discord, on JDA without voice: rooms {@code discord:<channel id>} or {@code discord:#name}, slash commands, buttons,
 * threads and direct messages.
 *
 * <p>{@link io.tocsin.bundled.discord.Connection} keeps the bot logged in and JDA the socket; {@code Events} hands in what
 * people say; {@code Rest} sends, each request with a limit of its own, so that nothing leaves after its caller gave up.
 * Requests are made from routes and not from JDA's channels: a message must be found again after a restart, when JDA does
 * not know its thread. That takes JDA's internal {@code RestActionImpl}, and as JDA shows requests and answers in OkHttp's
 * types, so do {@code Rest} and {@code Limits} here.
 *
 * <p>Threads: JDA's own for the gateway, which are never blocked; virtual ones named {@code discord-} for logging in and for
 * registering commands; the caller's for everything that is sent. Everything shown is escaped by {@code Plain}.
 *
 * <p>Imports {@code spi}, {@code channel} and JDA, which is seen nowhere else; imported by the root alone.
 */
@NullMarked
package io.tocsin.bundled.discord;

import org.jspecify.annotations.NullMarked;
