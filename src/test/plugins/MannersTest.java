import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

public class MannersTest implements PluginTest {

    public void forgivesAPlease(TestBot bot) {
        bot.dialogue("""
                > please deploy shop
                Deploying shop.
                """);
    }

    public void deploysOnlyInWorkingHours(TestBot bot) {
        bot.pass(Duration.ofHours(12));
        bot.say("deploy shop");
        bot.expectNothing();
    }

    public void hidesCards(TestBot bot) {
        bot.say("pay");
        bot.expectSent("ops", "Use (a card).");
    }
}
