package io.tocsin.command;

import io.tocsin.access.Roles;
import io.tocsin.chat.Chat;
import io.tocsin.db.Database;
import io.tocsin.monitor.MonitorBuilder;
import io.tocsin.notification.Notifications;
import io.tocsin.plugin.Plugins;
import io.tocsin.room.Aliases;
import io.tocsin.room.Languages;
import io.tocsin.room.Rooms;
import io.tocsin.status.History;
import io.tocsin.upkeep.Upkeep;
import io.tocsin.watch.Definitions;
import io.tocsin.watch.Plans;
import io.tocsin.watch.Watching;

/** The parts of the bot that commands work on. */
public record Desk(
        Watching watching,
        Definitions definitions,
        Plans plans,
        MonitorBuilder builder,
        History history,
        Notifications notifications,
        Rooms rooms,
        Aliases aliases,
        Languages languages,
        Roles roles,
        Database database,
        Chat chat,
        Plugins plugins,
        Upkeep upkeep,
        String version) {}
