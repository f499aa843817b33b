package io.tocsin.bundled.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.channel.Call;
import io.tocsin.channel.Told;
import io.tocsin.spi.Message;
import io.tocsin.spi.Refusal;
import io.tocsin.text.Catalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook whose body is in somebody else's form. */
final class WebhookTemplateContractTest extends WebhookContractTest {

    private static final String BODY =
            "{\"do\":\"{action}\",\"subject\":\"{title}\",\"text\":\"{text}\",\"n\":[{incident}],"
                    + "\"about\":\"{monitor} {state} {url}\",\"id\":\"{key}{reference}\",\"how\":\"{severity}\",\"all\":{machine}}";

    @Override
    protected String name() {
        return "webhook-template";
    }

    @Override
    protected Map<String, String> settings(String base) {
        Map<String, String> settings = new HashMap<>(super.settings(base));
        settings.put("webhook.ops.body", BODY);
        settings.put("webhook.ops.method", "put");
        settings.put("webhook.ops.longest", "500");
        return settings;
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        JsonNode body = calls.getFirst().json();
        assertThat(body.path("text").asText()).hasSize(500);
        assertThat(body).as("nothing was added to it").hasSize(8);
        assertThat(body.path("all").path(0).path("status").asText()).isEqualTo("Error");
        return "500 chars";
    }

    @Test
    void aFormIsEscapedAsAForm() {
        Template form = Template.of("ops", "t={title}&m={monitor}", "application/x-www-form-urlencoded", 500);

        assertThat(form.body("post", "k", "", Told.TRIGGER)).isEqualTo("t=DOWN+shop+%2342&m=shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "Application/XHTML+xml", "text/HTML; charset=utf-8"})
    void markupIsEscapedAsMarkup(String type) {
        Template markup = Template.of("ops", "<a b='{title}'>{machine}</a>", type, 500);

        assertThat(markup.body("post", "k", "", Message.text("'/><b>&\"")))
                .isEqualTo("<a b='&#39;/&gt;&lt;b&gt;&amp;&quot;'>[]</a>");
    }

    @Test
    void jsonIsKnownHoweverItIsWritten() {
        Template json = Template.of("ops", "{\"text\":\"{title}\"}", "Application/JSON", 500);

        assertThat(json.body("post", "k", "", Message.text("a\"b"))).isEqualTo("{\"text\":\"a\\\"b\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":{text}}", "{\"n\":{incident}}", "{\"all\":\"{machine}\"}", "{\"n\":1}}", "{}{}"})
    void whatWouldNotBeJsonForEveryMessageIsRefused(String body) {
        assertThat(refusal(body)).startsWith("webhook.ops.body does not give JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"n\":[{incident}],\"all\":{machine}}", "{\"n\":\"{incident}\",\"text\":\"a {text} b\"}", "{machine}"})
    void whatIsJsonForEveryMessageIsTaken(String body) {
        Template json = Template.of("ops", body, "application/json", 500);

        assertThat(json.body("post", "k", "", Message.text("nothing"))).doesNotContain("{incident}");
    }

    @Test
    void whatCannotBeFilledInIsRefused() {
        assertThat(refusal("{\"text\":\"{titel}\"}")).isEqualTo("webhook.ops.body has \"titel\" in braces, which no "
                + "message says; there are: action, key, reference, severity, title, text, state, monitor, url, incident, "
                + "machine");
        assertThat(refusal("{\"text\":{text}")).startsWith("webhook.ops.body does not give JSON");
    }

    private static String refusal(String body) {
        Refusal[] refused = new Refusal[1];
        assertThatThrownBy(() -> Template.of("ops", body, "application/json", 500))
                .isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
        return Catalogue.english().say(refused[0].phrase());
    }
}
