package io.tocsin.plugin;

import io.tocsin.hook.Events;
import io.tocsin.spi.Http;
import java.time.InstantSource;

/** What the bot lends its plugins. */
public record Surroundings(
        Timetable timetable, Rooms rooms, Http http, InstantSource clock, Events events, Facilities facilities) {}
