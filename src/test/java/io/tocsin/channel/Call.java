package io.tocsin.channel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mockwebserver3.RecordedRequest;

/**
 * A request as a service got it.
 *
 * @param target the path and the query
 * @param headers by names in lower case
 */
public record Call(String method, String target, Map<String, String> headers, String body) {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    static Call of(RecordedRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < request.getHeaders().size(); i++) {
            headers.put(request.getHeaders().name(i).toLowerCase(Locale.ROOT), request.getHeaders().value(i));
        }
        return new Call(request.getMethod(), request.getTarget(), headers, request.getBody() == null
                ? ""
                : request.getBody().utf8());
    }

    /** Empty if it was not sent. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public int bytes() {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }

    private boolean says(String type) {
        return header("content-type").contains(type);
    }

    /** The body, which must be one JSON text. */
    public JsonNode json() {
        return parsed(body);
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError("no JSON: " + text.substring(0, Math.min(500, text.length())), broken);
        }
    }

    /** The fields of a form in their order. */
    public Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : body.split("&")) {
            int end = field.indexOf('=');
            form.put(decoded(field.substring(0, end)), decoded(field.substring(end + 1)));
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Every text in the body that people may get to see; reading them shows that the body is whole. */
    public List<String> texts() {
        if (body.isEmpty()) {
            return List.of();
        }
        if (says("form-urlencoded")) {
            return form().values().stream().flatMap(value -> texts(value).stream()).toList();
        }
        return says("json") ? texts(json()) : List.of(body);
    }

    /** A field of a form may be JSON itself. */
    private static List<String> texts(String field) {
        return structure(field).map(Call::texts).orElse(List.of(field));
    }

    private static Optional<JsonNode> structure(String field) {
        try {
            return Optional.of(field)
                    .filter(it -> it.startsWith("{") || it.startsWith("["))
                    .map(Call::parsed);
        } catch (AssertionError plain) {
            return Optional.empty();
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(part -> texts.addAll(texts(part)));
        return texts;
    }

    /** As golden files show it. */
    String shown(List<String> headers) {
        String head = headers.stream()
                .filter(name -> !header(name).isEmpty())
                .map(name -> name + ": " + header(name) + "\n")
                .collect(Collectors.joining());
        return method + " " + target + "\n" + head + "\n" + shownBody().stripTrailing() + "\n";
    }

    private String shownBody() {
        if (says("form-urlencoded")) {
            return form().entrySet().stream()
                    .map(field -> field.getKey() + "=" + structure(field.getValue()).map(JsonNode::toPrettyString)
                            .orElseGet(() -> field.getValue().replace("\n", "\\n")))
                    .collect(Collectors.joining("\n"));
        }
        return says("json") ? json().toPrettyString() : body;
    }
}
