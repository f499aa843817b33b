/**
 * What people and programs see of the monitors over HTTP: a page of all by group, one of each, and the same as JSON. Plain
 * HTML that needs no script, no other address and no second request, so that it can be read on anything, also while half of
 * the network is down.
 *
 * <p>{@link io.tocsin.page.Html} is the only way text gets into a page, and escapes it. What is written at once is bounded:
 * of thousands of monitors those that are not well come in full, the others as counts of their group. Every answer is made
 * anew and nothing is kept, so all of it may be called by any thread at once.
 *
 * <p>Only the root imports it.
 */
@NullMarked
package io.tocsin.page;

import org.jspecify.annotations.NullMarked;
