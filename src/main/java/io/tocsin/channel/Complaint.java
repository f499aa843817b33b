package io.tocsin.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.spi.RoomException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong although the status says success.
 *
 * @param kind whether it may work later
 * @param said in the other side's words; may be empty
 * @param retryAfter how long it asked to wait
 * @param denied whether it does not know who is asking, so that a key is wrong
 */
public record Complaint(Kind kind, String said, Optional<Duration> retryAfter, boolean denied) {

    public Complaint(Kind kind, String said, Optional<Duration> retryAfter) {
        this(kind, said, retryAfter, false);
    }

    /** Finds the complaint in a body, if there is one. */
    @FunctionalInterface
    public interface Finder {

        /** @param body a missing node where the answer was no JSON */
        Optional<Complaint> in(JsonNode body);

        /** One that sees {@code ok: false} and {@code success: false}, and believes in better times. */
        static Finder usual() {
            return body -> isFalse(body.path("ok")) || isFalse(body.path("success"))
                    ? Optional.of(later(Remark.in(body)))
                    : Optional.empty();
        }

        /**
         * One that wants a code of 0, so that no page of a proxy counts as a success.
         *
         * @param field where the code stands, such as {@code errcode}
         * @param message where its words stand, such as {@code errmsg}
         * @param later codes that may work later; all others refuse the message
         */
        static Finder code(String field, String message, Set<Integer> later) {
            return code(field, message, later, Set.of());
        }

        /** @param denied codes that mean a wrong key */
        static Finder code(String field, String message, Set<Integer> later, Set<Integer> denied) {
            return body -> {
                if (!body.path(field).canConvertToInt()) {
                    return Optional.of(later("an answer without " + field));
                }
                int code = body.path(field).intValue();
                String said = code + " " + body.path(message).asText("");
                if (code == 0) {
                    return Optional.empty();
                }
                if (denied.contains(code)) {
                    return Optional.of(denied(said));
                }
                return Optional.of(later.contains(code) ? later(said) : refused(said));
            };
        }

        private static boolean isFalse(JsonNode node) {
            return node.isBoolean() && !node.booleanValue();
        }
    }

    public static Complaint later(String said) {
        return new Complaint(Kind.LATER, said, Optional.empty());
    }

    /** A key is wrong. People mend that, and what was missed is still wanted then. */
    public static Complaint denied(String said) {
        return new Complaint(Kind.LATER, said, Optional.empty(), true);
    }

    public static Complaint refused(String said) {
        return new Complaint(Kind.REFUSED, said, Optional.empty());
    }
}
