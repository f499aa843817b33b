/**
 * The monitor type {@code domain}: how long a domain is still registered, by RDAP and, where a registry has none, by WHOIS.
 * Registries bar who asks often: a domain is looked up once a day at most, whatever its schedule, and what was found is
 * remembered across restarts. It ships inside and enters like any plugin.
 *
 * <p>A probe blocks; it is meant for virtual threads, which an interruption ends at any point; one domain is looked up by
 * one thread at a time. Imports {@code spi} and {@code net}; only the root imports it.
 */
@NullMarked
package io.tocsin.bundled.domain;

import org.jspecify.annotations.NullMarked;
