/**
 * Incidents, mutes and reminders: what a change of status means to people. Everything here is a value or a pure step from
 * one to the next; {@code watch} holds the locks and writes.
 */
@NullMarked
package io.tocsin.incident;

import org.jspecify.annotations.NullMarked;
