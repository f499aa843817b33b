package io.tocsin.plugin;

import io.tocsin.code.Code;
import io.tocsin.guard.Containment;
import io.tocsin.guard.DropInGuard;
import io.tocsin.guard.Faults;
import io.tocsin.guard.Guard;
import io.tocsin.guard.TrustedGuard;
import io.tocsin.guarded.Guarded;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a plugin of its code: nothing of it is live yet. */
final class Making {

    private static final Logger log = LoggerFactory.getLogger(Making.class);

    private final Surroundings surroundings;
    private final Extensions extensions;
    private final Containment containment;
    private final Following following;

    Making(Surroundings surroundings, Extensions extensions, Containment containment, Following following) {
        this.surroundings = surroundings;
        this.extensions = extensions;
        this.containment = containment;
        this.following = following;
    }

    /**
     * Loads a plugin and asks for its lists.
     *
     * @param before the version whose place it is to take
     * @throws Exception if it throws or does not answer; then nothing is left of it
     */
    Installed foreign(Code code, String type, Optional<Installed> before) throws Exception {
        String name = nameOf(type);
        Gate gate = before.map(old -> old.offer().gate()).orElseGet(() -> new Gate(name));
        Faults faults = before.map(old -> old.member().faults()).orElseGet(() -> new Faults(surroundings.clock()));
        Guard guard = new DropInGuard(name, code.loader(), faults, containment);
        Member member = new Member(name, new Origin.DropIn(code.place()), guard, faults);
        try {
            Wrapping wrapping = new Wrapping.Foreign(new Guarded(guard));
            Plugin plugin = guard.call("load", guard.limits().quick(), () -> create(code.loader(), type));
            Contribution lists = guard.call("load", guard.limits().quick(), () -> wrapping.all(plugin));
            return made(member, plugin, offer(member, wrapping, gate, lists), Optional.of(code));
        } catch (Exception failed) {
            guard.close();
            throw failed;
        }
    }

    /** A plugin that ships inside. */
    Installed bundled(String name, Plugin plugin) {
        Faults faults = new Faults(surroundings.clock());
        Member member = new Member(name, Origin.bundled(), new TrustedGuard(name, faults), faults);
        Wrapping wrapping = new Wrapping.None();
        return made(member, plugin, offer(member, wrapping, new Gate(name), wrapping.all(plugin)), Optional.empty());
    }

    private Offer offer(Member member, Wrapping wrapping, Gate gate, Contribution lists) {
        Offer offer = new Offer(member.name(), member.origin(), wrapping, extensions, gate);
        offer.change(_ -> lists);
        return offer;
    }

    private Installed made(Member member, Plugin plugin, Offer offer, Optional<Code> code) {
        return new Installed(member, plugin, offer, new PluginBot(surroundings, offer, member, following), code);
    }

    private static Plugin create(ClassLoader loader, String type) throws Exception {
        try {
            return Class.forName(type, true, loader).asSubclass(Plugin.class).getConstructor().newInstance();
        } catch (NoSuchMethodException none) {
            log.debug("{} cannot be made", type, none);
            throw new Refusal(Phrase.of("plugin.no-constructor", type));
        } catch (InvocationTargetException wrapped) {
            switch (wrapped.getCause()) {
                case Exception thrown -> throw thrown;
                case Error error -> throw error;
                case null, default -> throw wrapped;
            }
        }
    }

    /** {@code CheckServers} for itself, {@code Http} for {@code HttpPlugin}. */
    static String nameOf(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return simple.endsWith("Plugin") && simple.length() > 6 ? simple.substring(0, simple.length() - 6) : simple;
    }
}
