import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** With scripts that really run, in a directory of their own; the test's clock says how long they take. */
public class RunbookTest implements PluginTest {

    private final Path directory;

    public RunbookTest() throws IOException {
        directory = Files.createTempDirectory("runbooks");
    }

    private RunbookTest script(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        return this;
    }

    private TestBot set(TestBot bot, String allowed) {
        return bot.config("directory", directory.toString()).config("allowed", allowed).config("limit", "100h")
                .config("room", "ops");
    }

    /** Lets time go by until it is as it should be; a script takes as long as it takes. */
    private static void until(TestBot bot, BooleanSupplier right) throws InterruptedException {
        for (int i = 0; !right.getAsBoolean(); i++) {
            assert i < 10_000 : "it never comes to that; said in ops: " + bot.sent("ops");
            bot.pass(Duration.ofSeconds(3));
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void ends(TestBot bot, String how) throws InterruptedException {
        until(bot, () -> !bot.audited().isEmpty());
        assert bot.audited().getLast().contains(how) : bot.audited();
    }

    public void showsWhatAScriptPrints(TestBot bot) throws Exception {
        script("greet", "# Greets.\nprintf \"Hello, $1 $2.\\n\\033[31mred\\033[0m\\n\"; echo oops >&2; : > printed\n"
                + "while [ ! -e go ]; do sleep 0.01; done; echo bye; exit 3");
        set(bot, "greet").say("runbook greet ana 1.2");
        bot.expect("greet is running.");
        appears("printed");
        bot.pass(Duration.ofSeconds(3));
        bot.expect("Hello, ana 1.2.\nred\noops");
        Files.createFile(directory.resolve("go"));
        ends(bot, "runbook greet for ana: exit 3");
        bot.expect("bye");
        bot.expectMatching("greet: exit 3, after \\d+ s");
        bot.expectNothing();
    }

    /** A script says by a file how far it is. */
    private void appears(String file) {
        for (int i = 0; !Files.exists(directory.resolve(file)); i++) {
            assert i < 10_000 : "it does not come to " + file;
            LockSupport.parkNanos(5_000_000);
        }
    }

    public void anArgumentIsNeverPartOfALine(TestBot bot) throws Exception {
        script("count", "echo $# $1");
        set(bot, "count").config("arguments", ".*").say("runbook count \"a; echo b | $(id) `id` *\"");
        bot.expect("count is running.");
        ends(bot, "exit 0");
        bot.expect("1 a; echo b | $(id) `id` count");
        bot.expectMatching("count: exit 0, after \\d+ s");
    }

    public void refusesWhatIsNotAllowed(TestBot bot) throws Exception {
        script("good", "true").script("other", "true");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("/bin/true"));
        Files.writeString(directory.resolve("plain"), "no script");
        set(bot, "good, link, plain, ../good, none");
        for (String name : List.of("other", "../good", "/bin/true", "GOOD", ".", "good/../other")) {
            bot.say("runbook " + name);
            bot.expectMatching("There is no runbook \".*\\. There are: good, link, plain, \\.\\./good, none");
        }
        for (String name : List.of("link", "plain", "none")) {
            bot.say("runbook " + name);
            bot.expect(directory.toRealPath().resolve(name) + " is no file that can be executed.");
        }
        for (String argument : List.of("--force", "../x", "a/b", "$(id)", "\"a b\"", "a;b", "x".repeat(101))) {
            bot.say("runbook good " + argument);
            bot.expectMatching("\".*\" cannot be an argument; .*");
        }
        bot.say("runbook good 1 2 3 4 5 6 7 8 9 10 11");
        bot.expectMatching("\"1\" cannot be an argument; there may be 10, .*");
        assert bot.audited().isEmpty();
    }

    public void isNotForEverybody(TestBot bot) throws Exception {
        script("good", "true");
        set(bot, "good").config("role", "administer").role("ben", Role.OPERATE).role("ana", Role.ADMINISTER);
        bot.say("ben", "runbook good");
        bot.expectMatching(".*needs? .*administer.*|.*administer.*");
        bot.say("runbook good");
        bot.expect("good is running.");
        ends(bot, "exit 0");
    }

    public void getsNothingOfTheBotsEnvironment(TestBot bot) throws Exception {
        script("show",
                "/usr/bin/env | /usr/bin/cut -d= -f1 | /usr/bin/sort | /usr/bin/tr '\\n' ' '; read x || echo no input");
        set(bot, "show").config("environment", "LANG").config("on.down", "show for shop");
        bot.happened(down(bot, "shop", 7));
        ends(bot, "started");
        until(bot, () -> bot.sent("ops").size() == 2);
        bot.expectSent("ops", "runbook show for shop #7 is running.");
        Set<String> names =
                new TreeSet<>(List.of(bot.sent("ops").getLast().lines().skip(1).findFirst().orElse("").split(" ")));
        assert names.containsAll(List.of("TOCSIN_MONITOR", "TOCSIN_INCIDENT")) : names;
        assert names.contains("input") : names;
        names.removeAll(
                Set.of("TOCSIN_MONITOR", "TOCSIN_INCIDENT", "LANG", "PWD", "SHLVL", "OLDPWD", "_", "no", "input"));
        assert names.isEmpty() : names;
    }

    private static Event.Down down(TestBot bot, String monitor, long number) {
        return new Event.Down(bot.now(), new Event.Trouble(
                number, monitor, "", List.of("web"), "https://example.com", "503", bot.now(), List.of()));
    }

    public void runsByItselfSoManyTimesAnHour(TestBot bot) throws Exception {
        script("restart-web", "echo \"restarted $1 because of $TOCSIN_MONITOR\"");
        set(bot, "restart-web").config("on.down", "restart-web web-1 for shop*").config("per-hour", "2");
        for (int i = 1; i <= 2; i++) {
            bot.happened(down(bot, "shop-eu", i));
            int ended = 2 * i;
            until(bot, () -> bot.sent("ops").size() == ended);
            bot.expectSent("ops", "runbook restart-web for shop-eu #" + i + " is running.");
            assert bot.sent("ops").getLast()
                    .matches("restart-web: exit 0, after \\d+ s\nrestarted web-1 because of shop-eu")
                    : bot.sent("ops");
            bot.expectSent("ops", bot.sent("ops").getLast());
            bot.restart();
        }
        bot.happened(down(bot, "shop-eu", 3));
        bot.happened(down(bot, "billing", 4));
        bot.expectSent("ops",
                "runbook restart-web for shop-eu #3 is not run: It ran 2 times within the hour, and more is not allowed.");
        bot.expectNothingSent("ops");
        assert bot.audited().equals(List.of(
                "runbook restart-web for shop-eu #1: started", "runbook restart-web for shop-eu #1: exit 0",
                "runbook restart-web for shop-eu #2: started", "runbook restart-web for shop-eu #2: exit 0",
                "runbook restart-web for shop-eu #3: refused: It ran 2 times within the hour, and more is not allowed."))
                : bot.audited();
        bot.pass(Duration.ofHours(1));
        bot.happened(down(bot, "shop-eu", 5));
        bot.expectSent("ops", "runbook restart-web for shop-eu #5 is running.");
    }

    public void leavesAloneWhatIsMuted(TestBot bot) throws Exception {
        script("restart-web", "true");
        Event.Muted mute = new Event.Muted(bot.now(), "shop", new Person("test:ben", "ben"), Optional.empty(), "");
        set(bot, "restart-web").config("on.down", "restart-web for web").watched(new Watched("shop", "", List.of("web"),
                "https://example.com", "DOWN", Optional.empty(), Optional.empty(), Optional.of(mute)));
        bot.happened(down(bot, "shop", 1));
        bot.expectSent("ops", "runbook restart-web for shop #1 is not run: shop is muted.");
    }

    public void hasALimit(TestBot bot) throws Exception {
        Path pid = directory.resolve("pid");
        script("hang", "echo begun; (sleep 600 & echo $! > " + pid + ".new; mv " + pid + ".new " + pid + "; wait)");
        set(bot, "hang").config("limit", "2m").say("runbook hang");
        bot.expect("hang is running.");
        appears("pid");
        bot.pass(Duration.ofMinutes(1));
        bot.expect("begun");
        bot.say("runbook hang");
        bot.expect("Not now: hang is running.");
        bot.pass(Duration.ofMinutes(2));
        bot.expectMatching("hang: ended after its limit of 120 s, after 12\\d s");
        gone(Long.parseLong(Files.readString(pid).strip()));
        assert bot.audited().equals(List.of("runbook hang for ana: ended after its limit of 120 s")) : bot.audited();
    }

    private static void gone(long pid) {
        for (int i = 0; ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent(); i++) {
            assert i < 10_000 : pid + " still runs";
            LockSupport.parkNanos(5_000_000);
        }
    }

    public void endlessOutputIsCut(TestBot bot) throws Exception {
        script("flood", "i=0; while :; do echo 0123456789; i=$((i+1)); [ $i = 500 ] && : > much; done");
        set(bot, "flood").config("limit", "1m").config("output", "1100").say("runbook flood");
        bot.expect("flood is running.");
        appears("much");
        bot.pass(Duration.ofMinutes(2));
        bot.expect("0123456789\n".repeat(100) + "... what follows is left out");
        bot.expectMatching("flood: ended after its limit of 60 s, after 6\\d s");
        bot.expectNothing();
    }

    public void listsThem(TestBot bot) throws Exception {
        script("restart-web", "# Restarts the web server.\ntrue").script("hidden", "true");
        set(bot, "restart-web, gone").config("on.down", "restart-web for shop").say("runbooks");
        bot.expect(
                "restart-web  Restarts the web server.\ngone  cannot be run: " + directory.toRealPath().resolve("gone")
                        + " is no file that can be executed.\nWhen it goes down: restart-web for shop");
    }

    public void doesNothingUntilItIsConfigured(TestBot bot) {
        bot.say("runbooks");
        bot.expectMatching("I know no \"runbooks\".*");
    }
}
