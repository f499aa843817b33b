package io.tocsin.bundled.ckafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.bundled.http.HttpPlugin;
import io.tocsin.net.Checks;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The type against a server that checks each signature and answers as Tencent Cloud documents it. */
final class CkafkaTest {

    private static final Instant NOW = Instant.parse("2026-11-22T23:59:59Z");
    private static final String TARGET = "ckafka://ap-guangzhou/ckafka-1a2b/billing";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TODAYS = """
            {"Response":{"Result":{"TotalCount":%d,"TopicList":[%s]},"RequestId":"b2a0"}}""";
    private static final String OLDER = """
            {"code":0,"message":"","codeDesc":"Success","data":{"totalCount":%d,"topicList":[%s]}}""";

    private final HttpPlugin http = new HttpPlugin(InstantSource.fixed(NOW), "Tocsin/test");
    private final Checks ckafka = Checks.of(new CkafkaPlugin(http.type()), "ckafka");
    private final MockWebServer cloud = new MockWebServer();
    private final List<String> wrong = new ArrayList<>();
    private Function<RecordedRequest, String> answer = request -> "";

    @BeforeEach
    void start() throws IOException {
        cloud.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean old = request.getMethod().equals("GET");
                String signed = old
                        ? TencentSignatures.query(request, "s3cret")
                        : TencentSignatures.tc3(request, "s3cret");
                boolean right = signed.isEmpty();
                if (!right) {
                    wrong.add(signed);
                }
                String refused = old
                        ? "{\"code\":4100,\"message\":\"signature error\",\"codeDesc\":\"AuthFailure\"}"
                        : "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureFailure\",\"Message\":\"The"
                                + " provided credentials could not be validated.\"},\"RequestId\":\"b2a0\"}}";
                return new MockResponse.Builder().body(right ? answer.apply(request) : refused).build();
            }
        });
        cloud.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void stop() {
        cloud.close();
        http.stop();
    }

    private Result check(String target, String... settings) throws Exception {
        String[] all = Arrays.copyOf(settings, settings.length + 6);
        String[] usual = {"endpoint", "http://127.0.0.1:" + cloud.getPort() + "/v2/index.php", "sign-id", "AKID",
            "sign-secret", "s3cret"};
        System.arraycopy(usual, 0, all, settings.length, usual.length);
        return ckafka.check(target, all);
    }

    private static String todays(String topic, long... lags) {
        StringBuilder partitions = new StringBuilder();
        for (int i = 0; i < lags.length; i++) {
            partitions.append(i == 0 ? "" : ",").append("{\"Partition\":").append(i).append(
                    ",\"Offset\":22689638,\"Metadata\":\"\",\"ErrorCode\":0,\"LogEndOffset\":207927929,\"Lag\":")
                    .append(lags[i]).append('}');
        }
        return "{\"Topic\":\"" + topic + "\",\"Partitions\":[" + partitions + "]}";
    }

    private static String older(String topic, long... lags) {
        StringBuilder partitions = new StringBuilder();
        for (int i = 0; i < lags.length; i++) {
            partitions.append(i == 0 ? "" : ",").append("{\"partition\":").append(i).append(
                    ",\"offset\":22689638,\"metadata\":\"\",\"err_code\":0,\"log_end_offset\":207927929,\"lag\":")
                    .append(lags[i]).append('}');
        }
        return "{\"topic\":\"" + topic + "\",\"partitions\":[" + partitions + "]}";
    }

    private static List<String> lines(Result result) {
        return result.findings().stream().map(line -> (line.passed() ? "v " : "x ") + line.text()).toList();
    }

    @Test
    void aTopicsLagIsSummedOverItsPartitionsAndEachIsNamedWithItsOwn() throws Exception {
        answer = request -> TODAYS.formatted(3, todays("orders", 900, 101) + "," + todays("payments", 1_000) + ","
                + todays("idle", 0, 0));

        Result result = check(TARGET);

        assertThat(wrong).isEmpty();
        assertThat(result.failure()).isEmpty();
        assertThat(result.statusText()).isEqualTo("orders (billing): lag 1001 > 1000");
        assertThat(lines(result)).containsExactly("x orders (billing): lag 1001 > 1000",
                "v idle (billing): lag 0 <= 1000", "v payments (billing): lag 1000 <= 1000");
        assertThat(result.findings()).noneMatch(ConditionLine::warning);
        assertThat(Checks.body(result)).isEqualTo("{\"billing\":{\"idle\":0,\"orders\":1001,\"payments\":1000}}");
    }

    @Test
    void todaysApiIsAskedAsItIsDocumented() throws Exception {
        answer = request -> TODAYS.formatted(1, todays("orders", 1));
        check(TARGET + "/orders", "topic", "payments=5");

        RecordedRequest request = cloud.takeRequest();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getHeaders().get("X-TC-Action")).isEqualTo("DescribeGroupOffsets");
        assertThat(request.getHeaders().get("X-TC-Version")).isEqualTo("2019-08-19");
        assertThat(request.getHeaders().get("X-TC-Region")).isEqualTo("ap-guangzhou");
        assertThat(request.getHeaders().get("X-TC-Timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        JsonNode body = JSON.readTree(request.getBody().utf8());
        assertThat(body.toString()).isEqualTo("{\"InstanceId\":\"ckafka-1a2b\",\"Group\":\"billing\",\"Offset\":0,"
                + "\"Limit\":50,\"Topics\":[\"orders\",\"payments\"]}");
    }

    @ParameterizedTest
    @CsvSource({"sha1, HmacSHA1", "sha256, HmacSHA256"})
    void theOlderApiIsAskedAsItWas(String sign, String algorithm) throws Exception {
        answer = request -> OLDER.formatted(2, older("orders", 7, 8) + "," + older("pay ments", 1));

        Result result = check("ckafka://gz/ckafka-1a2b/billing", "sign", sign, "limit", "14");

        assertThat(wrong).isEmpty();
        assertThat(lines(result)).containsExactly(
                "x orders (billing): lag 15 > 14", "v pay ments (billing): lag 1 <= 14");
        RecordedRequest request = cloud.takeRequest();
        assertThat(request.getUrl().encodedPath()).isEqualTo("/v2/index.php");
        assertThat(request.getUrl().queryParameter("Action")).isEqualTo("GetGroupOffsets");
        assertThat(request.getUrl().queryParameter("Region")).isEqualTo("gz");
        assertThat(request.getUrl().queryParameter("instanceId")).isEqualTo("ckafka-1a2b");
        assertThat(request.getUrl().queryParameter("group")).isEqualTo("billing");
        assertThat(request.getUrl().queryParameter("SignatureMethod")).isEqualTo(algorithm);
        assertThat(request.getUrl().queryParameter("SecretId")).isEqualTo("AKID");
    }

    @Test
    void allPagesAreRead() throws Exception {
        answer = request -> {
            int offset = offset(request);
            StringBuilder page = new StringBuilder();
            for (int i = offset; i < Math.min(120, offset + 50); i++) {
                page.append(i == offset ? "" : ",").append(todays("t" + i, i));
            }
            return TODAYS.formatted(120, page);
        };
        Result result = check(TARGET, "limit", "118");

        assertThat(cloud.getRequestCount()).isEqualTo(3);
        assertThat(result.statusText()).isEqualTo("t119 (billing): lag 119 > 118");
    }

    private static int offset(RecordedRequest request) {
        try {
            return JSON.readTree(request.getBody().utf8()).path("Offset").asInt();
        } catch (IOException noJson) {
            throw new IllegalStateException(noJson);
        }
    }

    @Test
    void whatIsNotThereIsALineOfItsOwn() throws Exception {
        answer = request -> TODAYS.formatted(1, todays("orders", 3));
        assertThat(lines(check(TARGET + "/orders,payments"))).containsExactly(
                "x billing has committed no offsets for payments", "v orders (billing): lag 3 <= 1000");
        answer = request -> TODAYS.formatted(0, "");
        assertThat(lines(check(TARGET))).containsExactly("x the consumer group billing has committed no offsets");
        answer = request -> TODAYS.formatted(1, todays("orders", 3).replace("\"ErrorCode\":0", "\"ErrorCode\":9"));
        assertThat(lines(check(TARGET))).containsExactly("x orders (billing): partition 0 has error 9");
        answer = request -> TODAYS.formatted(1, todays("orders", 3).replace("\"Lag\":3", "\"Lag\":null"));
        assertThat(lines(check(TARGET))).containsExactly("x orders (billing): lag 185238291 > 1000");
        answer = request -> TODAYS.formatted(1, "{\"Topic\":\"orders\",\"Partitions\":[{\"Partition\":4}]}");
        assertThat(lines(check(TARGET))).containsExactly("x orders (billing): partition 4 has no lag");
    }

    @Test
    void aKeyThatTheCloudDoesNotKnowIsTold() throws Exception {
        String endpoint = "http://127.0.0.1:" + cloud.getPort() + "/";
        assertThat(ckafka.reason(TARGET, "endpoint", endpoint, "sign-id", "AKID", "sign-secret", "other"))
                .isEqualTo("Tencent Cloud answers AuthFailure.SignatureFailure: The provided credentials could not be"
                        + " validated.");
        assertThat(ckafka.reason(TARGET, "endpoint", endpoint, "sign-id", "AKID", "sign-secret", "other", "sign",
                "sha256"))
                .isEqualTo("Tencent Cloud answers 4100 AuthFailure: signature error");
        assertThat(wrong).hasSize(2);
    }

    @Test
    void failuresHaveReasons() throws Exception {
        answer = request -> "{\"Response\":{\"Error\":{\"Code\":\"ResourceNotFound\",\"Message\":\"no instance\"}}}";
        assertThat(Checks.reason(check(TARGET))).isEqualTo("Tencent Cloud answers ResourceNotFound: no instance");
        answer = request -> "{\"code\":4000,\"message\":\"(10064)no group\",\"codeDesc\":\"InvalidParameter\"}";
        assertThat(Checks.reason(check(TARGET, "sign", "sha1")))
                .isEqualTo("Tencent Cloud answers 4000 InvalidParameter: (10064)no group");
        answer = request -> "<html>";
        assertThat(Checks.reason(check(TARGET))).isEqualTo("Tencent Cloud's answer holds no offsets: \"<html>\"");
        answer = request -> "{\"Response\":{}}";
        assertThat(Checks.reason(check(TARGET))).startsWith("Tencent Cloud's answer holds no offsets: ");
        try (ScriptedServer broken = ScriptedServer.saying(
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")) {
            assertThat(
                    ckafka.reason(TARGET, "endpoint", "http://" + broken.address(), "sign-id", "a", "sign-secret", "b"))
                    .isEqualTo("Tencent Cloud answers 503 Service Unavailable");
        }
        int port = cloud.getPort();
        cloud.close();
        assertThat(ckafka.reason(
                TARGET, "endpoint", "http://127.0.0.1:" + port, "sign-id", "a", "sign-secret", "b"))
                .isEqualTo("connection refused by 127.0.0.1:" + port);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThat(ckafka.refusal("ckafka://gz", "sign-id", "a", "sign-secret", "b"))
                .startsWith("\"ckafka://gz\" is not a Kafka of Tencent Cloud");
        assertThat(ckafka.refusal("ckafka://gz/ins", "sign-id", "a", "sign-secret", "b"))
                .isEqualTo("which consumer group? Write ckafka://gz/ins/billing, or set consumer to billing");
        assertThat(ckafka.refusal(TARGET, "sign-id", "a")).isEqualTo("sign needs sign-secret; set sign-secret too");
        assertThat(ckafka.refusal(TARGET, "sign", "md5")).startsWith("sign is \"md5\"");
        assertThat(ckafka.refusal(TARGET, "endpoint", "here")).startsWith("endpoint is not the address of an API");
        assertThat(ckafka.refusal(TARGET, "topic", "a b")).startsWith("\"a b\" is no topic");
        assertThat(ckafka.refusal(TARGET, "limit", "-1"))
                .startsWith("limit is \"-1\"");
    }
}
