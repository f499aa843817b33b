package io.tocsin.bundled.mirror;

import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All accounts of all services. */
final class Accounts {

    static final List<Service> SERVICES = List.of(new UptimeRobot(), new StatusCake(), new Pingdom());

    private final List<Account> all = new ArrayList<>();

    /** @param settings those of each service, by its name */
    Accounts(Map<String, Settings> settings, InstantSource clock) {
        for (Service service : SERVICES) {
            Access.all(service, settings.getOrDefault(service.name(), Settings.none())).values()
                    .forEach(access -> all.add(new Account(access, clock)));
        }
    }

    List<Account> all() {
        return List.copyOf(all);
    }

    void open(Http http) {
        all.forEach(account -> account.open(http));
    }

    /**
     * One of a service's accounts.
     *
     * @param name empty for the one without a name, or the only one
     * @throws Refusal if there is none
     */
    Account of(Service service, String name) {
        List<Account> own = all.stream().filter(account -> account.access().service().equals(service)).toList();
        if (own.isEmpty()) {
            throw Refusal.of("mirror.no-account", service.title(), service.name());
        }
        if (own.size() == 1 && name.isEmpty()) {
            return own.getFirst();
        }
        return own.stream()
                .filter(account -> account.access().name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.of("mirror.which-account", service.title(), name, own.stream()
                        .map(account -> account.access().name())
                        .filter(known -> !known.isEmpty())
                        .collect(Collectors.joining(", "))));
    }

    /** The account in whose webhooks' address a token stands; all are looked at, so that the time says nothing. */
    Optional<Account> called(Service service, String token) {
        byte[] said = token.getBytes(StandardCharsets.UTF_8);
        Optional<Account> found = Optional.empty();
        for (Account account : all) {
            Access access = account.access();
            boolean same = MessageDigest.isEqual(access.webhook().getBytes(StandardCharsets.UTF_8), said);
            if (same && access.service().equals(service) && !access.webhook().isEmpty()) {
                found = Optional.of(account);
            }
        }
        return found;
    }
}
