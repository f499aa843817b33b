import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

public class TopicRoomsTest implements PluginTest {

    public void pushesToATopic(TestBot bot) throws RoomException {
        bot.http().answer("POST https://push.example.com/alarms", 200, "{}");
        Notifier channel = bot.notifier("topic", Map.of("url", "https://push.example.com"));
        channel.post("alarms", "key", Message.text("shop is down"));
        assert bot.http().requests().getFirst().body().equals("shop is down");
    }

    public void keepsToTheContract(TestBot bot) {
        bot.http().answer("POST https://ntfy.sh/alarms", 200, "{}");
        bot.verify(bot.notifier("topic", Map.of()), "alarms");
    }

    public void saysWhetherToTryAgain(TestBot bot) {
        bot.http().answer("POST https://ntfy.sh/full", 429, "").answer("POST https://ntfy.sh/closed", 403, "");
        Notifier channel = bot.notifier("topic", Map.of());
        assert kind(channel, "full") == RoomException.Kind.LATER;
        assert kind(channel, "closed") == RoomException.Kind.REFUSED;
        assert kind(channel, "no topic") == RoomException.Kind.REFUSED;
    }

    private static RoomException.Kind kind(Notifier channel, String topic) {
        try {
            channel.post(topic, "key", Message.text("x"));
        } catch (RoomException refused) {
            return refused.kind();
        }
        throw new AssertionError(topic + " was not refused");
    }
}
