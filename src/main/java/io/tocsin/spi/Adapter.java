package io.tocsin.spi;

/** A two-way chat system. */
public interface Adapter extends Notifier {

    /**
     * Connects and hands in what people say, from now until {@link #close}. Returns when connecting has begun; an adapter
     * that cannot connect says so in {@link #trouble} and goes on trying.
     *
     * @throws Refusal if the adapter can never work as it is configured
     */
    void start(Receiver receiver);
}
