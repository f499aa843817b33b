package io.tocsin.bundled.webhook;

import io.tocsin.spi.Message;

/** How a message becomes a body. */
@FunctionalInterface
interface Shape {

    /**
     * @param action {@code post}, {@code edit} or {@code reply}
     * @param key empty where there is none
     * @param reference of the message it is about; empty where there is none
     */
    String body(String action, String key, String reference, Message message);
}
