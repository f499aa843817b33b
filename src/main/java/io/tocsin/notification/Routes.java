package io.tocsin.notification;

import io.tocsin.monitor.Monitor;
import io.tocsin.room.Address;
import io.tocsin.room.Aliases;
import io.tocsin.spi.Refusal;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which rooms hear of what. There is always one: where a name leads nowhere, the next best room is told. */
final class Routes {

    private static final Logger log = LoggerFactory.getLogger(Routes.class);

    private final NoticeSettings settings;
    private final Aliases aliases;

    Routes(NoticeSettings settings, Aliases aliases) {
        this.settings = settings;
        this.aliases = aliases;
    }

    List<Address> of(Monitor monitor) {
        Address otherwise = known(settings.defaultRoom(), Address.CONSOLE);
        Collection<String> names = monitor.rooms();
        return names.isEmpty()
                ? List.of(otherwise)
                : names.stream().map(name -> known(name, otherwise)).distinct().toList();
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
