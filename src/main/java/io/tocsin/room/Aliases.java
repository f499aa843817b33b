package io.tocsin.room;

import io.tocsin.config.Nearest;
import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.spi.Person;
import io.tocsin.spi.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Short names of rooms: from the configuration, which wins, and from commands, kept in the database. */
public final class Aliases {

    private static final Pattern ALIAS = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,49}");

    /** What stands in place of a room where nobody is to be told. */
    static final String NOBODY = "nobody";

    private final Database database;
    private final Map<String, Address> configured = new ConcurrentHashMap<>();
    private final Map<String, Address> said = new ConcurrentHashMap<>();

    public Aliases(Database database, Map<String, Address> configured) {
        this.database = database;
        configure(configured);
        database.read(tx -> tx.query(
                "select alias, room from room_alias",
                row -> Map.entry(row.text("alias"), Address.parse(row.text("room")))))
                .forEach(entry -> said.put(entry.getKey(), entry.getValue()));
        database.onReplaced(tx -> said.forEach((alias, address) -> write(tx, alias, address, "", Instant.EPOCH)));
    }

    /** Takes the aliases of a changed configuration. */
    public void configure(Map<String, Address> aliases) {
        configured.keySet().retainAll(aliases.keySet());
        configured.putAll(aliases);
    }

    /**
     * Finds a room by alias or by address.
     *
     * @throws Refusal if it is neither
     */
    public Address resolve(String text) {
        Optional<Address> known = find(text);
        if (known.isPresent()) {
            return known.get();
        }
        if (text.indexOf(':') > 0) {
            return Address.parse(text);
        }
        throw Nearest.to(text, all().keySet())
                .map(near -> Refusal.of("room.unknown-near", text, near))
                .orElseGet(() -> Refusal.of("room.unknown", text));
    }

    private Optional<Address> find(String text) {
        if (text.equals("console")) {
            return Optional.of(Address.CONSOLE);
        }
        return Optional.ofNullable(configured.get(text)).or(() -> Optional.ofNullable(said.get(text)));
    }

    /** The alias of an address, or the address itself. */
    public String name(Address address) {
        return all().entrySet().stream()
                .filter(entry -> entry.getValue().equals(address))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(address.equals(Address.CONSOLE) ? "console" : address.toString());
    }

    /** Every alias. */
    public SortedMap<String, Address> all() {
        SortedMap<String, Address> all = new TreeMap<>(said);
        all.putAll(configured);
        return all;
    }

    /**
     * Gives a room a short name.
     *
     * @throws Refusal if the name cannot be one, or belongs to the configuration
     */
    public void say(String alias, String room, Person by, Instant now) {
        if (!ALIAS.matcher(alias).matches()) {
            throw Refusal.of("room.alias", alias);
        }
        if (alias.equals("console")) {
            throw Refusal.of("room.alias-console");
        }
        if (alias.equals(NOBODY)) {
            throw Refusal.of("room.alias-nobody");
        }
        if (configured.containsKey(alias)) {
            throw Refusal.of("room.alias-configured", alias);
        }
        Address address = resolve(room);
        database.writeAndWait(tx -> write(tx, alias, address, by.id(), now));
        said.put(alias, address);
    }

    private static void write(Tx tx, String alias, Address address, String by, Instant at) {
        tx.update(
                "insert into room_alias (alias, room, by_, at) values (?, ?, ?, ?)"
                        + " on conflict (alias) do update set room = excluded.room, by_ = excluded.by_, at = excluded.at",
                alias, address.toString(), by, at);
    }
}
