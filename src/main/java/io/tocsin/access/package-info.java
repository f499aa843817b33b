/**
 * Who may do what, and who did what: roles from the configuration and from grants, and the audit log. It stands apart from
 * the conversation because the web will ask the same questions.
 *
 * <p>A person is known by the stable id of a chat system ({@code slack:U024BE7LH}), never by a name. Whoever sits at the
 * console has the machine anyway, and may do everything.
 *
 * <p>Everything is safe for use by several threads. May import the floor; imported by {@code chat}, {@code command},
 * {@code web} and the root.
 */
@NullMarked
package io.tocsin.access;

import org.jspecify.annotations.NullMarked;
