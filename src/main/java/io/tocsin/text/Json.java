package io.tocsin.text;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.spi.Action;
import io.tocsin.spi.Action.Button;
import io.tocsin.spi.Action.Choice;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phrase;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Phrases and messages as they are kept in the database. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper().addMixIn(Action.class, Deduced.class);
    private static final TypeReference<List<ConditionLine>> CONDITIONS = new TypeReference<>() {};

    /** An action is known by what it has. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
    @JsonSubTypes({@JsonSubTypes.Type(Button.class), @JsonSubTypes.Type(Choice.class)})
    private interface Deduced {}

    private Json() {}

    public static String write(Phrase phrase) {
        return node(phrase).toString();
    }

    public static Phrase phrase(String json) {
        return phrase(tree(json));
    }

    public static String write(List<ConditionLine> conditions) {
        return string(conditions);
    }

    public static List<ConditionLine> conditions(String json) {
        try {
            return MAPPER.readValue(json, CONDITIONS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String write(Message message) {
        return string(message);
    }

    public static Message message(String json) {
        try {
            return MAPPER.readValue(json, Message.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode node(Phrase phrase) {
        ObjectNode node = MAPPER.createObjectNode().put("key", phrase.key());
        ArrayNode values = node.putArray("values");
        for (Object value : phrase.values()) {
            switch (value) {
                case Phrase inner -> values.add(node(inner));
                case Duration duration -> values.addObject().put("nanos", duration.toNanos());
                case Integer number -> values.add(number);
                case Long number -> values.add(number);
                default -> values.add(value.toString());
            }
        }
        return node;
    }

    private static Phrase phrase(JsonNode node) {
        List<Object> values = new ArrayList<>();
        for (JsonNode value : node.path("values")) {
            if (value.has("key")) {
                values.add(phrase(value));
            } else if (value.has("nanos")) {
                values.add(Duration.ofNanos(value.path("nanos").asLong()));
            } else if (value.isNumber()) {
                values.add(value.asLong());
            } else {
                values.add(value.asText());
            }
        }
        return new Phrase(node.path("key").asText(), values);
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String string(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
