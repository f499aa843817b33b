package io.tocsin.artifact;

import io.tocsin.spi.Phrase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is fetched: each jar to the log, and when the first begins to whoever waits. */
final class Progress extends AbstractTransferListener {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);

    private final String names;
    private final String from;
    private final Consumer<Phrase> news;
    private boolean begun;
    private int jars;
    private long bytes;

    Progress(String names, String from, Consumer<Phrase> news) {
        this.names = names;
        this.from = from;
        this.news = news;
    }

    @Override
    public synchronized void transferInitiated(TransferEvent event) {
        if (!begun) {
            begun = true;
            news.accept(Phrase.of("plugin.deps-fetching", names, from));
        }
    }

    @Override
    public synchronized void transferSucceeded(TransferEvent event) {
        String name = event.getResource().getResourceName();
        if (name.endsWith(".jar")) {
            jars++;
            bytes += event.getTransferredBytes();
            log.info("Fetched {} ({} kB)", name, event.getTransferredBytes() >> 10);
        }
    }

    /** What was fetched in the end; empty if nothing had to be. */
    synchronized Optional<Phrase> fetched() {
        BigDecimal megabytes = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(1_000_000), 1, RoundingMode.UP);
        return begun
                ? Optional.of(Phrase.of("plugin.deps-fetched", names, jars, megabytes.toPlainString()))
                : Optional.empty();
    }
}
