package io.tocsin.spi.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tocsin.spi.Http;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what the services publish. */
final class SignerTest {

    private static final String NOBODY = "";

    /** The AWS Signature Version 4 test suite. */
    @ParameterizedTest
    @CsvSource({
        "GET, https://example.amazonaws.com/,"
                + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "GET, https://example.amazonaws.com/?Param2=value2&Param1=value1,"
                + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "GET, https://example.amazonaws.com/./,"
                + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST, https://example.amazonaws.com/,"
                + " 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
    })
    void awsSuite(String method, String url, String signature) {
        Aws4 signer = new Aws4(
                Credentials.of("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "us-east-1", "service");

        Http.Request signed = signer.sign(
                request(method, url, Map.of("User-Agent", "not signed"), NOBODY),
                Instant.parse("2015-08-30T12:36:00Z"));

        assertThat(signed.headers())
                .containsEntry("X-Amz-Date", "20150830T123600Z")
                .containsEntry("Authorization", "AWS4-HMAC-SHA256"
                        + " Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=" + signature);
    }

    /** The examples of the S3 API reference, "Signature Calculations for the Authorization Header". */
    @ParameterizedTest
    @CsvSource({
        "GET, /test.txt, Range, bytes=0-9,"
                + " f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        "GET, /?lifecycle, , , fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "GET, /?max-keys=2&prefix=J, , , 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void awsS3(String method, String path, String header, String value, String signature) {
        Aws4 signer = new Aws4(
                Credentials.of("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "us-east-1", "s3");
        Map<String, String> headers = header == null ? Map.of() : Map.of(header, value);

        Http.Request signed = signer.sign(
                request(method, "https://examplebucket.s3.amazonaws.com" + path, headers, NOBODY),
                Instant.parse("2013-05-24T00:00:00Z"));

        assertThat(signed.headers().get("Authorization")).endsWith("Signature=" + signature);
    }

    /** "PUT Object" of the same page: a name that must be escaped, and a body. */
    @Test
    void awsS3Put() {
        Aws4 signer = new Aws4(
                Credentials.of("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "us-east-1", "s3");
        Map<String, String> headers = new HashMap<>();
        headers.put("Date", "Fri, 24 May 2013 00:00:00 GMT");
        headers.put("x-amz-storage-class", "REDUCED_REDUNDANCY");

        Http.Request signed = signer.sign(
                request("PUT", "https://examplebucket.s3.amazonaws.com/test$file.text", headers,
                        "Welcome to Amazon S3."),
                Instant.parse("2013-05-24T00:00:00Z"));

        assertThat(signed.headers().get("Authorization"))
                .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void temporaryCredentialsOfAwsGoAlong() {
        Aws4 signer = new Aws4(new Credentials("ID", "secret", "session"), "eu-central-1", "sns");

        Http.Request signed = signer.sign(request("POST", "http://localhost:4566/", Map.of(), "a=b"), Instant.EPOCH);

        assertThat(signed.headers()).containsEntry("X-Amz-Security-Token", "session");
        assertThat(signed.headers().get("Authorization"))
                .contains("SignedHeaders=host;x-amz-date;x-amz-security-token");
        assertThat(signer.toString()).doesNotContain("secret", "session");
    }

    /** The example of Tencent Cloud's description of signature v3. */
    @Test
    void tencent3() {
        Tencent3 signer = new Tencent3(
                Credentials.of("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"), "cvm");
        String body = "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"],"
                + " \"Name\": \"instance-name\"}]}";

        Http.Request signed = signer.sign(
                request("POST", "https://cvm.tencentcloudapi.com",
                        Map.of("Content-Type", "application/json; charset=utf-8"), body),
                Instant.ofEpochSecond(1_551_113_065));

        assertThat(signed.headers())
                .containsEntry("X-TC-Timestamp", "1551113065")
                .containsEntry("Authorization", "TC3-HMAC-SHA256"
                        + " Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request,"
                        + " SignedHeaders=content-type;host,"
                        + " Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
    }

    /** The example of Tencent Cloud's description of signature v1. */
    @Test
    void tencentQuery() {
        TencentQuery signer = new TencentQuery(
                Credentials.of("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"));

        Http.Request signed = signer.sign(
                request("GET", "https://cvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg"
                        + "&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou&Timestamp=1465185768"
                        + "&Version=2017-03-12", Map.of(), NOBODY),
                Instant.EPOCH);

        assertThat(signed.url()).isEqualTo("https://cvm.tencentcloudapi.com/?Action=DescribeInstances"
                + "&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou"
                + "&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&Signature=EliP9YW3pW28FpsEdkXt%2F%2BWcGeI%3D"
                + "&Timestamp=1465185768&Version=2017-03-12");
    }

    @Test
    void tencentQueryAddsTimeAndANumberUsedOnceAndTakesTheOtherHash() {
        TencentQuery signer = new TencentQuery(new Credentials("ID", "secret", "session"));
        Http.Request request =
                request("GET", "https://ckafka.tencentcloudapi.com/?SignatureMethod=HmacSHA256", Map.of(), NOBODY);

        String first = signer.sign(request, Instant.ofEpochSecond(7)).url();
        String second = signer.sign(request, Instant.ofEpochSecond(7)).url();

        assertThat(first).contains("SecretId=ID", "&Timestamp=7&", "&Token=session");
        assertThat(Query.of(URI.create(first))).filteredOn(one -> one.name().equals("Signature"))
                .singleElement().extracting(one -> one.value().length()).as("32 bytes in base 64").isEqualTo(44);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void anAddressWithoutAHostIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Aws4(Credentials.of("ID", "secret"), "r", "s")
                .sign(request("GET", "nowhere", Map.of(), NOBODY), Instant.EPOCH));
    }

    private static Http.Request request(String method, String url, Map<String, String> headers, String body) {
        return new Http.Request(method, url, headers, body, Duration.ofSeconds(5));
    }
}
