package io.tocsin.channel;

/**
 * Who is sent to, as errors name them.
 *
 * @param room such as {@code webhook:ops}
 * @param addressKey the key with the address, such as {@code webhook.ops.url}
 */
public record Peer(String room, String addressKey) {

    @Override
    public String toString() {
        return room;
    }
}
