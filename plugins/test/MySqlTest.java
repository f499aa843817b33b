import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** What can be said without a server; the build tries it against a real one. */
public class MySqlTest implements PluginTest {

    public void refusesWhatIsNoTarget(TestBot bot) {
        refused(bot, "mysql://ana:secret@db/shop", Map.of(), "\"mysql://***@db/shop\" is no database");
        refused(bot, "mysql://db:99999", Map.of(), "has no port between 1 and 65535");
        refused(bot, "mariadb://db", Map.of("tls", "maybe"), "tls is \"maybe\"");
        refused(bot, "mysql://db", Map.of("ca", "/no/such/file"), "cannot be read");
        refused(bot, "mysql://db", Map.of("connections", "0"), "spi.number");
    }

    private static void refused(TestBot bot, String target, Map<String, String> settings, String why) {
        try {
            bot.check(target, settings);
        } catch (Refusal refusal) {
            if (refusal.phrase().toString().contains(why)) {
                return;
            }
            throw new AssertionError(refusal.phrase().toString());
        }
        throw new AssertionError(target + " was taken");
    }
}
