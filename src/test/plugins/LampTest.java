import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

public class LampTest implements PluginTest {

    public void burnsWhileTheShopIsDown(TestBot bot) {
        bot.http().answer("POST http://lamp.example.com/", 200, "");
        bot.happened(new Event.Down(bot.now(), trouble("shop", bot.now())));
        bot.happened(new Event.Down(bot.now(), trouble("basket", bot.now())));
        bot.happened(new Event.Recovered(bot.now(), trouble("shop", bot.now()), Duration.ofMinutes(1)));
        assert bodies(bot).equals(List.of("{\"on\": true}", "{\"on\": true}")) : bodies(bot);
        bot.happened(new Event.Recovered(bot.now(), trouble("basket", bot.now()), Duration.ofMinutes(1)));
        assert bodies(bot).getLast().equals("{\"on\": false}") : bodies(bot);
    }

    public void whatElseIsDownDoesNotMatter(TestBot bot) {
        Event.Trouble other = new Event.Trouble(
                7, "blog", "", List.of("web"), "https://blog.example.com", "503", bot.now(), List.of());
        bot.happened(new Event.Down(bot.now(), other));
        assert bot.http().asked().isEmpty();
    }

    private static Event.Trouble trouble(String monitor, Instant since) {
        return new Event.Trouble(1, monitor, "", List.of("shop"), "https://example.com", "503", since, List.of());
    }

    private static List<String> bodies(TestBot bot) {
        return bot.http().requests().stream().map(Http.Request::body).toList();
    }
}
