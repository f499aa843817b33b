package io.tocsin.notification;

import io.tocsin.monitor.Alerts;
import io.tocsin.monitor.Alerts.Later;
import io.tocsin.monitor.Monitor;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.spi.Refusal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which rooms hear of what. There is always one, unless nobody is to be told: where a name leads nowhere, the next best
 * room is told.
 */
final class Routes {

    private static final Logger log = LoggerFactory.getLogger(Routes.class);

    private final NoticeSettings settings;
    private final Aliases aliases;

    Routes(NoticeSettings settings, Aliases aliases) {
        this.settings = settings;
        this.aliases = aliases;
    }

    /** Who hears of trouble of a monitor as soon as it is believed. */
    List<Address> of(Monitor monitor) {
        return monitor.rooms().isEmpty()
                ? List.of(known(settings.defaultRoom(), Address.CONSOLE))
                : known(monitor.rooms());
    }

    /** Who hears of it only when it has gone on for so many checks, up to so many. */
    List<Address> later(Monitor monitor, int checks) {
        return known(monitor.alerts().rooms(checks));
    }

    /** Who is not told when it is over. */
    List<Address> quiet(Monitor monitor) {
        return known(monitor.alerts().quiet());
    }

    /** What the further notice that is due after so many checks says in each room. */
    Map<Address, String> texts(Monitor monitor, int checks) {
        Map<Address, String> texts = new LinkedHashMap<>();
        for (Later later : monitor.alerts().at(checks)) {
            known(List.of(later.room())).forEach(room -> texts.putIfAbsent(room, later.text()));
        }
        return texts;
    }

    private List<Address> known(Collection<String> names) {
        Address otherwise = known(settings.defaultRoom(), Address.CONSOLE);
        return names.stream()
                .filter(name -> !name.equals(Alerts.NOBODY))
                .map(name -> known(name, otherwise))
                .distinct()
                .toList();
    }

    /** The room of those who look after the bot. */
    Address admin() {
        return known(settings.adminRoom(), Address.CONSOLE);
    }

    private Address known(String name, Address otherwise) {
        try {
            return aliases.resolve(name);
        } catch (Refusal unknown) {
            log.warn("Nobody knows the room {}; {} is told instead", name, otherwise);
            return otherwise;
        }
    }
}
