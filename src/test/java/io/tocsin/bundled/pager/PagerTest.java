package io.tocsin.bundled.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Service;
import io.tocsin.channel.Told;
import io.tocsin.config.Keys;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What wakes people and what does not. */
final class PagerTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));

    private final Service service = new Service(call -> Answer.json(202, "{}"));
    private final Notifier pagerduty = notifier(
            new PagerDutyFactory(CLOCK),
            Map.of("pagerduty.ops.key", "R0UT1NG", "pagerduty.ops.api-url", service.base()));
    private final Notifier opsgenie = notifier(
            new OpsgenieFactory(CLOCK),
            Map.of(
                    "opsgenie.ops.key", "G3N13", "opsgenie.ops.api-url", service.base(),
                    "opsgenie.ops.priority-degraded", "P4"));

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void whatIsAboutNoIncidentWakesNobody() throws Exception {
        for (Notifier pager : List.of(pagerduty, opsgenie)) {
            pager.post("ops", "key-1", Message.text("Tocsin has started"));
            pager.post("ops", "key-2", Message.of(Severity.INFO, "MAINTENANCE  work  until 15:00", "  shop")
                    .withSubjects(List.of(new Subject(0, "shop", "MAINTENANCE", ""))));
        }
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void eachOfManyIncidentsIsAnEventOfItsOwn() throws Exception {
        pagerduty.post("ops", "key", several());

        assertThat(service.calls()).extracting(call -> call.json().path("event_action").asText() + " "
                + call.json().path("dedup_key").asText() + " " + call.json().at("/payload/severity").asText())
                .containsExactly("trigger key-1 critical", "trigger key-2 warning", "resolve key-3 ");

        opsgenie.post("ops", "key", several());
        List<Call> calls = service.calls();
        assertThat(calls).extracting(Call::target).containsExactly(
                "/v2/alerts", "/v2/alerts", "/v2/alerts/key-3/close?identifierType=alias");
        assertThat(calls.subList(0, 2)).extracting(call -> call.json().path("alias").asText() + " "
                + call.json().path("priority").asText())
                .containsExactly("key-1 P1", "key-2 P4");
    }

    private static Message several() {
        return Message.of(Severity.CRITICAL, "3 changes", "  DOWN  shop  #1").withSubjects(List.of(
                new Subject(1, "shop", "DOWN", "https://shop.example"),
                new Subject(2, "mail", "DEGRADED", ""),
                new Subject(3, "dns", "UNWATCHED", "")));
    }

    @Test
    void noneMayShareAMessageWithOthers() {
        assertThat(List.of(pagerduty, opsgenie)).allSatisfy(pager -> {
            assertThat(pager.edits("ops")).isTrue();
            assertThat(pager.digests()).isFalse();
        });
    }

    @Test
    void whatIsMutedNeedsNobodyAndWhatIsNotAnyMoreDoesAgain() throws Exception {
        Message muted = Message.of(Severity.SILENCED, "DOWN  shop  #42", "").withSubjects(Told.TRIGGER.subjects());
        for (Message message : List.of(Told.TRIGGER, muted, Told.TRIGGER)) {
            pagerduty.edit("ops", "key-1", message);
        }

        assertThat(service.calls()).extracting(call -> call.json().path("event_action").asText())
                .containsExactly("trigger", "acknowledge", "trigger");
    }

    @Test
    void whatBecomesWorseIsMoreUrgent() throws Exception {
        opsgenie.edit("ops", "key-1", Told.TRIGGER);

        List<Call> calls = service.calls();
        assertThat(calls).extracting(call -> call.method() + " " + call.target()).containsExactly(
                "POST /v2/alerts",
                "PUT /v2/alerts/key-1/message?identifierType=alias",
                "PUT /v2/alerts/key-1/priority?identifierType=alias");
        assertThat(calls.getLast().json().path("priority").asText()).isEqualTo("P1");
    }

    @Test
    void wordsBesideAnIncidentAreNotesWhereThereAreNotesAndNoEvents() throws Exception {
        Message words = Message.text("ana has shop (#42): on it");
        assertThat(pagerduty.reply("ops", "key-1", "line-7", words)).isEmpty();
        assertThat(service.calls()).isEmpty();

        opsgenie.reply("ops", "key-1", "line-7", words);
        assertThat(service.calls()).singleElement().satisfies(call -> {
            assertThat(call.target()).isEqualTo("/v2/alerts/key-1/notes?identifierType=alias");
            assertThat(call.json().path("note").asText()).isEqualTo("ana has shop (#42): on it\n(line-7)");
        });
    }

    @Test
    void aNoteIsFoundByItsKey() throws Exception {
        service.answers(call -> Answer.json(200, "{\"data\":[{\"note\":\"else\"},{\"note\":\"on it\\n(line-7)\"}]}"));
        assertThat(opsgenie.findReply("ops", "key-1", "line-7")).isPresent();
        assertThat(opsgenie.findReply("ops", "key-1", "line-8")).isEmpty();
        assertThat(service.calls().getFirst().target())
                .isEqualTo("/v2/alerts/key-1/notes?identifierType=alias&limit=100&order=desc");

        service.answers(call -> Answer.json(404, "{\"message\":\"Alert does not exist\"}"));
        assertThat(opsgenie.findReply("ops", "key-1", "line-7")).isEmpty();
    }

    @Test
    void aTestShowsWhetherTheKeyIsRightAndWakesNobody() throws Exception {
        Message sample = Message.text("a test");
        pagerduty.test("ops", "test-1", sample);
        opsgenie.test("ops", "test-1", sample);
        assertThat(service.calls()).satisfiesExactly(
                call -> assertThat(call.json().path("event_action").asText()).isEqualTo("resolve"),
                call -> assertThat(call.target()).isEqualTo("/v2/alerts/test-1/close?identifierType=alias"));

        service.answers(call -> Answer.json(400, "{\"errors\":[\"Invalid routing key\"]}"));
        assertThatThrownBy(() -> pagerduty.test("ops", "test-2", sample)).hasMessage(
                "pagerduty:ops answered 400: it does not know the key; look whether pagerduty.ops.key is right");
        service.answers(call -> Answer.json(403, "{\"message\":\"You are not authorized\"}"));
        assertThatThrownBy(() -> opsgenie.test("ops", "test-2", sample)).hasMessageContaining("opsgenie.ops.key");
    }

    @Test
    void aKeyThatWasCopiedWrongIsMendedByPeople() {
        service.answers(call -> Answer.json(422, "{\"message\":\"Key format is not valid!\",\"took\":0.0}"));

        assertThatThrownBy(() -> opsgenie.post("ops", "key-1", Told.TRIGGER))
                .isInstanceOfSatisfying(RoomException.class, it -> assertThat(it.kind()).isEqualTo(Kind.LATER))
                .hasMessage(
                        "opsgenie:ops answered 422: Key format is not valid!; look whether opsgenie.ops.key is right");
    }

    @ParameterizedTest
    @ValueSource(strings = {"G3N13\nG3N13", "schlüssel"})
    void aKeyThatCannotEvenBeSentIsMendedByPeople(String key) {
        Notifier unsendable = notifier(
                new OpsgenieFactory(CLOCK), Map.of("opsgenie.ops.key", key, "opsgenie.ops.api-url", service.base()));

        assertThatThrownBy(() -> unsendable.post("ops", "key-1", Told.TRIGGER))
                .isInstanceOfSatisfying(RoomException.class, it -> assertThat(it.kind()).isEqualTo(Kind.LATER))
                .hasMessage("opsgenie:ops: a key has characters that no header may have;"
                        + " look whether opsgenie.ops.key is right");
    }

    @Test
    void whatIsWrongWithASettingIsTold() {
        assertThatThrownBy(() -> notifier(new PagerDutyFactory(CLOCK), Map.of("pagerduty.ops.api-url", "x")))
                .isInstanceOf(Refusal.class).hasMessageContaining("pager.no-key");
        assertThatThrownBy(() -> notifier(
                new PagerDutyFactory(CLOCK),
                Map.of("pagerduty.ops.key", "k", "pagerduty.ops.api-url", "events.eu.pagerduty.com")))
                .isInstanceOf(Refusal.class).hasMessageContaining("channel.address");
        assertThatThrownBy(() -> notifier(
                new OpsgenieFactory(CLOCK), Map.of("opsgenie.ops.key", "k", "opsgenie.ops.priority", "high")))
                .isInstanceOf(Refusal.class).hasMessageContaining("pager.priority");
        assertThatThrownBy(() -> pagerduty.post("opz", "key", Told.TRIGGER))
                .hasMessage("there is no pagerduty opz: set pagerduty.opz.key");
    }

    private Notifier notifier(NotifierFactory factory, Map<String, String> settings) {
        return factory.create(Keys.of(settings).settings(factory.kind(), factory.settings()), service.http());
    }
}
