import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

public class ShiftsTest implements PluginTest {

    public void saysOnMondayWhoHasThePager(TestBot bot) {
        bot.pass(Duration.ofDays(7));
        assert bot.sent("ops").stream().filter(text -> text.endsWith("week.")).toList()
                .equals(List.of("ana has the pager this week.")) : bot.sent("ops");
        bot.pass(Duration.ofDays(7));
        assert bot.sent("ops").contains("ben has the pager this week.");
    }

    public void remindsOfTheTea(TestBot bot) {
        bot.start();
        bot.pass(Duration.ofHours(4));
        assert bot.sent("ops").stream().filter("Tea."::equals).count() == 1;
        bot.pass(Duration.ofHours(8));
        assert bot.sent("ops").stream().filter("Tea."::equals).count() == 3;
    }
}
