import io.tocsin.spi.*;
import module java.base;

/** Asks sites each minute and tells a room, once one is set, which fails and which is back; answers "is example.com up". */
public class CheckServers implements Plugin {

    record Settings(
            @Option("who is told") Optional<String> room,
            @Option(value = "what is asked", standard = "https://www.google.com, https://www.yahoo.com") List<String> urls) {}

    private final Set<String> failed = new TreeSet<>();

    @Override
    public void start(Bot bot) {
        Settings settings = bot.config(Settings.class);
        settings.room().ifPresent(room -> bot.cron("* * * * *", () -> {
            for (String url : settings.urls()) {
                boolean up = isUp(bot, url);
                if (up ? failed.remove(url) : failed.add(url)) {
                    bot.send(room, url + (up ? " is back" : " failed"));
                }
            }
        }));
        bot.command(Command.named("check servers").summary("Asks the sites now").example("check servers")
                .run((talk, none) -> settings.urls().forEach(
                        url -> talk.reply(url + (isUp(bot, url) ? " is up" : " is down")))));
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
