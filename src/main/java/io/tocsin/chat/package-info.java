/**
 * Conversation: a line somebody said becomes a command that is run, and an answer. It exists so that every chat system is
 * talked to in one grammar: who is meant ({@link io.tocsin.chat.Addressing}), what is meant ({@link io.tocsin.chat.Grammar},
 * from the declarations of {@link io.tocsin.spi.Command} alone), who may ({@code access}), and what to say when it is wrong.
 *
 * <p>Threads: {@link io.tocsin.chat.Conversation#receive} returns at once. The lines of one room are dealt with in their
 * order, each on a virtual thread of its own; one that takes too long no longer holds up those behind it.
 *
 * <p>May import the floor, {@code plugin}, {@code access} and {@code room}; imported by {@code command}, {@code web} and
 * the root.
 */
@NullMarked
package io.tocsin.chat;

import org.jspecify.annotations.NullMarked;
