/**
 * The console: the chat system that is always there. At a terminal it offers a prompt, line editing, history and
 * completion; otherwise it takes one command a line and answers each in its order, so that a script can drive the bot.
 *
 * <p>What is shown comes from servers, chats and files that anybody may control, so nothing of it reaches the terminal as
 * an escape sequence ({@link io.tocsin.bundled.console.Harmless}).
 *
 * <p>Threads: {@code tocsin-console} reads and waits for each answer before it reads on. Posting may come from any thread.
 *
 * <p>Imports {@code spi} and JLine, which is seen nowhere else; imported by the root alone.
 */
@NullMarked
package io.tocsin.bundled.console;

import org.jspecify.annotations.NullMarked;
