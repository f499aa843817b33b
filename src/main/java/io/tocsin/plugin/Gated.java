package io.tocsin.plugin;

import io.tocsin.spi.Command;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Route;
import io.tocsin.spi.Talk;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets what comes for one version of a plugin through its gate, and finds out what it is for the version that is in. */
record Gated(Offer version, Gate gate, Extensions extensions) {

    private static final Logger log = LoggerFactory.getLogger(Gated.class);

    private String plugin() {
        return version.plugin();
    }

    /** Everything that somebody may come with while the plugin is being replaced. */
    Contribution all(Contribution offers) {
        return new Contribution(
                offers.types(),
                offers.adapters(),
                offers.notifiers(),
                offers.commands().stream().map(this::command).toList(),
                offers.routes().stream().map(this::route).toList(),
                offers.responders().stream().map(this::responder).toList(),
                offers.hearers().stream().map(this::hearer).toList(),
                offers.hooks());
    }

    private Command command(Command command) {
        return command.with((talk, arguments) -> call(
                () -> command.handler().run(talk, arguments),
                () -> now(command).handler().run(talk, arguments)));
    }

    /** The command of the version that is in; the values were read, and the person judged, by what the old one asked. */
    private Command now(Command before) {
        return now().commands().stream()
                .filter(command -> command.name().equalsIgnoreCase(before.name()))
                .filter(command -> command.parameters().equals(before.parameters()))
                .filter(command -> command.role() == before.role())
                .findFirst()
                .orElseThrow(this::changed);
    }

    private Route route(Route route) {
        return new Route(
                route.method(),
                route.path(),
                request -> gate.call(version, () -> route.handler().handle(request),
                        () -> now(route).handler().handle(request)));
    }

    private Route now(Route before) {
        return now().routes().stream()
                .filter(route -> route.method().equals(before.method()) && route.path().equals(before.path()))
                .findFirst()
                .orElseThrow(this::changed);
    }

    private Listening responder(Listening listening) {
        return listening.through(talk -> call(() -> listening.listener().heard(talk), () -> respond(said(talk))));
    }

    private void respond(Talk line) throws Exception {
        for (Listening listening : now().responders()) {
            Optional<MatchResult> match = listening.match(line.text());
            if (match.isPresent()) {
                listening.heard(line, match.get());
                return;
            }
        }
        throw changed();
    }

    /** However many of its listeners a line is for, it waits once and goes to all of the version that is in. */
    private Listening hearer(Listening listening) {
        return listening.through(talk -> gate.post(
                version, said(talk), quiet(() -> listening.listener().heard(talk)),
                quiet(() -> hear(said(talk)))));
    }

    private void hear(Talk line) throws Exception {
        for (Listening listening : now().hearers()) {
            Optional<MatchResult> match = listening.match(line.text());
            if (match.isPresent()) {
                listening.heard(line, match.get());
            }
        }
    }

    private static Talk said(Talk talk) {
        return talk instanceof MatchedTalk matched ? matched.talk() : talk;
    }

    private Contribution now() {
        return extensions.of(plugin()).orElse(Contribution.NOTHING);
    }

    private Refusal changed() {
        return gate.current().isPresent()
                ? Refusal.of("plugin.changed", plugin())
                : Refusal.of("plugin.gone", plugin());
    }

    private void call(Work direct, Work otherwise) throws Exception {
        gate.call(version, done(direct), done(otherwise));
    }

    private static Callable<Boolean> done(Work work) {
        return () -> {
            work.run();
            return true;
        };
    }

    private interface Work {
        void run() throws Exception;
    }

    private Runnable quiet(Work work) {
        return () -> {
            try {
                work.run();
            } catch (Exception failed) {
                log.warn("plugin {} listened to a line and failed", plugin(), failed);
            }
        };
    }
}
