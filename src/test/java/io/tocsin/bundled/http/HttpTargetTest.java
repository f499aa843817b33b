package io.tocsin.bundled.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import io.tocsin.text.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets and settings as people write them, and what is said of those that will not do. */
final class HttpTargetTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://example.com                        | http://example.com/
            HTTPS://Example.COM:8443/a%20b?q=1#part   | https://example.com:8443/a%20b?q=1
            http://example.com:65535/                 | http://example.com:65535/
            http://[2001:db8::1]:8080/x               | http://[2001:db8::1]:8080/x
            http://[0:0:0:0:0:0:0:1]/                 | http://[::1]/
            https://bücher.example/ß                  | https://xn--bcher-kva.example/%C3%9F
            http://ana:s3cret@example.com/            | http://example.com/
            https://example.com                       | https://example.com/
            """)
    void addressesOfManyKindsAreUnderstood(String written, String asked) {
        assertThat(HttpTarget.of(written, Settings.none(), "Tocsin/test").request().url()).hasToString(asked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            example.com                   | example.com
            ftp://example.com             | ftp://example.com
            http://                       | http://
            http://example.com:70000/     | http://example.com:70000/
            http://ana:s3cret@:80/        | http://***@:80/
            http://[::1                   | http://[::1
            """)
    void whatIsNoAddressIsRefusedWithoutItsPassword(String written, String shown) {
        assertThat(refusal(written))
                .isEqualTo("\"%s\" is not a web address; write it as http://host/path or https://host:port/path",
                        shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http=3             | http is "3"; write 1.1 or 2
            method=GE T        | method is "GE T"; write one such as GET, HEAD, POST or PUT
            method=CONNECT     | method is "CONNECT"; write one such as GET, HEAD, POST or PUT
            method=GET;body=x  | a GET has no body; leave body out, or set method to POST
            header=s3cret      | "***" does not begin a header; write it as "Name: value"
            header=X One: 1    | "X One" does not begin a header; write it as "Name: value"
            header=Upgrade: h2 | the header Upgrade follows from the request itself and cannot be set
            redirects=maybe    | redirects is "maybe"; write true or false
            max-body=1 MB      | max-body is "1 MB"; write a whole number from 0 to 100000000
            password=x         | password needs a user; set user too
            sign=aws:eu/;sign-id=a;sign-secret=b | sign is "aws:eu/"; write aws:REGION/SERVICE such as aws:eu-central-1/sns, tencent:SERVICE such as tencent:ckafka, or tencent-query
            sign=tencent-query;sign-id=a | sign needs sign-secret; set sign-secret too
            sign-secret=b      | sign-secret needs sign; set sign too
            proxy=ana:s3cret@p | proxy is not the address of a proxy; write http://host:port, http://user:password@host:port or socks5://host:port
            proxy=https://p:1  | proxy is not the address of a proxy; write http://host:port, http://user:password@host:port or socks5://host:port
            """)
    void settingsThatWillNotDoAreRefused(String settings, String said) {
        assertThat(refusal("http://example.com", settings.split(";"))).isEqualTo(said);
    }

    @Test
    void waysOfAuthenticationExcludeEachOther() {
        String said =
                "give one way of authentication: user and password, or bearer, or sign, or a header Authorization, or a "
                        + "user in the address";

        assertThat(refusal("http://example.com", "user=ana", "bearer=x")).isEqualTo(said);
        assertThat(refusal("http://bob@example.com", "user=ana")).isEqualTo(said);
        assertThat(refusal("http://example.com", "bearer=x", "sign=tencent-query")).isEqualTo(said);
        assertThat(refusal("http://example.com", "user=ana", "header=Authorization: x")).isEqualTo(said);
    }

    @Test
    void aValueThatWouldBreakTheHeaderIsRefusedWithoutBeingShown() {
        assertThat(refusal("http://example.com", "header=X-Key: s3cret\r\nX-Other: 1"))
                .isEqualTo("the value of the header X-Key has characters that no header may have");
        assertThat(refusal("http://example.com", "bearer=s3cret\n"))
                .isEqualTo("the value of the header Authorization has characters that no header may have");
    }

    @Test
    void everySettingThatIsDeclaredHasADescriptionAndTheDefaultThatIsUsed() {
        try (Probing probing = new Probing()) {
            assertThat(probing.type().settings()).extracting(Setting::description).allMatch(text -> !text.isBlank());
            assertThat(probing.type().defaultConditions()).containsExactly("[STATUS] < 400");
        }
        HttpTarget usual = HttpTarget.of("http://example.com", Settings.none(), "Tocsin/test");
        assertThat(usual.maxBody()).isEqualTo(1_000_000);
        assertThat(usual.redirects()).isTrue();
        assertThat(usual.insecure()).isFalse();
        assertThat(usual.setup().reuse()).isFalse();
    }

    private static String refusal(String target, String... settings) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            values.put(setting.substring(0, equals), List.of(setting.substring(equals + 1)));
        }
        Refusal[] refused = new Refusal[1];
        assertThatThrownBy(() -> HttpTarget.of(target, new Settings(values), "Tocsin/test"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
        return Catalogue.english().say(refused[0].phrase());
    }
}
