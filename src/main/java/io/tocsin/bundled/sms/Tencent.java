package io.tocsin.bundled.sms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.channel.WebAddress;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import io.tocsin.spi.sign.Credentials;
import io.tocsin.spi.sign.Tencent3;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An application for SMS at Tencent Cloud. It prints without its key. */
record Tencent(Credentials credentials, String app, Template template, String region, String api) {

    static final String API = "https://sms.tencentcloudapi.com";
    static final String REGION = "ap-guangzhou";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static Tencent of(String id, Settings settings) {
        return new Tencent(
                Credentials.of(id, needed(settings, "secret")),
                needed(settings, "app"),
                Template.of(settings),
                settings.text("region", REGION),
                WebAddress.of("sms.api-url", settings.text("api-url", API)));
    }

    private static String needed(Settings settings, String key) {
        return settings.text(key).orElseThrow(() -> Refusal.of("sms.lacks", "sms." + key));
    }

    Http.Request request(List<Phone> numbers, Brief said, String key, Instant now) {
        ObjectNode body = MAPPER.createObjectNode().put("SmsSdkAppId", app).put("TemplateId", template.id());
        if (!template.sign().isEmpty()) {
            body.put("SignName", template.sign());
        }
        ArrayNode to = body.putArray("PhoneNumberSet");
        numbers.forEach(number -> to.add(number.text()));
        ArrayNode parameters = body.putArray("TemplateParamSet");
        template.filled(said).forEach(parameters::add);
        body.put("SessionContext", key);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("X-TC-Action", "SendSms");
        headers.put("X-TC-Version", "2021-01-11");
        headers.put("X-TC-Region", region);
        return new Tencent3(credentials, "sms")
                .sign(new Http.Request("POST", api + "/", headers, body.toString(), LIMIT), now);
    }

    @Override
    public String toString() {
        return "sms:" + app;
    }
}
