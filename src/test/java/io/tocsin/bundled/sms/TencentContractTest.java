package io.tocsin.bundled.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.channel.Answer;
import io.tocsin.channel.Call;
import io.tocsin.channel.ChannelContract;
import io.tocsin.channel.Repeat;
import io.tocsin.spi.NotifierFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class TencentContractTest extends ChannelContract {

    private static final String DAY = "2026-11-22";

    @Override
    protected NotifierFactory factory(InstantSource clock) {
        return new TencentFactory(clock);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.ofEntries(
                Map.entry("sms.key-id", "AKIDEXAMPLE"),
                Map.entry("sms.secret", "s3cret"),
                Map.entry("sms.app", "1400006666"),
                Map.entry("sms.sign", "鐘樓"),
                Map.entry("sms.template", "449739"),
                Map.entry("sms.parameters", "monitor, state, incident, reason"),
                Map.entry("sms.night.numbers", "+86 137-1111-2222"),
                Map.entry("sms.api-url", base));
    }

    @Override
    protected String address() {
        return "night";
    }

    @Override
    protected List<String> headers() {
        return List.of("content-type", "x-tc-action", "x-tc-version", "x-tc-region", "x-tc-timestamp");
    }

    @Override
    protected void signed(Call call) {
        String canonical = "POST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:" + call.header("host")
                + "\n\ncontent-type;host\n" + sha256(call.body());
        String scope = DAY + "/sms/tc3_request";
        String text = "TC3-HMAC-SHA256\n" + NOW.getEpochSecond() + "\n" + scope + "\n" + sha256(canonical);
        byte[] day = hmac("TC3s3cret".getBytes(StandardCharsets.UTF_8), DAY);
        byte[] key = hmac(hmac(day, "sms"), "tc3_request");
        assertThat(call.header("authorization")).isEqualTo(
                "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/" + scope + ", SignedHeaders=content-type;host, Signature="
                        + HexFormat.of().formatHex(hmac(key, text)));
        assertThat(URI.create("http://" + call.header("host")).getPort()).isPositive();
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
        return Answer.json(
                200,
                "{\"Response\":{\"SendStatusSet\":[{\"SerialNo\":\"5000:1\",\"PhoneNumber\":\"+8613711112222\",\"Fee\":1,"
                        + "\"SessionContext\":\"\",\"Code\":\"Ok\",\"Message\":\"send success\",\"IsoCode\":\"CN\"}],"
                        + "\"RequestId\":\"a0aabda6\"}}");
    }

    @Override
    protected Answer wrongSecret() {
        return error("AuthFailure.SignatureFailure", "The provided credentials could not be validated.");
    }

    @Override
    protected Answer refusal() {
        return error("FailedOperation.ContainSensitiveWord", "it contains sensitive words");
    }

    @Override
    protected Optional<Answer> falseSuccess() {
        return Optional.of(error("FailedOperation.InsufficientBalanceInSmsPackage", "the package is used up"));
    }

    private static Answer error(String code, String said) {
        return Answer.json(
                200,
                "{\"Response\":{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"" + said
                        + "\"},\"RequestId\":\"r\"}}");
    }

    @Override
    protected String withinLimits(List<Call> calls) {
        assertThat(calls).singleElement().satisfies(call -> assertThat(call.json().path("TemplateParamSet")).hasSize(4)
                .allSatisfy(parameter -> assertThat(parameter.asText()).hasSizeBetween(1, 12)));
        return "12 chars each";
    }

    @Override
    protected List<String> secrets() {
        return List.of("s3cret");
    }

    @Override
    protected String secretKey() {
        return "sms.secret";
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Nothing();
    }
}
