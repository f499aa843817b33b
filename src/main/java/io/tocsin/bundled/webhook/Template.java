package io.tocsin.bundled.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.channel.Cut;
import io.tocsin.channel.Html;
import io.tocsin.channel.MachineForm;
import io.tocsin.channel.Plain;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.Refusal;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A body as somebody else's service wants it, with names in braces for what a message says. What is filled in is escaped as
 * the content type asks for, so that no text can become a part of the body's own form.
 *
 * @param longest of a text, in UTF-16 units
 */
record Template(String text, String contentType, int longest) implements Shape {

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
    private static final List<String> NAMES = List.of(
            "action", "key", "reference", "severity", "title", "text", "state", "monitor", "url", "incident",
            "machine");
    private static final int TITLE = 1_000;
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Template {
        contentType = contentType.toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal if it names what there is not, or does not give JSON where it should */
    static Template of(String hook, String text, String contentType, int longest) {
        Template template = new Template(text, contentType, longest);
        NAME.matcher(text).results().map(found -> found.group(1)).filter(name -> !NAMES.contains(name)).findFirst()
                .ifPresent(unknown -> {
                    throw Refusal.of("webhook.placeholder", hook, unknown, String.join(", ", NAMES));
                });
        if (template.is("json") && !(isJson(text, "") && isJson(text, "1, 2"))) {
            throw Refusal.of("webhook.body", hook);
        }
        return template;
    }

    /** Whether it is, too, once texts that mean nothing in JSON, these incidents and an array are filled in. */
    private static boolean isJson(String text, String incidents) {
        String filled = NAME.matcher(text).replaceAll(found -> switch (found.group(1)) {
            case "incident" -> incidents;
            case "machine" -> "[\"\"]";
            default -> "text";
        });
        try {
            return !STRICT.readTree(filled).isMissingNode();
        } catch (JsonProcessingException broken) {
            return false;
        }
    }

    @Override
    public String body(String action, String key, String reference, Message message) {
        Map<String, String> values = Map.of(
                "action", action,
                "key", key,
                "reference", reference,
                "severity", message.severity().name().toLowerCase(Locale.ROOT));
        return NAME.matcher(text).replaceAll(found -> {
            String name = found.group(1);
            String value = Optional.ofNullable(values.get(name)).orElseGet(() -> value(name, message));
            return Matcher.quoteReplacement(escaped(name, value));
        });
    }

    private String value(String name, Message message) {
        return switch (name) {
            case "title" -> Plain.line(message.title().isEmpty() ? message.text() : message.title(), TITLE);
            case "text" -> Cut.chars(Plain.visible(message.plain()), longest);
            case "state" -> joined(message, Subject::state);
            case "monitor" -> joined(message, Subject::monitor);
            case "url" -> joined(message, Subject::url);
            case "incident" -> joined(message, subject -> Long.toString(subject.incident()));
            default -> MachineForm.array(message, Integer.MAX_VALUE);
        };
    }

    private String joined(Message message, Function<Subject, String> part) {
        String all = message.subjects().stream().map(part).distinct().collect(Collectors.joining(", "));
        return Plain.line(all, longest);
    }

    /** The array of the machine form is JSON, and so stands as it is in a body that is. */
    private String escaped(String name, String value) {
        if (is("form-urlencoded")) {
            return URLEncoder.encode(value, UTF_8);
        }
        if (is("xml") || is("html")) {
            return Html.escape(value).replace("'", "&#39;");
        }
        return is("json") && !name.equals("machine") ? quoted(value) : value;
    }

    private static String quoted(String value) {
        String quoted = Body.MAPPER.getNodeFactory().textNode(value).toString();
        return quoted.substring(1, quoted.length() - 1);
    }

    private boolean is(String type) {
        return contentType.contains(type);
    }
}
