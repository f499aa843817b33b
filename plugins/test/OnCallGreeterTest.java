import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** The test's clock begins on Monday, 5 January 2026, 08:00 UTC, which is 09:00 in Vienna. */
public class OnCallGreeterTest implements PluginTest {

    private static TestBot set(TestBot bot) {
        return bot.config("room", "ops").config("people", "ana=U024BE7LH, ben, cleo").config("zone", "Europe/Vienna");
    }

    private static Event.Entered enters(TestBot bot, String name) {
        return new Event.Entered(bot.now(), "test:ops", new Person("test:" + name, name));
    }

    private static Watched watched(String name, String state, Optional<Event.Muted> muted) {
        return new Watched(name, "", List.of(), "https://example.com", state,
                Optional.of(Instant.parse("2026-01-05T07:30:00Z")), Optional.empty(), muted);
    }

    public void greetsWithWhatIsBadAndMuted(TestBot bot) {
        Event.Muted mute = new Event.Muted(bot.now(), "db-*", new Person("test:ben", "ben"),
                Optional.of(bot.now().plus(Duration.ofHours(2))), "moving house");
        set(bot).watched(watched("shop", "DOWN", Optional.empty()), watched("db-1", "UP", Optional.of(mute)),
                watched("db-2", "FLAPPING", Optional.of(mute)));
        bot.happened(enters(bot, "dora"));
        bot.expectSent("ops", """
                Welcome, dora. ana is on call, until Mon 12 Jan 09:00 (Europe/Vienna).
                2 of 3 are bad:
                  DOWN  shop, since Mon 5 Jan 08:30
                  FLAPPING  db-2, since Mon 5 Jan 08:30
                  muted  db-*, until Mon 5 Jan 11:00, by ben: moving house""");
        bot.happened(enters(bot, "dora"));
        bot.happened(new Event.Entered(bot.now(), "test:random", new Person("test:eve", "eve")));
        bot.expectNothingSent("ops");
        bot.expectNothingSent("random");

        bot.watched().pass(Duration.ofHours(2));
        bot.happened(enters(bot, "dora"));
        bot.expectSent("ops",
                "Welcome, dora. ana is on call, until Mon 12 Jan 09:00 (Europe/Vienna).\nNothing is bad.");
    }

    public void thousandsOfTroublesAreNotListed(TestBot bot) {
        set(bot).watched(IntStream.range(0, 2_000).mapToObj(i -> watched("m" + i, "DOWN", Optional.empty()))
                .toArray(Watched[]::new));
        bot.happened(enters(bot, "dora"));
        String text = bot.sent("ops").getFirst();
        assert text.lines().count() == 13 && text.endsWith("  and 1990 more") : text;
    }

    public void handsOverEachWeek(TestBot bot) {
        set(bot).say("who is on duty?");
        bot.expect("ana is on call, until Mon 12 Jan 09:00 (Europe/Vienna).");
        bot.pass(Duration.ofDays(7).minusSeconds(1));
        bot.expectNothingSent("ops");
        bot.pass(Duration.ofSeconds(1));
        bot.expectSent("ops", "ben is on call, until Mon 19 Jan 09:00 (Europe/Vienna). Before: ana.\nNothing is bad.");
        bot.pass(Duration.ofDays(14));
        bot.expectSent("ops", "cleo is on call, until Mon 26 Jan 09:00 (Europe/Vienna). Before: ben.\nNothing is bad.");
        bot.expectSent("ops", "ana is on call, until Mon 2 Feb 09:00 (Europe/Vienna). Before: cleo.\nNothing is bad.");
        assert bot.messages("ops").stream().map(Message::mention).toList().equals(List.of("", "", "U024BE7LH"));
    }

    /** In Vienna the clocks go forward on 29 March 2026. */
    public void theHandOverKeepsItsHourInSummer(TestBot bot) {
        set(bot).start().pass(Duration.between(bot.now(), Instant.parse("2026-03-30T06:59:59Z")));
        int before = bot.sent("ops").size();
        bot.pass(Duration.ofSeconds(1));
        assert bot.sent("ops").size() == before + 1 : bot.sent("ops");
        assert bot.sent("ops").getLast().startsWith("ana is on call, until Mon 6 Apr 09:00")
                : bot.sent("ops").getLast();
    }

    public void anotherMayTakeOver(TestBot bot) {
        set(bot).role("ana", Role.READ).role("ben", Role.OPERATE);
        bot.say("duty take");
        bot.expectMatching(".*operate.*");
        bot.dialogue("""
                ben> duty take
                ben is on call, for ana, until Mon 12 Jan 09:00 (Europe/Vienna).
                > duty
                ben is on call, for ana, until Mon 12 Jan 09:00 (Europe/Vienna).
                Mon 12 Jan 09:00  ben
                Mon 19 Jan 09:00  cleo
                Mon 26 Jan 09:00  ana
                """);
        bot.restart();
        bot.say("who's on duty");
        bot.expect("ben is on call, for ana, until Mon 12 Jan 09:00 (Europe/Vienna).");
        bot.pass(Duration.ofDays(7));
        bot.say("Who is on duty now?");
        bot.expect("ben is on call, until Mon 19 Jan 09:00 (Europe/Vienna).");
    }

    public void anyDayCanBeTheFirst(TestBot bot) {
        set(bot).config("day", "friday").config("at", "17:30").config("first", "2026-01-08").say("who is on duty");
        bot.expect("ana is on call, until Fri 9 Jan 17:30 (Europe/Vienna).");
    }

    public void aTimeThatIsNoneIsToldWithItsKey(TestBot bot) {
        try {
            set(bot).config("at", "nine").start();
        } catch (AssertionError refused) {
            assert refused.getMessage().contains("plugin.oncallgreeter.at is \"nine\"; write a time such as 09:00")
                    : refused;
            return;
        }
        throw new AssertionError("it starts with a time that is none");
    }

    public void doesNothingUntilItIsConfigured(TestBot bot) {
        bot.happened(enters(bot, "dora"));
        bot.say("duty");
        bot.expectMatching("I know no \"duty\".*");
        bot.expectNothingSent("ops");
    }
}
