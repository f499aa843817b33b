package io.tocsin.room;

import io.tocsin.db.Database;
import io.tocsin.db.Tx;
import io.tocsin.spi.Person;
import io.tocsin.text.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Which language is read where: what was said in chat, which is kept in the database; else what the configuration says
 * of the room; else the bot's. A person who has chosen one is answered in it wherever they speak; what a room is told by
 * itself is in the room's.
 */
public final class Languages {

    private static final Person NOBODY = new Person("", "");

    private final Database database;
    private final Aliases aliases;
    private final UnaryOperator<Address> canonical;
    private final Map<Whose, Language> said = new ConcurrentHashMap<>();
    private volatile Configured configured;

    /**
     * What the configuration says.
     *
     * @param usual the bot's own
     * @param rooms by alias
     */
    public record Configured(Language usual, Map<String, Language> rooms) {

        public Configured {
            rooms = Map.copyOf(rooms);
        }
    }

    private record Whose(String kind, String id) {

        static Whose room(Address address) {
            return new Whose("room", address.toString());
        }

        static Whose person(String id) {
            return new Whose("person", id);
        }
    }

    /** @param canonical the one form of an address that can be written in several ways */
    public Languages(
            Database database, Aliases aliases, UnaryOperator<Address> canonical, Configured configured) {
        this.database = database;
        this.aliases = aliases;
        this.canonical = canonical;
        this.configured = configured;
        database.read(tx -> tx.query(
                "select kind, id, tag from language",
                row -> Map.entry(new Whose(row.text("kind"), row.text("id")), row.text("tag"))))
                .forEach(entry -> Language.find(entry.getValue())
                        .ifPresent(language -> said.put(entry.getKey(), language)));
        database.onReplaced(
                tx -> said.forEach((whose, language) -> write(tx, whose, language, NOBODY, Instant.EPOCH)));
    }

    /** Takes what a changed configuration says. */
    public void configure(Configured next) {
        configured = next;
    }

    /** What a room reads. */
    public Language in(Address room) {
        Address known = canonical.apply(room);
        return said(Whose.room(room))
                .or(() -> said(Whose.room(known)))
                .or(() -> configured(known))
                .orElse(configured.usual);
    }

    /** What a person reads in a room. */
    public Language of(Person person, Address room) {
        return own(person).orElseGet(() -> in(room));
    }

    /** What a person has chosen for themselves. */
    public Optional<Language> own(Person person) {
        return said(Whose.person(person.id()));
    }

    /** What the bot says where nothing else was said. */
    public Language usual() {
        return configured.usual;
    }

    /** A room shall read a language from now on; empty for what it would read if nobody had ever said anything. */
    public void choose(Address room, Optional<Language> language, Person by, Instant now) {
        Address known = canonical.apply(room);
        List<Whose> names = aliases.all().values().stream()
                .filter(address -> canonical.apply(address).equals(known))
                .map(Whose::room)
                .toList();
        choose(Whose.room(known), language, by, now);
        names.forEach(name -> choose(name, language, by, now));
    }

    /** The same for a person. */
    public void choose(Person person, Optional<Language> language, Instant now) {
        choose(Whose.person(person.id()), language, person, now);
    }

    private void choose(Whose whose, Optional<Language> language, Person by, Instant now) {
        database.writeAndWait(tx -> {
            tx.update("delete from language where kind = ? and id = ?", whose.kind, whose.id);
            language.ifPresent(chosen -> write(tx, whose, chosen, by, now));
        });
        language.ifPresentOrElse(chosen -> said.put(whose, chosen), () -> said.remove(whose));
    }

    private Optional<Language> said(Whose whose) {
        return Optional.ofNullable(said.get(whose));
    }

    private Optional<Language> configured(Address known) {
        return aliases.all().entrySet().stream()
                .filter(alias -> configured.rooms.containsKey(alias.getKey()))
                .filter(alias -> canonical.apply(alias.getValue()).equals(known))
                .flatMap(alias -> Optional.ofNullable(configured.rooms.get(alias.getKey())).stream())
                .findFirst();
    }

    private static void write(Tx tx, Whose whose, Language language, Person by, Instant at) {
        tx.update(
                "insert into language (kind, id, tag, by_, at) values (?, ?, ?, ?, ?) on conflict (kind, id)"
                        + " do update set tag = excluded.tag, by_ = excluded.by_, at = excluded.at",
                whose.kind, whose.id, language.tag(), by.id(), at);
    }
}
