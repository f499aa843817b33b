import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** What can be said without a broker; the build tries it against a real one. */
public class KafkaLagTest implements PluginTest {

    public void refusesWhatIsNoTarget(TestBot bot) {
        refused(bot, "kafka://broker", Map.of(), "kafka://broker:9092/consumer");
        refused(bot, "kafka://broker:9092", Map.of(), "Which consumer group?");
        refused(bot, "kafka://broker:99999/billing", Map.of(), "has no port between 1 and 65535");
        refused(bot, "kafka://broker:9092/billing", Map.of("topic", "or ders"), "is no topic");
        refused(bot, "kafka://broker:9092/billing", Map.of("user", "a", "mechanism", "GSSAPI"), "\"GSSAPI\"");
        refused(bot, "kafka://broker:9092/billing", Map.of("ca", "/no/such/file"), "cannot be read");
    }

    public void saysThatNobodyIsThere(TestBot bot) throws IOException {
        try (ServerSocket quiet = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = quiet.getLocalPort();
            quiet.close();
            Result result = bot.check("kafka://127.0.0.1:" + port + "/billing");
            String why = result.failure().map(Phrase::toString).orElse("");
            if (!result.unreachable() || !why.startsWith("No broker can be reached: 127.0.0.1:" + port)) {
                throw new AssertionError(why);
            }
        }
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
