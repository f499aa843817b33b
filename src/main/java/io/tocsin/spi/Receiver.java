package io.tocsin.spi;

import java.util.concurrent.CompletionStage;

/** Where an adapter hands in what people say. */
public interface Receiver {

    /**
     * Takes a line. Returns at once.
     *
     * @return completes when the line has been dealt with and every answer was given to the adapter; never fails
     */
    CompletionStage<Void> receive(Incoming incoming);
}
