import io.tocsin.spi.*;
import io.tocsin.spi.testing.*;
import module java.base;

/** Scripts as Hubot's own documentation shows them, in a directory of their own. */
public class HubotScriptsTest implements PluginTest {

    private static final String COFFEE = """
            # Description:
            #   Example scripts for you to examine and try out.
            ### and
            robot.hear /never/, (res) -> res.send "never" ###
            lulz = ['lol', 'lol'
              "lol" # the same
            ]

            module.exports = (robot) ->

              robot.hear /badger/i, (res) ->
                res.send "Badgers? BADGERS? WE DON'T NEED NO STINKIN BADGERS"

              robot.respond /open the (.*) doors/i, (res) ->
                doorType = res.match[1]
                res.reply "Opening #{doorType} doors", 'for #{you}'

              robot.hear /I like pie/i, (res) -> res.send "And I\\ncake, " + res.message.user.name + "."

              robot.respond /lulz/i, (res) ->
                res.send res.random lulz
                res.send res.random ["x", "x"]
            """;

    private static final String ODD = """
            module.exports = (robot) ->
              robot.respond /good/, (res) ->
                res.send "good"
              robot.respond /weather (.*)/, (res) ->
                res.send "wait"
                res.http("https://example.com/").get() (err, response, body) ->
                  res.send body
              robot.respond /if/, (res) ->
                if res.match[1] is "x" then res.send "y"
              robot.respond /group/, (res) ->
                res.send "#{res.match[1]}"
              robot.respond /code/, (res) ->
                res.send "#{process.env.TOKEN}"
              robot.respond /jokes/, (res) ->
                res.send res.random nowhere
              robot.respond /call/, (res) ->
                shutdown()
                res.send "called"
              robot.router.get "/x", (req, res) ->
                res.send "routed"
              robot.respond /(unclosed/, (res) ->
                res.send "no"
              robot.hear /last/, (res) ->
                res.send "last"
            """;

    private final Path directory;

    public HubotScriptsTest() throws IOException {
        directory = Files.createTempDirectory("scripts");
    }

    private HubotScriptsTest script(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        return this;
    }

    private TestBot set(TestBot bot) {
        return bot.config("directory", directory.toString());
    }

    public void coffeeScript(TestBot bot) throws Exception {
        script("example.coffee", COFFEE);
        set(bot).dialogue("""
                ben~ a Badger!
                Badgers? BADGERS? WE DON'T NEED NO STINKIN BADGERS
                > Open the pod bay doors please
                ana: Opening pod bay doors
                ana: for #{you}
                ben~ yes, i like pie.
                And I
                cake, ben.
                > lulz
                lol
                x
                > hubot scripts
                example.coffee: 4 of 4 listeners understood
                """);
    }

    public void javaScript(TestBot bot) throws Exception {
        script("example.js", """
                'use strict';
                // Description: robot.hear(/never/, res => res.send("never"))
                /* nor
                   this */
                const answers = [
                  "42",
                ];
                module.exports = function (robot) {
                  robot.respond(/(?:greet|hail) ([^/\\s]+)( loudly)?$/, function (msg) {
                    var who = msg.match[1];
                    return msg.send(`Hello, ${who}! It's ${ msg.message.user.name } [${msg.match[2]}]`);
                  });
                  robot.hear(/[(&]x/i, async (res) => {
                    await res.send("in" + ' brackets');
                  });
                };
                """).script("module.mjs", """
                export default (robot) => {
                  robot.respond(/answer/i, (res) => res.reply(res.random(["42"])));
                }
                """);
        set(bot).dialogue("""
                > hail ben
                Hello, ben! It's ana []
                > greet cleo loudly
                Hello, cleo! It's ana [ loudly]
                ben~ a (X
                in brackets
                > answer me
                ana: 42
                > hubot scripts
                example.js: 2 of 2 listeners understood
                module.mjs: 1 of 1 listeners understood
                """);
    }

    public void whatIsNotUnderstoodIsLeftOutAndTold(TestBot bot) throws Exception {
        script("odd.coffee", ODD);
        set(bot).say("hubot scripts");
        bot.expectMatching("(?s)odd.coffee: 2 of 8 listeners understood\n"
                + "  odd.coffee:6: res \\. http https://example.com/ .*\n  odd.coffee:7: .*\n  odd.coffee:9: if res .*\n"
                + "  odd.coffee:11: .*\\(there is no group 1\\)\n"
                + "  odd.coffee:13: .*\\(what is process.env.TOKEN\\?\\)\n"
                + "  odd.coffee:15: .*\\(there is no list nowhere\\)\n  odd.coffee:17: shutdown\n"
                + "  odd.coffee:19: robot \\. router .*\n  odd.coffee:20: .*\n  odd.coffee:21: .*\n  odd.coffee:22: .*");
        bot.dialogue("""
                > good
                good
                ~ the last
                last
                """);
        for (String line : List.of("weather here", "if", "group", "code", "jokes", "call")) {
            bot.say(line);
            bot.expectMatching("(?s)I know no .*");
        }
    }

    public void anEndlessExpressionIsGivenUp(TestBot bot) throws Exception {
        script("bomb.js", """
                robot.hear(/(a+)+$/, (res) => res.send("bomb"));
                robot.respond(/(x+x+)+y/, (res) => res.send("bomb"));
                robot.respond(/ping/, (res) => res.send("pong"));
                """);
        set(bot).overhear("ben", "a".repeat(2_000) + "!");
        bot.expectNothing();
        bot.say("x".repeat(2_000));
        bot.expectMatching("(?s)I know no .*");
        bot.say("ping");
        bot.expect("pong");
    }

    public void noFileStopsTheOthers(TestBot bot) throws Exception {
        script("a.js", "[".repeat(100_000)).script("b.coffee", "\"\"\" #{")
                .script("c.js", "robot.hear(/" + "(".repeat(2_000))
                .script("d.js", "`${`".repeat(10_000)).script("e.coffee", "x = [" + "'a',".repeat(20_000) + "'b']")
                .script("f.txt", "robot.respond(/text/, (res) => res.send('text'))")
                .script("g.js", "robot.respond(/ping/, (res) => { res.send('pong') })");
        Files.write(directory.resolve("h.js"), new byte[] {(byte) 0xff, 0, '/', '\\'});
        set(bot).say("ping");
        bot.expect("pong");
        bot.say("hubot scripts");
        bot.expectMatching("(?s)a.js: 0 of 0 .*g.js: 1 of 1 listeners understood.*");
    }

    public void doesNothingUntilItIsConfigured(TestBot bot) {
        bot.say("hubot scripts");
        bot.expectMatching("(?s)I know no \"hubot.*");
    }
}
