package io.tocsin.bundled.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChannelContract;
import io.tocsin.channel.Repeat;
import io.tocsin.spi.NotifierFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class SnsContractTest extends ChannelContract {

    @Override
    protected NotifierFactory factory(InstantSource clock) {
        return new SnsFactory(clock);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("sns.key-id", "AKIDEXAMPLE", "sns.secret", "s3cret", "sns.api-url", base);
    }

    @Override
    protected String address() {
        return "arn:aws:sns:eu-central-1:123456789012:ops";
    }

    @Override
    protected List<String> headers() {
        return List.of("content-type", "x-amz-date");
    }

    @Override
    protected void signed(Call call) {
        String canonical = "POST\n/\n\ncontent-type:application/x-www-form-urlencoded; charset=utf-8\nhost:"
                + call.header("host") + "\nx-amz-date:20261122T100000Z\n\ncontent-type;host;x-amz-date\n"
                + sha256(call.body());
        String scope = "20261122/eu-central-1/sns/aws4_request";
        String text = "AWS4-HMAC-SHA256\n20261122T100000Z\n" + scope + "\n" + sha256(canonical);
        byte[] key = "AWS4s3cret".getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/")) {
            key = hmac(key, step);
        }
        assertThat(call.header("authorization")).isEqualTo(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/" + scope
                        + ", SignedHeaders=content-type;host;x-amz-date, Signature="
                        + HexFormat.of().formatHex(hmac(key, text)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException unknown) {
            throw new AssertionError(unknown);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException unknown) {
            throw new AssertionError(unknown);
        }
    }

    @Override
    protected Answer success(Call call) {
        return Answer.text(
                200,
                "<PublishResponse xmlns=\"https://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                        + "<MessageId>567910cd</MessageId></PublishResult></PublishResponse>");
    }

    @Override
    protected Answer wrongSecret() {
        return error(403, "SignatureDoesNotMatch", "The request signature we calculated does not match");
    }

    @Override
    protected Answer refusal() {
        return error(400, "InvalidParameter", "Invalid parameter: Message too long");
    }

    @Override
    protected Answer broken() {
        return error(400, "Throttling", "Rate exceeded");
    }

    static Answer error(int status, String code, String said) {
        return Answer.text(
                status,
                "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
                        + code
                        + "</Code><Message>" + said + "</Message></Error><RequestId>9b2f</RequestId></ErrorResponse>");
    }

    /** What stands behind the text is for programs. */
    @Override
    protected boolean forPrograms() {
        return true;
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).singleElement().satisfies(call -> {
            Map<String, String> form = call.form();
            assertThat(form.get("Subject")).hasSizeLessThan(100).matches("[!-~][ -~]*");
            assertThat(form.get("Message").getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(256 * 1024);
            assertThat(form.get("Message")).contains("\n[{\"name\":").doesNotContain("\u001b");
        });
        return "256 kB";
    }

    @Override
    protected List<String> secrets() {
        return List.of("s3cret");
    }

    @Override
    protected String secretKey() {
        return "sns.secret";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Nothing();
    }
}
