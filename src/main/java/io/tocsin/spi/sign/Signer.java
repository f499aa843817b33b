package io.tocsin.spi.sign;

import io.tocsin.spi.Http;
import java.time.Instant;

/** Signs requests. */
public sealed interface Signer permits Aws4, Tencent3, TencentQuery {

    /**
     * The request with what its service knows the sender by.
     *
     * @param now what the signature says it was made at; services take it for a few minutes
     * @throws IllegalArgumentException if the address of the request is none
     */
    Http.Request sign(Http.Request request, Instant now);
}
