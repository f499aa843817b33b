package io.tocsin.bundled.webhook;

import io.tocsin.channel.Cut;
import io.tocsin.channel.MachineForm;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a webhook wants to be told. */
record Manner(String method, String contentType, Shape shape) {

    static final Manner STANDARD = new Manner("POST", "application/json; charset=utf-8", Body::of);

    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final int LONGEST = 10_000;
    /** What Amazon's services take of a message. */
    private static final int MACHINE = 256_000;

    /** @throws Refusal if a setting cannot be read */
    static Manner of(String name, Settings settings, Map<String, String> headers) {
        String method = settings.text("method", STANDARD.method).toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw Refusal.of("webhook.method", name, method);
        }
        int longest = settings.number("longest", LONGEST, 100, 1_000_000);
        Optional<String> type = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .map(Map.Entry::getValue)
                .findFirst();
        Optional<String> body = settings.text("body");
        if (body.isPresent()) {
            String contentType = type.orElse(STANDARD.contentType);
            return new Manner(method, contentType, Template.of(name, body.get(), contentType, longest));
        }
        return switch (settings.text("form", "json")) {
            case "json" -> new Manner(method, type.orElse(STANDARD.contentType), STANDARD.shape);
            case "text" -> new Manner(method, type.orElse(PLAIN),
                    (_, _, _, message) -> Cut.chars(Plain.visible(message.plain()), longest));
            case "machine" -> new Manner(method, type.orElse(PLAIN),
                    (_, _, _, message) -> MachineForm.of(message, MACHINE));
            default -> throw Refusal.of("webhook.form", name, settings.text("form", ""));
        };
    }
}
