package io.tocsin.bundled.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.channel.Form;
import io.tocsin.channel.WebAddress;
import io.tocsin.spi.Http;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An account at Twilio. It prints without its token.
 *
 * @param sender the field that says who sends, and its value
 */
record Twilio(String sid, String token, Map.Entry<String, String> sender, Segments segments, String api) {

    static final String API = "https://api.twilio.com";

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final int MOST_SEGMENTS = 10;

    static Twilio of(String sid, Settings settings) {
        if (!SID.matcher(sid).matches()) {
            throw Refusal.of("sms.sid", sid);
        }
        return new Twilio(
                sid,
                settings.text("token").orElseThrow(() -> Refusal.of("sms.lacks", "twilio.token")),
                settings.text("messaging-service")
                        .map(service -> Map.entry("MessagingServiceSid", service))
                        .or(() -> settings.text("from").map(from -> Map.entry("From", from)))
                        .orElseThrow(() -> Refusal.of("sms.lacks", "twilio.from")),
                new Segments(settings.number("segments", 2, 1, MOST_SEGMENTS)),
                WebAddress.of("twilio.api-url", settings.text("api-url", API)));
    }

    Http.Request request(Phone to, Brief said) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("To", to.text());
        fields.put(sender.getKey(), sender.getValue());
        fields.put("Body", segments.cut(said.text()));
        String basic = Base64.getEncoder().encodeToString((sid + ":" + token).getBytes(UTF_8));
        return new Http.Request(
                "POST",
                api + "/2010-04-01/Accounts/" + sid + "/Messages.json",
                Map.of("Authorization", "Basic " + basic, "Content-Type", Form.TYPE),
                Form.of(fields),
                LIMIT);
    }

    @Override
    public String toString() {
        return "twilio:" + sid;
    }
}
