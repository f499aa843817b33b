import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** It is 5 January 2026. */
public class CertificateCalendarTest implements PluginTest {

    private static Watched watched(String name, String ends) {
        return new Watched(name, "", List.of(), "https://" + name + ".example.com", "UP", Optional.empty(),
                Optional.of(ends).filter(text -> !text.isEmpty()).map(Instant::parse));
    }

    public void listsWhatEndsFirst(TestBot bot) {
        bot.watched(watched("shop", "2026-03-01T12:00:00Z"), watched("api", "2026-01-10T12:00:00Z"),
                watched("plain", ""),
                watched("old", "2026-01-04T07:00:00Z"));
        bot.dialogue("""
                > certificates
                2026-01-04  ended 1 day ago  old  https://old.example.com
                2026-01-10  in 5 days  api  https://api.example.com
                2026-03-01  in 55 days  shop  https://shop.example.com
                > certificates within 10d
                2026-01-04  ended 1 day ago  old  https://old.example.com
                2026-01-10  in 5 days  api  https://api.example.com
                """);
    }

    public void saysThatThereIsNothing(TestBot bot) {
        bot.watched(watched("plain", ""));
        bot.dialogue("""
                > certificates
                No monitor has seen a certificate yet.
                > certificates within 10d
                No certificate ends within that time.
                """);
    }

    public void tellsARoomEachDayOfWhatEndsSoon(TestBot bot) {
        bot.config("room", "ops").config("within", "7d");
        bot.watched(watched("shop", "2026-01-13T08:30:00Z"));
        bot.pass(Duration.ofDays(1));
        bot.expectNothingSent("ops");
        bot.pass(Duration.ofDays(1));
        bot.expectSent("ops", "Certificates that end soon\n2026-01-13  in 6 days  shop  https://shop.example.com");
        bot.expectNothingSent("ops");
    }

    public void servesACalendarToThoseWhoKnowTheToken(TestBot bot) {
        bot.config("token", "s3cret");
        bot.watched(watched("shop", "2026-03-01T12:00:00Z"),
                watched("a;b, " + "\u00e4".repeat(60), "2026-04-01T12:00:00Z"));
        is(403, bot.web("GET /certificates.ics", "").status());
        is(403, bot.web("GET /certificates.ics?token=s3cre", "").status());
        Route.Answer answer = bot.web("GET /certificates.ics?token=s3cret", "");
        is(200, answer.status());
        is("text/calendar; charset=utf-8", answer.contentType());
        has(answer.body(), "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
        has(answer.body(), "DTSTAMP:20260105T080000Z\r\nDTSTART;VALUE=DATE:20260301\r\n");
        has(answer.body(), "SUMMARY:Certificate of shop ends\r\n");
        has(answer.body(), "SUMMARY:Certificate of a\\;b\\, ");
        for (String line : answer.body().split("\r\n")) {
            if (line.getBytes(StandardCharsets.UTF_8).length > 75 || line.contains("\n")) {
                throw new AssertionError("too long: " + line);
            }
        }
        has(answer.body().replace("\r\n ", ""), "\u00e4".repeat(60) + " ends\r\n");
    }

    public void hasNoCalendarWithoutAToken(TestBot bot) {
        is(404, bot.web("GET /certificates.ics", "").status());
    }

    public void saysWhichHostDoesNotAnswer(TestBot bot) throws IOException {
        ServerSocket quiet = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        quiet.close();
        bot.config("hosts", "127.0.0.1:" + quiet.getLocalPort());
        bot.say("certificates");
        bot.expectMatching("unknown  127\\.0\\.0\\.1:" + quiet.getLocalPort() + "  Connection refused");
    }

    private static void is(Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new AssertionError(found + " in place of " + wanted);
        }
    }

    private static void has(String text, String part) {
        if (!text.contains(part)) {
            throw new AssertionError("\"" + part + "\" is not in: " + text);
        }
    }
}
