package io.tocsin.channel;

import io.tocsin.spi.Http;
import java.util.Optional;

/** Tells what is wrong from a whole answer, where its status alone does not say it. */
@FunctionalInterface
public interface Reading {

    /** Asked whatever the status; what it finds counts more. */
    Optional<Complaint> of(Http.Answer answer);
}
