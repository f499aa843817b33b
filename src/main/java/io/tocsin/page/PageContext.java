package io.tocsin.page;

import io.tocsin.db.Database;
import io.tocsin.status.History;
import io.tocsin.text.Language;
import io.tocsin.watch.Watching;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * What pages look at.
 *
 * @param usual the language of readers whose browser asks for none
 * @param zone in which they show times
 */
public record PageContext(
        Watching watching, History history, Database database, Language usual, ZoneId zone, InstantSource clock) {}
