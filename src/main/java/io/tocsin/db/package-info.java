/**
 * The durable journal of what the program believes. What is live is in memory; this package loads it once at start and
 * writes every change down before it is announced.
 *
 * <p><b>Why it is as it is.</b> One thread writes, and whatever waits is committed together: one sync of the disk
 * serves hundreds of changes. Changes go before samples. A database that cannot be used (locked, full, damaged, not
 * reachable) never stops the program: what is to be written waits in memory, in order, and is written when it can be;
 * {@link io.tocsin.db.Database#health()} says so meanwhile. Because a work may be tried again, it may run more than
 * once, and its statements should bear that ({@code insert ... on conflict}).
 *
 * <p>Times are integer epoch milliseconds, so no session's time zone matters. No foreign keys: owners live in memory,
 * and a change that waits must not depend on the order of somebody else's.
 *
 * <p>Neither a connection pool nor a migration library: the few threads here own one connection each, and Flyway took
 * 430 to 860 ms of every start (measured with 13.12.0), more than the rest of the database together.
 *
 * <p><b>Threads.</b> {@code tocsin-db-writer} is the only one that writes; {@code tocsin-db-reader-n} read, so that
 * native SQLite calls never hold a carrier of virtual threads; {@code tocsin-db-watch} notices a disk that hangs;
 * listeners are called on {@code tocsin-db-news}. Any thread may call {@link io.tocsin.db.Database}.
 *
 * <p><b>Who may import.</b> Everything above the floor. This package knows {@code spi} and {@code config}; nothing else
 * in the program sees {@code java.sql} or a driver. It has more than sixteen files because that wall is worth more than
 * a second package would be.
 */
@NullMarked
package io.tocsin.db;

import org.jspecify.annotations.NullMarked;
