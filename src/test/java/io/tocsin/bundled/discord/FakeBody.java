package io.tocsin.bundled.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSON and the files of a request. */
record FakeBody(ObjectNode json, Map<String, byte[]> files) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static FakeBody of(String type, byte[] bytes) throws IOException {
        if (type.startsWith("application/json") && bytes.length > 0 && bytes[0] == '{') {
            return new FakeBody((ObjectNode) MAPPER.readTree(bytes), Map.of());
        }
        Matcher boundary = Pattern.compile("boundary=(.+)").matcher(type);
        if (!boundary.find()) {
            return new FakeBody(MAPPER.createObjectNode(), Map.of());
        }
        ObjectNode json = MAPPER.createObjectNode();
        Map<String, byte[]> files = new LinkedHashMap<>();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String part : text.split(Pattern.quote("--" + boundary.group(1)))) {
            int gap = part.indexOf("\r\n\r\n");
            if (gap < 0) {
                continue;
            }
            byte[] content = part.substring(gap + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
            Matcher name = Pattern.compile("filename=\"([^\"]*)\"").matcher(part.substring(0, gap));
            if (name.find()) {
                files.put(name.group(1), content);
            } else {
                json = parsed(content);
            }
        }
        return new FakeBody(json, files);
    }

    private static ObjectNode parsed(byte[] content) throws JsonProcessingException {
        return (ObjectNode) MAPPER.readTree(new String(content, StandardCharsets.UTF_8));
    }
}
