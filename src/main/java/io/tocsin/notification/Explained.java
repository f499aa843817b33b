package io.tocsin.notification;

import io.tocsin.spi.Phrase;
import java.util.List;

/**
 * Who would hear of trouble, and who would not.
 *
 * @param hear one line a room
 * @param steps one line a step that waits for an acknowledgement
 * @param others one line for whatever else might have been
 */
public record Explained(List<Phrase> hear, List<Phrase> steps, List<Phrase> others) {

    public Explained {
        hear = List.copyOf(hear);
        steps = List.copyOf(steps);
        others = List.copyOf(others);
    }
}
