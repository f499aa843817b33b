package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.Audit;
import io.tocsin.config.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reads a secret in a room, whatever is typed and whatever a target answers. */
final class SecretsInTalkTest {

    @TempDir
    Path data;

    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws IOException {
        site = new Site();
        bot = new TalkingBot(data,
                Map.of("secret.TOKEN", "sesame-42/x", "secret.HOST", "sesame-42.invalid", "retry-interval", "50ms",
                        "monitor.old.enabled", "false", "monitor.old.target", site.url() + "?api_key=sesame-43",
                        "monitor.old.method", "POST",
                        "monitor.old.body", "{\"password\":\"sesame-44\"}", "monitor.old.proxy",
                        "http://u:sesame-45@127.0.0.1:1"));
    }

    @AfterEach
    void stop() {
        bot.close();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ${secret:TOKEN}", "user ana password ${secret:TOKEN}",
        "header \"Authorization: Token ${secret:TOKEN}\""})
    void aSecretThatTheTargetSendsBackIsHidden(String clause) throws Exception {
        String encoded = "YW5hOnNlc2FtZS00Mi94";
        String looked = bot.says("test " + site.url() + " expect \"[BODY].sent == x\" " + clause);
        assertThat(looked).contains("x [BODY].sent (", "***").doesNotContain("sesame", encoded);

        bot.says("add monitor shop " + site.url() + " every 1h confirm 1 expect \"[BODY].sent == x\" " + clause);
        assertThat(bot.notice()).startsWith("DOWN  shop").contains("***").doesNotContain("sesame", encoded);
        assertThat(bot.says("check shop") + bot.says("status shop") + bot.says("incident 1") + bot.says("history shop"))
                .contains("***").doesNotContain("sesame", encoded);
    }

    @Test
    void aSecretInAnAddressIsNotInTheReasonWhyItFails() {
        assertThat(bot.says("test tcp://${secret:HOST}:80")).startsWith("DOWN").doesNotContain("sesame");
        assertThat(bot.says("test tcp://${secret:TOKEN}:80")).contains("tcp://***:80").doesNotContain("sesame");
    }

    @Test
    void aPasswordInAnAddressOfTheConfigurationIsNotShown() {
        assertThat(bot.says("status old") + bot.says("list")).contains("?api_key=***").doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://ana:hunter2@127.0.0.1:1/",
        "http://127.0.0.1:1/?a=1&api_key=hunter2",
        "http://127.0.0.1:1/ header \"Authorization: Basic YW5hOmh1bnRlcjI=\"",
        "http://127.0.0.1:1/ header \"X-Api-Key: hunter2\"",
        "http://127.0.0.1:1/ user ana password hunter2",
        "http://127.0.0.1:1/ bearer hunter2",
        "http://127.0.0.1:1/ body '{\"user\":\"ana\",\"password\":\"hunter2\"}'",
        "http://127.0.0.1:1/ body \"{\\\"password\\\": \\\"hunter2\\\"}\"",
        "http://127.0.0.1:1/ body user=ana&password=hunter2",
        "http://127.0.0.1:1/ proxy http://ana:hunter2@127.0.0.1:3128",
        "http://127.0.0.1:1/ set password=hunter2",
        "http://127.0.0.1:1/ set \"header=Authorization: Bearer hunter2\"",
        "http://127.0.0.1:1/ set proxy=http://ana:hunter2@127.0.0.1:3128",
    })
    void aPasswordThatIsTypedIsRefusedWithAdvice(String target) {
        assertThat(bot.says("add monitor shop " + target)).contains("${secret:NAME}").doesNotContain("hunter2");
        assertThat(bot.says("test " + target)).contains("${secret:NAME}").doesNotContain("hunter2");
        assertThat(bot.says("list")).doesNotContain("shop");
        assertThat(new Audit(bot.bot().database(), Secrets.none()).newest(10).toString())
                .contains("add monitor shop").doesNotContain("hunter2", "YW5hOmh1bnRlcjI");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://token:1/ every 1h",
        "http://127.0.0.1:1/?token=${secret:TOKEN} every 1h",
        "http://127.0.0.1:1/ every 1h body '{\"password\":\"${secret:TOKEN}\"}'",
        "http://127.0.0.1:1/ every 1h body \"tell me the password\"",
    })
    void whatIsNoPasswordIsTaken(String target) {
        assertThat(bot.says("add monitor shop " + target)).startsWith("Watching shop every hour.");
    }

    @Test
    void whatAFileHoldsInPlainIsNotExported() {
        assertThat(bot.says("export monitors")).contains(
                "?api_key=${secret:SET-ME}", "{\\\"password\\\":\\\"${secret:SET-ME}\\\"}",
                "http://u:${secret:SET-ME}@127.0.0.1:1").doesNotContain("sesame");
    }
}
