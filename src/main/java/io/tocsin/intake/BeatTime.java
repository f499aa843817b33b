package io.tocsin.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads the time out of a body such as {@code {"time": 1732236444.25}}. */
final class BeatTime {

    private static final int MOST_DIGITS = 40;
    private static final int MOST_PLACES = 20;
    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).maxNumberLength(100).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private BeatTime() {}

    /** In seconds; empty if the body is no object, or its time no number that anybody would mean. */
    static Optional<BigDecimal> read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode time = root.path("time");
            return root.isObject() && time.isNumber()
                    ? Optional.of(time.decimalValue()).filter(BeatTime::isSane)
                    : Optional.empty();
        } catch (IOException | ArithmeticException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** A few characters can name a number of a billion digits. */
    private static boolean isSane(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_PLACES && number.precision() <= MOST_DIGITS;
    }
}
