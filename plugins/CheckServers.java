import io.tocsin.spi.*;
import module java.base;

/** Checks two sites each minute, tells a room when one fails and when it is back, and answers "is example.com up". */
public class CheckServers implements Plugin {

    private static final String ROOM = "console";
    private static final List<String> URLS = List.of("https://www.google.com", "https://www.yahoo.com");

    private final Set<String> failed = new TreeSet<>();

    @Override
    public void start(Bot bot) {
        bot.cron("* * * * *", () -> {
            for (String url : URLS) {
                boolean up = isUp(bot, url);
                if (up ? failed.remove(url) : failed.add(url)) {
                    bot.send(ROOM, url + (up ? " is back" : " failed"));
                }
            }
        });
        bot.command(Command.named("check servers").summary("Asks both sites now").example("check servers")
                .run((talk, none) -> URLS.forEach(url -> talk.reply(url + (isUp(bot, url) ? " is up" : " is down")))));
        bot.respond("is (\\S+) up\\??", talk -> talk.reply(isUp(bot, "https://" + talk.group(1)) ? "Yes." : "No."));
    }

    private static boolean isUp(Bot bot, String url) {
        try {
            return bot.http().get(url).ok();
        } catch (IOException unreachable) {
            return false;
        }
    }
}
