package io.tocsin.bundled.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Service;
import io.tocsin.channel.Told;
import io.tocsin.config.Keys;
import io.tocsin.spi.Http;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Severity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SnsTest {

    private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:ops";
    private static final Map<String, String> KEY = Map.of("sns.key-id", "AKIDEXAMPLE", "sns.secret", "s3cret");

    private final Service service = new Service(call -> Answer.text(200, "<PublishResponse/>"));

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void anOrderedTopicDropsWhatComesTwice() throws Exception {
        sns().post(TOPIC + ".fifo", "line-7-x", Told.TRIGGER);
        sns().post(TOPIC, "line-7-x", Told.TRIGGER);

        assertThat(service.calls()).satisfiesExactly(
                ordered -> assertThat(ordered.form())
                        .containsEntry("MessageDeduplicationId", "line-7-x")
                        .containsEntry("MessageGroupId", "tocsin")
                        .containsEntry("TopicArn", TOPIC + ".fifo"),
                usual -> assertThat(usual.form()).doesNotContainKeys("MessageDeduplicationId", "MessageGroupId"));
    }

    @ParameterizedTest
    @CsvSource({
        "DOWN  shop  #42, DOWN shop #42", "DOWN  鐘樓  #42, DOWN #42", "DOWN  café  #42, DOWN cafe #42", "鐘樓, Tocsin"
    })
    void aSubjectIsInAscii(String title, String subject) throws Exception {
        sns().post(TOPIC, "key", Message.of(Severity.CRITICAL, title, "  " + title));

        assertThat(service.calls().getFirst().form()).containsEntry("Subject", subject);
    }

    @Test
    void theSubjectOfAMessageWithoutATitleIsItsFirstLineAndBounded() throws Exception {
        sns().post(TOPIC, "key", Message.text("a".repeat(300) + "\nb"));

        assertThat(service.calls().getFirst().form()).containsEntry("Subject", "a".repeat(99));
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidParameter, Invalid parameter: TopicArn Reason: no such, LATER",
        "400, InvalidParameter, Invalid parameter: Message too long, REFUSED",
        "400, Throttling, Rate exceeded, LATER",
        "404, NotFound, Topic does not exist, LATER",
        "403, AuthorizationError, may not Publish, LATER"
    })
    void whatPeopleCanMendIsTriedAgain(int status, String code, String said, Kind kind) {
        service.answers(call -> SnsContractTest.error(status, code, said));

        RoomException failure =
                catchThrowableOfType(RoomException.class, () -> sns().post(TOPIC, "key", Told.TRIGGER));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageStartingWith("sns:" + TOPIC + " answered " + status + ": " + code + " " + said);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sns:eu-central-1:123456789012:ops, '', https://sns.eu-central-1.amazonaws.com/, eu-central-1",
        "arn:aws:sns:eu-central-1:123456789012:ops, eu-west-1, https://sns.eu-west-1.amazonaws.com/, eu-west-1",
        "arn:aws-cn:sns:cn-north-1:123456789012:ops, '', https://sns.cn-north-1.amazonaws.com.cn/, cn-north-1",
        "arn:aws-us-gov:sns:us-gov-west-1:123456789012:a, '', https://sns.us-gov-west-1.amazonaws.com/, us-gov-west-1"
    })
    void theRegionIsTheTopicsUnlessItIsSet(String arn, String region, String url, String signed) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(KEY);
        settings.put("sns.region", region);
        List<Http.Request> requests = new ArrayList<>();
        notifier(settings, request -> {
            requests.add(request);
            return new Http.Answer(200, Map.of(), "");
        }).post(arn, "key", Told.TRIGGER);

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.url()).isEqualTo(url);
            assertThat(request.headers().get("Authorization")).contains("/" + signed + "/sns/aws4_request");
        });
    }

    @Test
    void whatIsWrongIsTold() {
        assertThatThrownBy(() -> sns().post("ops", "key", Told.TRIGGER))
                .hasMessage("sns:ops is no topic; write it as sns:arn:aws:sns:eu-central-1:123456789012:ops");
        assertThatThrownBy(() -> notifier(Map.of(), service.http()).post(TOPIC, "key", Told.TRIGGER))
                .hasMessage("no access key for sns:" + TOPIC + ": set sns.key-id");
        assertThatThrownBy(() -> notifier(Map.of("sns.key-id", "AKID"), service.http()))
                .hasMessageContaining("sns.lacks");
    }

    private Notifier sns() {
        Map<String, String> settings = new LinkedHashMap<>(KEY);
        settings.put("sns.api-url", service.base());
        return notifier(settings, service.http());
    }

    private static Notifier notifier(Map<String, String> settings, Http http) {
        SnsFactory factory = new SnsFactory(InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
        return factory.create(Keys.of(settings).settings(factory.kind(), factory.settings()), http);
    }
}
