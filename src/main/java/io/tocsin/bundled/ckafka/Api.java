package io.tocsin.bundled.ckafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.net.Clean;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How offsets are asked for: by {@code DescribeGroupOffsets} of the API of 2019, signed in a header, or by {@code
 * GetGroupOffsets} of the one before it, signed among the parameters.
 *
 * @param old whether it is the one before
 * @param algorithm of the older signature
 * @param given settings that every request has
 */
record Api(
        boolean old, String algorithm, String address, String region, String instance, List<String> topics,
        Map<String, List<String>> given) {

    static final int PAGE = 50;

    private static final String TODAYS = "https://ckafka.tencentcloudapi.com/";
    private static final String OLDER = "https://ckafka.api.qcloud.com/v2/index.php";
    private static final List<String> GIVEN_ON = List.of("sign-id", "sign-secret", "sign-token", "insecure", "proxy");

    /** A request in the settings of the type {@code http}. */
    record Request(String address, Settings settings) {}

    static Api of(String region, String instance, List<String> topics, Settings settings) {
        String sign = settings.text("sign", "tc3").strip().toLowerCase(Locale.ROOT);
        String algorithm = switch (sign) {
            case "tc3" -> "";
            case "sha1" -> "HmacSHA1";
            case "sha256" -> "HmacSHA256";
            default -> throw Refusal.of("ckafka.setting.sign", Clean.text(sign));
        };
        boolean old = !algorithm.isEmpty();
        String address = settings.text("endpoint", old ? OLDER : TODAYS).strip();
        if (!address.matches("https?://[^\\s?#@]+")) {
            throw Refusal.of("ckafka.setting.endpoint", old ? OLDER : TODAYS);
        }
        Map<String, List<String>> given = new LinkedHashMap<>();
        GIVEN_ON.stream()
                .filter(name -> !settings.all(name).isEmpty())
                .forEach(name -> given.put(name, settings.all(name)));
        return new Api(old, algorithm, address, region, instance, topics, given);
    }

    Request request(String consumer, int offset) {
        Map<String, List<String>> settings = new LinkedHashMap<>(given);
        settings.put("redirects", List.of("false"));
        if (old) {
            settings.put("sign", List.of("tencent-query"));
            return new Request(address + "?" + parameters(consumer, offset), new Settings(settings));
        }
        settings.put("sign", List.of("tencent:ckafka"));
        settings.put("header", List.of(
                "Content-Type: application/json", "X-TC-Action: DescribeGroupOffsets", "X-TC-Version: 2019-08-19",
                "X-TC-Region: " + region));
        settings.put("body", List.of(body(consumer, offset)));
        return new Request(address, new Settings(settings));
    }

    private String body(String consumer, int offset) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("InstanceId", instance).put("Group", consumer).put("Offset", offset).put("Limit", PAGE);
        if (!topics.isEmpty()) {
            topics.forEach(body.putArray("Topics")::add);
        }
        return body.toString();
    }

    private String parameters(String consumer, int offset) {
        StringBuilder parameters = new StringBuilder("Action=GetGroupOffsets");
        add(parameters, "Region", region);
        add(parameters, "SignatureMethod", algorithm);
        add(parameters, "instanceId", instance);
        add(parameters, "group", consumer);
        for (int i = 0; i < topics.size(); i++) {
            add(parameters, "topics." + i, topics.get(i));
        }
        add(parameters, "offset", Integer.toString(offset));
        add(parameters, "limit", Integer.toString(PAGE));
        return parameters.toString();
    }

    private static void add(StringBuilder parameters, String name, String value) {
        parameters.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "Api[" + address + "]";
    }
}
