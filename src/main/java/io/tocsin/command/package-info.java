/**
 * The built-in commands. Each class holds those of one subject: their declarations, and what they do by calling the parts
 * of the bot. Everything they answer comes from the catalogue, section {@code command}.
 */
@NullMarked
package io.tocsin.command;

import org.jspecify.annotations.NullMarked;
