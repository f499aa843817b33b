/**
 * Rooms of the kind {@code mail}: messages to people's mail boxes, handed to a mail server over SMTP. It ships inside and
 * enters like any plugin.
 *
 * <p>Calls block until the server has answered; what is shared between threads is which receivers have had a mail that
 * others have not. Imports {@code spi}, {@code channel}, {@code net} for TLS and Jakarta Mail; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.mail;

import org.jspecify.annotations.NullMarked;
