package io.tocsin.bundled.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.channel.Call;
import io.tocsin.channel.MachineForm;
import io.tocsin.channel.Told;
import io.tocsin.spi.Message.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A webhook that is told for people and programs in one. */
final class WebhookMachineContractTest extends WebhookContractTest {

    @Override
    protected String name() {
        return "webhook-machine";
    }

    @Override
    protected Map<String, String> settings(String base) {
        Map<String, String> settings = new HashMap<>(super.settings(base));
        settings.put("webhook.ops.form", "machine");
        return settings;
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        String body = calls.getFirst().body();
        assertThat(calls.getFirst().bytes()).isBetween(190_000, 256_000);
        assertThat(array(body)).as("the last line is whole").hasSize(1);
        return "256,000 bytes";
    }

    @Test
    void aStormIsOneArrayOfThoseThatFit() {
        List<Subject> many = IntStream.range(0, 3_000)
                .mapToObj(i -> new Subject(i, "monitor-" + i, i % 2 == 0 ? "DOWN" : "RECOVERED",
                        "https://shop.example/" + i))
                .toList();

        String array = MachineForm.array(Told.TRIGGER.withSubjects(many), 100_000);

        JsonNode entries = array("\n" + array);
        assertThat(array).hasSizeBetween(99_800, 100_000);
        assertThat(entries.path(0).toString())
                .isEqualTo("{\"name\":\"monitor-0\",\"url\":\"https://shop.example/0\",\"status\":\"Error\"}");
        assertThat(entries.path(1).path("status").asText()).isEqualTo("Recover");
    }

    private static JsonNode array(String body) {
        try {
            return new ObjectMapper().readTree(body.substring(body.lastIndexOf('\n') + 1));
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
