package io.tocsin.bundled.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Service;
import io.tocsin.config.Keys;
import io.tocsin.spi.Message;
import io.tocsin.spi.Message.Subject;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page that remembers what its components show. */
final class StatuspageTest {

    private static final String PATH = "/v1/pages/page1/components/";

    private final Map<String, String> shown = new ConcurrentHashMap<>(Map.of("c1", "operational", "c2", "operational"));
    private final Service service = new Service(this::answer);
    private final Notifier page = page(Map.of(
            "statuspage.public.key", "0AUTH",
            "statuspage.public.page", "page1",
            "statuspage.public.component.1", "shop=c1",
            "statuspage.public.component.2", "a = b=c2",
            "statuspage.public.component.3", "gone=c3",
            "statuspage.public.api-url", service.base()));

    private Answer answer(Call call) {
        String component = call.target().substring(PATH.length());
        if (!shown.containsKey(component)) {
            return Answer.json(404, "{\"error\":\"Not found\"}");
        }
        if (call.method().equals("PATCH")) {
            shown.put(component, call.json().at("/component/status").asText());
        }
        return Answer.json(200, "{\"status\":\"" + shown.get(component) + "\"}");
    }

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DOWN, major_outage", "DEGRADED, degraded_performance", "FLAPPING, degraded_performance",
        "RECOVERED, operational", "UNWATCHED, partial_outage"
    })
    void aComponentFollowsAMonitor(String state, String status) throws Exception {
        shown.put("c1", "partial_outage");
        page.post("public", "key", about(42, "shop", state));

        assertThat(shown).containsEntry("c1", status).containsEntry("c2", "operational");
    }

    @ParameterizedTest
    @CsvSource({"UP, operational", "DOWN, major_outage", "DEGRADED, degraded_performance", "PAUSED, operational"})
    void whatIsInMaintenanceStaysSoUntilThatIsOver(String after, String status) throws Exception {
        page.post("public", "key-1", about(0, "shop", "MAINTENANCE"));
        assertThat(shown).containsEntry("c1", "under_maintenance");
        page.post("public", "key-2", about(42, "shop", "RECOVERED"));
        page.post("public", "key-3", about(43, "shop", "DOWN"));
        assertThat(shown).containsEntry("c1", "under_maintenance");

        page.post("public", "key-4", about(0, "shop", after));
        assertThat(shown).containsEntry("c1", status);
    }

    @Test
    void whatIsShownAlreadyIsNotShownAgainAndOtherMessagesAreNotItsBusiness() throws Exception {
        page.post("public", "key-1", about(42, "shop", "RECOVERED"));
        assertThat(service.calls()).extracting(Call::method).containsExactly("GET");

        page.post("public", "key-2", Message.text("ana has shop (#42)"));
        page.post("public", "key-3", about(7, "unknown", "DOWN"));
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void theLastOfManyChangesHoldsAndNamesMayHoldAnything() throws Exception {
        page.post("public", "key", about(
                new Subject(1, "shop", "DOWN", ""), new Subject(2, "a = b", "DOWN", ""),
                new Subject(1, "shop", "RECOVERED", "")));

        assertThat(shown).containsEntry("c1", "operational").containsEntry("c2", "major_outage");
    }

    @Test
    void aComponentThatIsNotThereKeepsNoOtherFromFollowing() {
        RoomException failure = catchThrowableOfType(RoomException.class, () -> page.post("public", "key", about(
                new Subject(1, "gone", "DOWN", ""), new Subject(2, "shop", "DOWN", ""))));

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessage("statuspage:public has no component c3: correct statuspage.public.component");
        assertThat(shown).containsEntry("c1", "major_outage");
    }

    @Test
    void afterAFailureOnlyTheOthersAreAskedFor() throws Exception {
        Message both = about(new Subject(1, "shop", "DOWN", ""), new Subject(2, "a = b", "DOWN", ""));
        service.answers(call -> call.target().endsWith("c2") ? Answer.text(420, "") : answer(call));
        assertThat(catchThrowableOfType(RoomException.class, () -> page.post("public", "key", both)).kind())
                .isEqualTo(Kind.LATER);
        service.calls();
        service.answers(this::answer);
        page.post("public", "key", both);

        assertThat(service.calls()).extracting(Call::target).containsExactly(PATH + "c2", PATH + "c2");
        assertThat(shown).containsEntry("c2", "major_outage");
    }

    @Test
    void whatIsWrongWithASettingIsTold() {
        Map<String, String> bare = Map.of("statuspage.public.key", "0AUTH", "statuspage.public.page", "page1");
        assertThatThrownBy(() -> page(bare)).isInstanceOf(Refusal.class).hasMessageContaining("pager.no-key");
        assertThatThrownBy(() -> page(Map.of("statuspage.x.key", "k", "statuspage.x.page", "a/b")))
                .isInstanceOf(Refusal.class).hasMessageContaining("pager.id");
        assertThatThrownBy(() -> page(Map.of(
                "statuspage.x.key", "k", "statuspage.x.page", "p", "statuspage.x.component", "shop")))
                .isInstanceOf(Refusal.class).hasMessageContaining("pager.component");
        assertThatThrownBy(() -> page(Map.of(
                "statuspage.x.key", "k", "statuspage.x.page", "p",
                "statuspage.x.component.1", "shop=c1", "statuspage.x.component.2", "cart=c1")))
                .isInstanceOf(Refusal.class).hasMessageContaining("pager.component-twice");
    }

    @Test
    void aTestLooksAtEveryComponentAndChangesNone() {
        assertThatThrownBy(() -> page.test("public", "test-1", Message.text("a test")))
                .hasMessage("statuspage:public has no component c3: correct statuspage.public.component");

        assertThat(service.calls()).extracting(call -> call.method() + " " + call.target())
                .containsExactly("GET " + PATH + "c1", "GET " + PATH + "c2", "GET " + PATH + "c3");
    }

    private static Message about(long incident, String monitor, String state) {
        return about(new Subject(incident, monitor, state, ""));
    }

    private static Message about(Subject... subjects) {
        return Message.of(Severity.CRITICAL, "changes", "").withSubjects(Arrays.asList(subjects));
    }

    private Notifier page(Map<String, String> settings) {
        StatuspageFactory factory = new StatuspageFactory(InstantSource.fixed(Instant.EPOCH));
        return factory.create(Keys.of(settings).settings(factory.kind(), factory.settings()), service.http());
    }
}
