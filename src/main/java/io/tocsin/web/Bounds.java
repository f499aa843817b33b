package io.tocsin.web;

import java.time.Duration;

/**
 * What a client may ask of the server.
 *
 * @param body the largest body, in bytes
 * @param head the largest request line and headers, in bytes
 * @param request how long a request may take to arrive, and an answer to be taken
 * @param idle how long a connection may be silent
 * @param connections how many may be open
 */
public record Bounds(int body, int head, Duration request, Duration idle, int connections) {

    static final Bounds USUAL = new Bounds(1 << 20, 16 << 10, Duration.ofSeconds(15), Duration.ofSeconds(15), 200);
}
