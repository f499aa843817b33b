import io.tocsin.spi.testing.*;

public class GreeterTest implements PluginTest {

    public void greetsAndCounts(TestBot bot) {
        bot.dialogue("""
                > hello
                Hello, ana, number 1.
                ben> hello
                Hello, ben, number 2.
                """);
    }
}
