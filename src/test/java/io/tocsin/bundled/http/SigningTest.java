package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Http;
import io.tocsin.spi.sign.Aws4;
import io.tocsin.spi.sign.Credentials;
import io.tocsin.spi.sign.Signer;
import io.tocsin.spi.sign.Tencent3;
import io.tocsin.spi.sign.TencentQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are signed, judged as the services do: from what has come. That signatures are right, SignerTest shows. */
final class SigningTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String[] KEY = {"sign-id=ID", "sign-secret=s3cret", "sign-token=session"};

    private final Credentials credentials = new Credentials("ID", "s3cret", "session");
    private final Probing probing = new Probing();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void close() {
        probing.close();
        server.close();
    }

    @Test
    void forAws() throws Exception {
        RecordedRequest request = asked("/topics?b=2&a=x%20y", "sign=aws:eu-central-1/sns", "header=X-Amz-Target: List",
                "body={\"n\":1}");

        assertThat(request.getHeaders().get("Authorization"))
                .contains("Credential=ID/20261121/eu-central-1/sns/aws4_request", "content-type;host;x-amz-date")
                .isEqualTo(judged(request, new Aws4(credentials, "eu-central-1", "sns")));
    }

    @Test
    void forTencentCloud() throws Exception {
        RecordedRequest request = asked("/", "sign=tencent:ckafka", "header=X-TC-Action: GetGroupOffsets", "body={}");

        assertThat(request.getHeaders().get("X-TC-Token")).isEqualTo("session");
        assertThat(request.getHeaders().get("Authorization"))
                .contains("Credential=ID/2026-11-21/ckafka/tc3_request")
                .isEqualTo(judged(request, new Tencent3(credentials, "ckafka")));
    }

    @Test
    void amongTheParameters() throws Exception {
        HttpUrl url = asked("/?Action=GetGroupOffsets&Nonce=1", "sign=tencent-query").getUrl();

        HttpUrl bare = url.newBuilder().removeAllQueryParameters("Signature").build();
        String judged = new TencentQuery(credentials)
                .sign(new Http.Request("GET", bare.toString(), Map.of(), "", Duration.ZERO), NOW).url();
        assertThat(url.queryParameter("Timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(url).isEqualTo(HttpUrl.get(judged));
    }

    private RecordedRequest asked(String path, String... settings) throws Exception {
        server.enqueue(new MockResponse.Builder().code(200).build());
        String url = "http://127.0.0.1:" + server.getPort() + path;
        String[] all = Arrays.copyOf(settings, settings.length + KEY.length);
        System.arraycopy(KEY, 0, all, settings.length, KEY.length);
        assertThat(probing.check(url, all).status()).hasValue(200);
        return server.takeRequest();
    }

    /** What the service makes of it: it looks at the headers that are said to be signed. */
    private static String judged(RecordedRequest request, Signer signer) {
        String said = Objects.requireNonNull(request.getHeaders().get("Authorization"));
        String names = said.replaceFirst(".*SignedHeaders=([^,]*).*", "$1");
        Map<String, String> headers = Arrays.stream(names.split(";"))
                .filter(name -> !name.equals("host"))
                .collect(Collectors.toMap(
                        name -> name, name -> String.join(",", request.getHeaders().values(name))));
        ByteString body = request.getBody();
        Map<String, String> signed = new HashMap<>(signer.sign(
                new Http.Request(Objects.requireNonNull(request.getMethod()), request.getUrl().toString(), headers,
                        body == null ? "" : body.utf8(), Duration.ZERO),
                NOW).headers());
        return signed.get("Authorization");
    }
}
