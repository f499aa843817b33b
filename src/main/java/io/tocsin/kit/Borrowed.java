package io.tocsin.kit;

import io.tocsin.config.Config;
import io.tocsin.hook.Filters;
import io.tocsin.plugin.Facilities;
import io.tocsin.spi.Message;
import io.tocsin.spi.Person;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Store;
import io.tocsin.spi.Watched;
import java.time.Duration;
import java.util.List;

/** What a test bot can do for its plugin. */
final class Borrowed implements Facilities {

    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final World world;

    Borrowed(World world) {
        this.world = world;
    }

    /**
     * The grammar is the real one, so that a line which the bot would not understand is refused here, too; commands of the
     * bot itself do nothing.
     */
    @Override
    public List<Message> run(String plugin, String line) {
        world.setup().ran(line);
        try {
            return world.chat().run(new Person(Filters.runner(plugin), plugin), line, LIMIT);
        } catch (Refusal refusal) {
            if (Failure.WORDS.say(refusal.phrase()).equals(Failure.WORDS.say("kit.built-in"))) {
                return List.of();
            }
            throw refusal;
        }
    }

    @Override
    public String room(String room) {
        return room.contains(":") ? room : World.PREFIX + ":" + room;
    }

    @Override
    public void audit(String plugin, String what, String outcome) {
        world.setup().audited(what + ": " + outcome);
    }

    @Override
    public List<Watched> monitors() {
        return world.setup().watched();
    }

    @Override
    public Store store(String plugin) {
        return world.lasting().memories().of(plugin);
    }

    @Override
    public Config config() {
        return world.setup().config();
    }
}
