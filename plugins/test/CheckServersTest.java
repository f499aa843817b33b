import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** Both sites are scripted: no test of a plugin reaches the network. */
public class CheckServersTest implements PluginTest {

    private static final String GOOGLE = "GET https://www.google.com";
    private static final String YAHOO = "GET https://www.yahoo.com";

    public void answersWhenAsked(TestBot bot) {
        bot.http().answer(GOOGLE, 200, "").answer(YAHOO, 500, "").answer("GET https://example.com", 200, "");
        bot.dialogue("""
                > check servers
                https://www.google.com is up
                https://www.yahoo.com is down
                > is example.com up?
                Yes.
                """);
    }

    public void tellsOnlyWhatChanges(TestBot bot) {
        bot.config("room", "ops").http().answer(GOOGLE, 200, "").fail(YAHOO);
        bot.pass(Duration.ofMinutes(3));
        bot.expectSent("ops", "https://www.yahoo.com failed");
        bot.expectNothingSent("ops");

        bot.http().answer(YAHOO, 200, "");
        bot.pass(Duration.ofMinutes(3));
        bot.expectSent("ops", "https://www.yahoo.com is back");
        bot.expectNothingSent("ops");
    }

    public void asksNothingByItselfWithoutARoomToTell(TestBot bot) {
        bot.pass(Duration.ofMinutes(3));
        bot.expectNothingSent("console");
    }

    public void asksWhatItIsTo(TestBot bot) {
        bot.config("urls", "https://shop.example.com").http().answer("GET https://shop.example.com", 200, "");
        bot.dialogue("""
                > check servers
                https://shop.example.com is up
                """);
    }
}
