package io.tocsin.bundled.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.Service;
import io.tocsin.channel.Told;
import io.tocsin.config.Keys;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that reaches some numbers and others not. */
final class SmsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
    private static final String ONE = "+8613711112222";
    private static final String TWO = "+8613711113333";
    private static final String VIENNA = "+436601234567";

    /** By number, where it is not Ok. */
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Service service = new Service(this::answer);

    private Answer answer(Call call) {
        ArrayNode statuses = new ObjectMapper().createArrayNode();
        for (JsonNode number : call.json().path("PhoneNumberSet")) {
            statuses.addObject()
                    .put("PhoneNumber", number.asText())
                    .put("Code", codes.getOrDefault(number.asText(), "Ok"))
                    .put("Message", "as said");
        }
        return Answer.json(200, "{\"Response\":{\"SendStatusSet\":" + statuses + ",\"RequestId\":\"r\"}}");
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void onlyThoseWhoWereNotReachedAreToldAgain() throws Exception {
        Notifier sms = sms();
        codes.put(TWO, "LimitExceeded.PhoneNumberThirtySecondLimit");

        RoomException failure = failure(() -> sms.post("night", "key-1", Told.TRIGGER));
        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessage(
                "sms:night did not reach 1: " + TWO + " LimitExceeded.PhoneNumberThirtySecondLimit as said");
        assertThat(asked()).containsExactly(List.of(ONE, TWO), List.of(VIENNA));

        codes.clear();
        sms.post("night", "key-1", Told.TRIGGER);
        assertThat(asked()).containsExactly(List.of(TWO));
        sms.post("night", "key-2", Told.TRIGGER);
        assertThat(asked()).as("another message").containsExactly(List.of(ONE, TWO), List.of(VIENNA));
    }

    @Test
    void aNumberThatIsNoneHoldsUpNobody() {
        Notifier sms = sms();
        codes.put(TWO, "InvalidParameterValue.IncorrectPhoneNumber");

        assertThat(failure(() -> sms.post("night", "key-1", Told.TRIGGER)).kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure(() -> sms.post("night", "key-1", Message.text("the same, plain"))).kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(asked()).containsExactly(List.of(ONE, TWO), List.of(VIENNA), List.of(TWO));
    }

    @Test
    void aNumberThatNothingIsSaidOfWasNotReached() {
        service.answers(call -> Answer.json(200, "{\"Response\":{\"SendStatusSet\":[],\"RequestId\":\"r\"}}"));
        assertThat(failure(() -> sms().post(ONE, "key-1", Told.TRIGGER)).kind()).isEqualTo(Kind.LATER);

        service.answers(call -> Answer.text(200, "<html>log in</html>"));
        assertThat(failure(() -> sms().post(ONE, "key-1", Told.TRIGGER)).kind()).isEqualTo(Kind.LATER);
    }

    @Test
    void whatIsSaidOfOneNumberIsNotSaidOfAnother() {
        service.answers(call -> Answer.json(200, "{\"Response\":{\"SendStatusSet\":[{\"PhoneNumber\":\"" + TWO
                + "\",\"Code\":\"Ok\"}]}}"));
        Notifier sms = tencent(account("sms.day.numbers", ONE + "," + TWO));

        RoomException failure = failure(() -> sms.post("day", "key-1", Told.TRIGGER));
        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessageStartingWith("sms:day did not reach 1: " + ONE);
    }

    @Test
    void aParameterHasRoomForMoreThanTheSignThatThereWasMore() throws Exception {
        Map<String, String> settings = account("sms.parameter-length", "2");
        tencent(settings).post(ONE, "key-1", Told.TRIGGER);

        assertThat(parameters()).containsExactly("s…", "D…", "5…");
        assertThatThrownBy(() -> tencent(account("sms.parameter-length", "1"))).isInstanceOf(Refusal.class);
    }

    @Test
    void addressesAreLeftOut() throws Exception {
        service.answers(call -> Answer.json(201, "{}"));
        twilio(twilio("twilio.from", "+15005550006")).post(VIENNA, "key", Message.of(
                Severity.CRITICAL, "DOWN", "  sent on to HTTPS://evil.example/a?b=c twice\n  smtp://x"));

        assertThat(service.calls().getFirst().form()).containsEntry("Body", "DOWN: sent on to ... twice; ...");
    }

    @Test
    void parametersAreFilledInAndCut() throws Exception {
        sms().post(ONE, "key-1", Told.TRIGGER);
        assertThat(parameters()).containsExactly("shop", "DOWN", "503 Service…");

        sms().post(ONE, "key-2", Told.RESOLVE);
        assertThat(parameters()).containsExactly("shop", "RECOVERED", "-");

        sms().post(ONE, "key-3", Message.text("started"));
        assertThat(parameters()).as("about no monitor").containsExactly("started", "started", "started");
    }

    @Test
    void aRoomIsANumberOrHasAName() {
        assertThatThrownBy(() -> sms().post("day", "key", Told.TRIGGER))
                .hasMessage("there is no sms day: set sms.day.numbers");
        assertThatThrownBy(() -> sms().post("+86", "key", Told.TRIGGER)).hasMessage(
                "sms:+86 is no number; write it with its country code, as sms:+436601234567");
        assertThat(sms().canonical("+86 137-1111-2222")).isEqualTo(ONE);
        assertThatThrownBy(() -> tencent(Map.of("sms.x.numbers", "0660 1234567")))
                .isInstanceOf(Refusal.class).hasMessageContaining("sms.number");
        assertThatThrownBy(() -> tencent(Map.of("sms.key-id", "AKID"))).hasMessageContaining("sms.lacks");
        assertThatThrownBy(() -> tencent(account("sms.parameters", "monitor, who")))
                .hasMessageContaining("sms.parameter");
    }

    @Test
    void withoutAnAccountARoomSaysWhatIsMissing() {
        assertThatThrownBy(() -> tencent(Map.of()).post(ONE, "key", Told.TRIGGER))
                .hasMessage("no account for sms:" + ONE + ": set sms.key-id");
        assertThatThrownBy(() -> twilio(Map.of()).post(VIENNA, "key", Told.TRIGGER))
                .hasMessage("no account for twilio:" + VIENNA + ": set twilio.sid");
        assertThatThrownBy(() -> twilio(Map.of("twilio.sid", "AC1"))).hasMessageContaining("sms.lacks");
        assertThatThrownBy(() -> twilio(Map.of("twilio.sid", "../x"))).hasMessageContaining("sms.sid");
    }

    @Test
    void whatLiesWithTheTwilioAccountIsMendedByPeople() {
        Notifier twilio = twilio(twilio("twilio.from", "+15005550006"));
        service.answers(call -> Answer.json(400, "{\"code\":21606,\"message\":\"The From number cannot send\"}"));

        RoomException failure = failure(() -> twilio.post(VIENNA, "key", Told.TRIGGER));
        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessage("twilio:" + VIENNA + " answered 400: 21606 The From number cannot send");
    }

    @Test
    void aMessagingServiceMaySend() throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(twilio("twilio.from", "+15005550006"));
        settings.put("twilio.messaging-service", "MG1");
        service.answers(call -> Answer.json(201, "{}"));
        twilio(settings).post(VIENNA, "key", Told.RESOLVE);

        assertThat(service.calls()).singleElement().satisfies(call -> assertThat(call.form()).containsExactly(
                Map.entry("To", VIENNA), Map.entry("MessagingServiceSid", "MG1"),
                Map.entry("Body", "RECOVERED shop #42 after 4 min 12 s, acknowledged by ana")));
    }

    private List<List<String>> asked() {
        return service.calls().stream().map(call -> strings(call.json().path("PhoneNumberSet"))).toList();
    }

    private List<String> parameters() {
        return strings(service.calls().getFirst().json().path("TemplateParamSet"));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(one -> strings.add(one.asText()));
        return strings;
    }

    private static RoomException failure(ThrowingCallable call) {
        return catchThrowableOfType(RoomException.class, call);
    }

    private Notifier sms() {
        return tencent(account("sms.night.numbers", ONE + ", " + VIENNA + "," + TWO));
    }

    private Map<String, String> account(String key, String value) {
        return Map.of(
                "sms.key-id", "AKIDEXAMPLE", "sms.secret", "s3cret", "sms.app", "1400006666", "sms.template", "449739",
                "sms.api-url", service.base(), key, value);
    }

    private Map<String, String> twilio(String key, String value) {
        return Map.of("twilio.sid", "AC1", "twilio.token", "t0ken", "twilio.api-url", service.base(), key, value);
    }

    private Notifier tencent(Map<String, String> settings) {
        return notifier(new TencentFactory(CLOCK), settings);
    }

    private Notifier twilio(Map<String, String> settings) {
        return notifier(new TwilioFactory(CLOCK), settings);
    }

    private Notifier notifier(NotifierFactory factory, Map<String, String> settings) {
        return factory.create(Keys.of(settings).settings(factory.kind(), factory.settings()), service.http());
    }
}
