package io.tocsin.artifact;

import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is fetched. */
final class Progress extends AbstractTransferListener {

    private static final Logger log = LoggerFactory.getLogger(Progress.class);

    @Override
    public void transferSucceeded(TransferEvent event) {
        String name = event.getResource().getResourceName();
        if (name.endsWith(".jar")) {
            log.info("Fetched {} ({} kB)", name, event.getTransferredBytes() >> 10);
        }
    }
}
