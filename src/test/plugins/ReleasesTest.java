import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

public class ReleasesTest implements PluginTest {

    public void tellsOfEachVersionOnceAlsoAfterARestart(TestBot bot) {
        bot.http().answer("GET https://example.com/latest.txt", 200, "1.0\n");
        bot.dialogue("""
                > latest version
                I have seen none yet.
                """);
        bot.pass(Duration.ofHours(1));
        bot.expectSent("ops", "There is a new version: 1.0");
        bot.restart();
        bot.pass(Duration.ofHours(1));
        bot.expectNothingSent("ops");
        bot.dialogue("""
                > latest version
                1.0
                """);
        bot.http().answer("GET https://example.com/latest.txt", 200, "1.1\n");
        bot.pass(Duration.ofMinutes(10));
        bot.expectSent("ops", "There is a new version: 1.1");
    }

    public void aPageThatIsGoneIsNoVersion(TestBot bot) {
        bot.http().answer("GET https://example.com/latest.txt", 404, "not here");
        bot.pass(Duration.ofHours(1));
        assert bot.http().asked().size() == 6;
        bot.expectNothingSent("ops");
    }
}
