package io.tocsin.access;

import io.tocsin.config.Keys;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the configuration says of roles.
 *
 * @param unknown what anybody may do
 * @param grants what some people may do beyond that
 */
public record AccessSettings(Role unknown, List<Grant> grants) {

    private static final List<Role> GIVEN = List.of(Role.READ, Role.OPERATE, Role.ADMINISTER);

    public AccessSettings {
        grants = List.copyOf(grants);
    }

    public static AccessSettings from(Keys keys) {
        String unknown = keys.choice("role.unknown", "read", List.of("none", "read", "operate", "administer"));
        List<Grant> grants = new ArrayList<>();
        for (Role role : GIVEN) {
            String key = "role." + role.name().toLowerCase(Locale.ROOT);
            add(keys, key, Grant.EVERYWHERE, role, grants);
            for (String room : keys.names(key + ".in")) {
                add(keys, key + ".in." + room, room, role, grants);
            }
        }
        return new AccessSettings(Role.valueOf(unknown.toUpperCase(Locale.ROOT)), grants);
    }

    private static void add(Keys keys, String key, String room, Role role, List<Grant> grants) {
        for (String person : keys.list(key)) {
            if (Grant.isPerson(person)) {
                grants.add(new Grant(person, room, role));
            } else {
                keys.problem(key, Phrase.of("access.person.key", person));
            }
        }
    }
}
