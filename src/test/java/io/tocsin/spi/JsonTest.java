package io.tocsin.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as plugins read and write it, compared with a library that everybody trusts. */
final class JsonTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void whatIsThereIsFoundAndWhatIsNotIsEmpty() {
        Json json = Json.parse("""
                {"a": {"b": ["x", 1.50, true, null, {"c": "\\u00e4\\n"}]}, "n": null, "big": 12345678901234567890}
                """);

        assertThat(json.at("a", "b").list()).extracting(Json::text).containsExactly("x", "1.50", "true", "", "");
        assertThat(json.at("a", "b").list().get(4).at("c").text()).isEqualTo("ä\n");
        assertThat(json.at("a", "b").list().get(2).isTrue()).isTrue();
        assertThat(json.at("big").number()).hasToString("Optional[12345678901234567890]");
        assertThat(json.at("a", "none", "deeper").isThere()).isFalse();
        assertThat(json.at("n").isThere()).isFalse();
        assertThat(json.at("n").list()).isEmpty();
        assertThat(json.at("a").number()).isEmpty();
        assertThat(json.fields()).containsOnlyKeys("a", "n", "big");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "[]", "\"\"", "0", "-1.5e-7", "true", "false", "[[],[{}]]",
        "{\"a\":[1,2,{\"b\":null}],\"c\":\"\\\\ \\\" / \\b\"}",
        "\"\\ud83d\\ude00 ä \\u2028\"", " [ 1 , 2 ] \n"
    })
    void whatIsReadAndWrittenIsTheSameForOthers(String text) throws Exception {
        String written = Json.parse(text).toString();

        assertThat(MAPPER.readTree(written)).isEqualTo(MAPPER.readTree(text));
        assertThat(Json.write(Json.parse(text))).isEqualTo(written);
    }

    @Test
    void whatIsWrittenIsReadByOthers() throws Exception {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "a \"b\" \\ \t \u0001 \ud83d \u2028");
        object.put("list", List.of(1, 2.5, true, Optional.empty(), Optional.of("x"), List.of()));
        object.put("none", Map.of());

        String written = Json.write(object);

        assertThat(MAPPER.readTree(written).get("list")).hasToString("[1,2.5,true,null,\"x\",[]]");
        assertThat(MAPPER.readTree(written).get("none")).hasToString("{}");
        assertThat(MAPPER.readTree(written).get("text").textValue())
                .isEqualTo("a \"b\" \\ \t \u0001 \ud83d \u2028");
        assertThat(Json.parse(written).at("text").text()).isEqualTo(object.get("text"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``            | [a value, 1]
            {             | [a text in quotes, 2]
            {"a" 1}       | [":", 6]
            {"a":1,}      | [a text in quotes, 8]
            [1 2]         | ["]", 4]
            [1],          | [the end, 4]
            nul           | [null, 1]
            01            | [a value, 1]
            1e99999       | [a value, 1]
            NaN           | [a value, 1]
            "a            | [the end of a text, 3]
            "\\x"         | [a known escape, 4]
            "\\u12g4"     | [four hexadecimal digits, 6]
            <html>        | [a value, 1]
            """)
    void whatIsNoneIsRefused(String text, String why) {
        assertThatThrownBy(() -> Json.parse(text.strip())).isInstanceOf(Refusal.class)
                .satisfies(thrown -> assertThat(((Refusal) thrown).phrase().values()).hasToString(why));
    }

    @Test
    void nestingHasAnEnd() {
        assertThat(Json.parse("[".repeat(100) + "]".repeat(100)).list()).hasSize(1);
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Json.parse("1".repeat(100_000))).isInstanceOf(Refusal.class);
    }
}
