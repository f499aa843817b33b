package io.tocsin.access;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people may do: the highest of what the configuration says, what was granted, and what anybody may. */
public final class Roles {

    private static final Logger log = LoggerFactory.getLogger(Roles.class);
    private static final String CONSOLE = "console:";

    private final AccessSettings settings;
    private final Database database;
    private volatile List<Given> given;

    private record Given(Grant grant, String by, Instant at) {}

    private Roles(AccessSettings settings, Database database, List<Given> given) {
        this.settings = settings;
        this.database = database;
        this.given = List.copyOf(given);
    }

    /** Roles with the grants that the database remembers; without them, and saying so in the log, if it cannot be read. */
    public static Roles load(AccessSettings settings, Database database) {
        Roles roles = new Roles(settings, database, remembered(database));
        database.onReplaced(roles::rewrite);
        return roles;
    }

    /**
     * What somebody may do in a room.
     *
     * @param roomNames the room's address and its aliases
     */
    public Role of(String person, Collection<String> roomNames) {
        if (person.startsWith(CONSOLE)) {
            return Role.ADMINISTER;
        }
        return grants().filter(grant -> grant.person().equals(person) && grant.holdsIn(roomNames))
                .map(Grant::role)
                .reduce(settings.unknown(), Roles::higher);
    }

    /** The people who may grant roles in a room, beside whoever sits at the console. */
    public List<String> administrators(Collection<String> roomNames) {
        return grants().filter(grant -> grant.role() == Role.ADMINISTER && grant.holdsIn(roomNames))
                .map(Grant::person)
                .distinct()
                .toList();
    }

    /** All that was granted in chat. */
    public List<Grant> granted() {
        return given.stream().map(Given::grant).toList();
    }

    /** Gives somebody a role, in the place of what was granted for the same room, and waits until it is written. */
    public void grant(Grant grant, String by, Instant at) {
        synchronized (this) {
            List<Given> others = without(grant.person(), grant.room());
            others.add(new Given(grant, by, at));
            given = List.copyOf(others);
        }
        database.writeAndWait(tx -> insert(tx, new Given(grant, by, at)));
    }

    /**
     * Takes back what was granted, and waits until that is written.
     *
     * @throws Refusal if nothing was granted, or the configuration says so
     */
    public void revoke(String person, String room) {
        synchronized (this) {
            List<Given> others = without(person, room);
            if (others.size() == given.size()) {
                throw nothing(person, room);
            }
            given = List.copyOf(others);
        }
        database.writeAndWait(tx -> tx.update("delete from grant_ where person = ? and room = ?", person, key(room)));
    }

    private Refusal nothing(String person, String room) {
        boolean configured = settings.grants().stream()
                .anyMatch(grant -> grant.person().equals(person) && grant.room().equalsIgnoreCase(room));
        return Refusal.of(configured ? "access.configured" : "access.nothing", person);
    }

    private Stream<Grant> grants() {
        return Stream.concat(settings.grants().stream(), given.stream().map(Given::grant));
    }

    private List<Given> without(String person, String room) {
        List<Given> others = new ArrayList<>(given);
        others.removeIf(one -> one.grant.person().equals(person) && one.grant.room().equalsIgnoreCase(room));
        return others;
    }

    private void rewrite(Tx tx) {
        tx.update("delete from grant_");
        given.forEach(one -> insert(tx, one));
    }

    private static void insert(Tx tx, Given one) {
        tx.update(
                "insert into grant_ (person, room, role, by_, at) values (?, ?, ?, ?, ?)"
                        + " on conflict (person, room) do update set role = excluded.role, by_ = excluded.by_, at = excluded.at",
                one.grant.person(),
                key(one.grant.room()),
                one.grant.role(),
                one.by,
                one.at);
    }

    private static String key(String room) {
        return room.toLowerCase(Locale.ROOT);
    }

    private static List<Given> remembered(Database database) {
        try {
            return database.read(tx -> tx.query(
                    "select person, room, role, by_, at from grant_ order by person, room",
                    row -> new Given(
                            new Grant(row.text("person"), row.text("room"), row.one(Role.class, "role")),
                            row.text("by_"),
                            row.instant("at"))));
        } catch (Refusal unreadable) {
            log.warn("grants cannot be read, only roles from the configuration hold: {}", unreadable.getMessage());
            return List.of();
        }
    }

    private static Role higher(Role one, Role other) {
        return one.includes(other) ? one : other;
    }
}
