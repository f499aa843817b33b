package io.tocsin;

import io.tocsin.intake.Intake;
import io.tocsin.plugin.Extensions;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import io.tocsin.web.Metrics;
import io.tocsin.web.WebPlugin;
import io.tocsin.web.WebServer;
import io.tocsin.web.WebSettings;
import java.util.Optional;

/** The web server in the bot's life: without it the rest runs on. */
final class Web implements AutoCloseable {

    private final Vitals vitals;
    private final Metrics metrics = new Metrics();
    private Optional<WebServer> server = Optional.empty();

    Web(Vitals vitals) {
        this.vitals = vitals;
    }

    Plugin plugin() {
        return new WebPlugin(vitals.checks(), metrics);
    }

    /** Listens, if it is wanted; answers why it cannot. */
    Optional<Phrase> start(WebSettings settings, Extensions extensions, Catalogue words, Intake intake) {
        if (!settings.enabled()) {
            return Optional.empty();
        }
        try {
            vitals.count(metrics.registry());
            server = Optional.of(WebServer.start(settings, extensions::routes, words, Optional.of(intake)));
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.phrase());
        }
    }

    /** The address for the line that says what was started; empty without one. */
    String where(Catalogue words) {
        return server.map(running -> words.say("root.web", running.address())).orElse("");
    }

    @Override
    public void close() {
        server.ifPresent(WebServer::close);
        metrics.close();
    }
}
