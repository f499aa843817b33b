package io.tocsin.bundled.domain;

import java.time.Instant;

/** What a registry knows of a domain. */
sealed interface Found {

    /** It is registered, until then. */
    record Until(Instant end) implements Found {}

    /** Nobody has registered it. */
    record Nobody() implements Found {}

    /** It was said in no words that are understood. */
    record Unreadable() implements Found {}
}
