package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Config;
import io.tocsin.config.ConfigFile;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that people get wrong, and what they read then, word for word: lines at the console of the whole bot
 * ({@code >}), cron expressions and conditions of a monitor that is added, and configurations ({@code set}).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {

    private static final String TABLE =
            """
                    > stauts
                      I know no "stauts". Did you mean: status
                    > mutt shop for 2h
                      I know no "mutt". Did you mean: mute shop for 2h
                    > frobnicate the flux
                      I know no "frobnicate". To see what I know: help
                    > add monitor shop
                      "add monitor" needs <target>.
                      Usage: add monitor <name> <target> [every <time>] [cron <expression>] [zone <zone>] [expect <condition>]... ...
                      For example: add monitor shop https://shop.example.com every 30s expect "[STATUS] == 200"
                    > add monitr shop https://example.com
                      I do not understand "monitr" after "add". Did you mean "monitor"?
                      Usage: add monitor <name> <target> [every <time>] [cron <expression>] [zone <zone>] [expect <condition>]... ...
                      For example: add monitor shop https://shop.example.com every 30s expect "[STATUS] == 200"
                    > add monitor shop https://example.com
                      there is a monitor shop already; choose another name, or "edit monitor shop ..."
                    > add monitor "bad*name" https://example.com
                      "bad*name" cannot be the name of a monitor; use up to 100 characters without quotes, * and ?, not a number alone, and not beginning with group: or tag:
                    > add monitor all https://example.com
                      "all" cannot be the name of a monitor, because it means something else in commands
                    > add monitor 42 https://example.com
                      "42" cannot be the name of a monitor; use up to 100 characters without quotes, * and ?, not a number alone, and not beginning with group: or tag:
                    > add monitor web example.com
                      "example.com" has no scheme; write it in full, such as https://example.com or tcp://example.com:5432, or heartbeat for a program that reports by itself
                    > add monitor web gopher://example.com
                      No monitor type takes targets that begin with "gopher:"; installed are change (change), ckafka (ckafka), crosscheck (mirror), dns (dns), domain (domain), grpc (grpc), heartbeat (heartbeat), host (host), http (http), ping (ping), pingdom (mirror), postgresql (postgresql), redis (redis), speedtest (speedtest), ssh (ssh), starttls (tls), statuscake (mirror), tcp (tcp), tls (tls), udp (tcp), uptimerobot (mirror), websocket (websocket)
                    > add monitor web https://
                      "https://" is not a web address; write it as http://host/path or https://host:port/path
                    > add monitor db tcp://db.example.com
                      "tcp://db.example.com" is not a target of a tcp monitor; write tcp://host:port, such as tcp://db.example.com:5432
                    > add monitor db tcp://db.example.com:99999
                      "tcp://db.example.com:99999" cannot be watched: 99999 is not a port; write one from 1 to 65535
                    > add monitor web https://example.com every 30s cron "* * * * *"
                      a monitor has one schedule: give "every" or "cron", not both
                    > add monitor web https://example.com every soon
                      "soon" is not a length of time; write 30s, 2.5s, 100ms, 5m, 1h30m or 2d
                    > add monitor web https://example.com every 10ms
                      "every 10ms" is too often; the shortest time is 50ms
                    > add monitor web https://example.com evry 30s
                      I do not understand "evry" after "add monitor". Did you mean "every"?
                      Usage: add monitor <name> <target> [every <time>] [cron <expression>] [zone <zone>] [expect <condition>]... ...
                      For example: add monitor shop https://shop.example.com every 30s expect "[STATUS] == 200"
                    > add monitor web https://example.com timeout 1h
                      a limit of 1 h is out of range; write one from 1 ms to 10 min
                    > add monitor web https://example.com zone Mars/Olympus
                      "Mars/Olympus" is no time zone; write one such as Europe/Berlin, America/New_York or UTC
                    > add monitor web https://example.com expect [STATUS] == 200
                      "==" is too much: "expect" takes one value. Put it in quotes: expect "[STATUS] == 200"
                      Usage: add monitor <name> <target> [every <time>] [cron <expression>] [zone <zone>] [expect <condition>]... ...
                      For example: add monitor shop https://shop.example.com every 30s expect "[STATUS] == 200"
                    > add monitor web https://example.com method "GE T"
                      method is "GE T"; write one such as GET, HEAD, POST or PUT
                    > add monitor web https://example.com method GET body x
                      a GET has no body; leave body out, or set method to POST
                    > add monitor web https://example.com header "Accept text/html"
                      "Accept" does not begin a header; write it as "Name: value"
                    > add monitor web https://example.com header "Authorization: Bearer 1234567890"
                      The value of Authorization must not be typed into a room, where everybody can read it and the chat keeps it. Put it into the configuration as secret.NAME, and write ${secret:NAME} here. If what you typed is in use, change it.
                    > add monitor web https://ana:geheim@example.com
                      The address holds a password, which everybody in the room can read and the chat keeps. Put it into the configuration as secret.NAME, and write ${secret:NAME} in its place. If what you typed is in use, change it.
                    > add monitor web https://example.com user ana password geheim
                      The value of password must not be typed into a room, where everybody can read it and the chat keeps it. Put it into the configuration as secret.NAME, and write ${secret:NAME} here. If what you typed is in use, change it.
                    > add monitor web https://example.com bearer ${secret:NOPE}
                      there is no secret "NOPE"; set one with the key secret.NOPE
                    > add monitor web https://example.com confirm 0
                      "confirm" takes a number from 1 on, such as 42, not "0".
                      Usage: add monitor <name> <target> [every <time>] [cron <expression>] [zone <zone>] [expect <condition>]... ...
                      For example: add monitor shop https://shop.example.com every 30s expect "[STATUS] == 200"
                    > add monitor web https://example.com confirm 1001
                      confirm 1001 is out of range; write a number from 1 to 1000
                    > add monitor web https://example.com room nowhere
                      I know no room "nowhere"; write an alias ("rooms" lists them) or an address such as slack:#ops
                    > add monitor web https://example.com type ftp
                      There is no monitor type "ftp"; installed are change (change), ckafka (ckafka), crosscheck (mirror), dns (dns), domain (domain), grpc (grpc), heartbeat (heartbeat), host (host), http (http), ping (ping), pingdom (mirror), postgresql (postgresql), redis (redis), speedtest (speedtest), ssh (ssh), starttls (tls), statuscake (mirror), tcp (tcp), tls (tls), udp (tcp), uptimerobot (mirror), websocket (websocket)
                    > add monitor web https://example.com set colour=red
                      a monitor of type http has no setting "colour"; it has method, header, body, user, password, bearer, sign, sign-id, sign-secret, sign-token, redirects, insecure, proxy, via, quorum, http, reuse, max-body
                    > add monitor web https://example.com set colour
                      "colour" is not a setting; write its name and value, such as set "max-body=100000"
                    > add monitor web https://example.com "tag
                      The quote " at character 37 is never closed: "tag
                      Usage: add monitor <name> <target> [every <time>] [cron <expression>] [zone <zone>] [expect <condition>]... ...
                      For example: add monitor shop https://shop.example.com every 30s expect "[STATUS] == 200"
                    > add monitor web https://example.com insecure maybe
                      insecure is "maybe"; write true or false
                    > edit monitor shop
                      nothing about shop would be different; say what should change, such as: edit monitor shop every 30s
                    > edit monitor shop name fixed
                      there is a monitor fixed already; choose another name, or "edit monitor fixed ..."
                    > edit monitor fixed every 10s
                      fixed is defined in bot.properties; change it there
                    > edit monitor shp every 10s
                      I know no monitor "shp". Did you mean: shop
                    > edit monitor * every 10s
                      "*" means several: fixed, paused, shop; name one of them
                    > remove monitor fixed
                      fixed is defined in bot.properties; change it there
                    > remove monitor nix
                      I know no monitor "nix"; "list" shows them all
                    > pause nix-*
                      nothing matches "nix-*"; "list" shows all monitors
                    > check paused
                      paused is paused; "resume paused" has it checked again
                    > test example.com
                      "example.com" has no scheme; write it in full, such as https://example.com or tcp://example.com:5432, or heartbeat for a program that reports by itself
                    > mute
                      "mute" needs <monitor>: the name of a monitor, group or tag.
                      Usage: mute <monitor>... [for <time>] [until <moment>] [because <text>]
                      For example: mute shop for 2h
                    > mute shop for
                      "for" needs a value after it: a length of time such as 30s, 10m or 2h.
                      Usage: mute <monitor>... [for <time>] [until <moment>] [because <text>]
                      For example: mute shop for 2h
                    > mute shop for ever
                      "for" takes a length of time such as 30s, 10m or 2h, not "ever".
                      Usage: mute <monitor>... [for <time>] [until <moment>] [because <text>]
                      For example: mute shop for 2h
                    > mute shop for 2h until 17:30
                      say how long with "for" or "until", not both
                    > mute shop until yesterday
                      "until" takes a moment such as 17:30, tomorrow 09:00 or 2026-12-01 10:00, not "yesterday".
                      Usage: mute <monitor>... [for <time>] [until <moment>] [because <text>]
                      For example: mute shop for 2h
                    > mute shop until 2020-01-01 10:00
                      2020-01-01 10:00 has passed; I need a moment that is still to come.
                      Usage: mute <monitor>... [for <time>] [until <moment>] [because <text>]
                      For example: mute shop for 2h
                    > mute group:nix for 1h
                      nothing matches "group:nix"; "list" shows all monitors
                    > unmute shop
                      shop is not muted; "mutes" lists what is
                    > ack
                      "ack" needs <n|monitor>.
                      Usage: ack <n|monitor> [<text>]
                      For example: ack 42
                    > ack 99
                      incident 99 is over, or there is none of that number; "incidents open" lists those that go on
                    > ack shop
                      shop has no open incident
                    > ack 99 98
                      incident 99 is over, or there is none of that number; "incidents open" lists those that go on
                      incident 98 is over, or there is none of that number; "incidents open" lists those that go on
                    > note 99 disk replaced
                      there is no incident 99; "incidents" lists the newest
                    > note shop disk replaced
                      <number> takes a number from 1 on, such as 42, not "shop".
                      Usage: note <number> <text>
                      For example: note 42 disk replaced
                    > incident 99
                      there is no incident 99; "incidents" lists the newest
                    > incidents nix
                      I know no monitor "nix"; "list" shows them all
                    > uptime shop 3d
                      "3d" is not a span; write 24h, 7d, 30d or 90d
                    > uptime nix
                      I know no monitor "nix"; "list" shows them all
                    > room ops
                      say which room ops is, such as: room ops is slack:#ops
                    > room ops slack:#ops
                      "slack:#ops" is too much after "room"; what may follow: is.
                      Usage: room <alias> [is <room>]
                      For example: room ops is webhook:team
                    > room "my room" is slack:#ops
                      "my room" cannot be the name of a room; use letters, digits, dots, dashes and underscores, 50 at most
                    > room console is slack:#ops
                      "console" is where I was started; choose another name
                    > room ops is nowhere
                      I know no room "nowhere"; write an alias ("rooms" lists them) or an address such as slack:#ops
                    > grant ana operate
                      "ana" is not a person's id; write the chat and the id there, such as slack:U024BE7LH
                    > grant slack:U1 king
                      "king" is no role; there are read, operate and administer
                    > revoke slack:U1
                      Nothing was granted to slack:U1 there.
                    > help mutt
                      I know no command "mutt". Did you mean: help mute
                    > help nothing of the kind
                      I know no command "nothing of the kind"; "help" lists them all
                    > yes
                      I have asked you nothing that waits for a yes or no.
                    > more
                      There is nothing more to show.
                    cron: 60 * * * *
                      In "60 * * * *", the minute 60 is out of range; write 0 to 59
                    cron: * * *
                      "* * *" has 3 fields; write 5 (minute hour day month weekday: */5 * * * *), 6 (seconds first: 0 */5 * * * *) or 7 (and a year last: 0 0 12 * * MON 2027)
                    cron: 0 0 30 2 *
                      "0 0 30 2 *" would never run: February has no day 30; its last is day 29
                    cron: 0 15 10 * * 1
                      In "0 15 10 * * 1", the weekday 1 means Monday to serverless platforms and node-cron, and Sunday to Quartz; write 0 15 10 * * MON or 0 15 10 * * SUN
                    cron: 0 0 0 1 1 ? 2020
                      "0 0 0 1 1 ? 2020" has no time to come any more; write a later year, or leave the year out
                    cron: */0 * * * *
                      In "*/0 * * * *", the minute "*/0" has a step of 0; write 1 or more
                    cron: 50-10 * * * *
                      In "50-10 * * * *", the minute range 50-10 runs backwards; write 50-59,0-10
                    cron: * * * * MOON
                      In "* * * * MOON", the weekday "MOON" is not known; write MON to SUN, *, ?, FRIL or MON#2
                    cron: @fortnightly
                      "@fortnightly" is not known; there are @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually, and every 30s
                    cron: 5m
                      "5m" alone is no schedule; write every 5m
                    expect: [STATUS]
                      "[STATUS]" has no comparison; write one of == != < <= > >= with a space on both sides, such as [STATUS] < 400
                    expect: [STATUS]==200
                      "[STATUS]==200" lacks a space around ==; write [STATUS] == 200
                    expect: [STATUS] = 200
                      "[STATUS] = 200" compares with =; write [STATUS] == 200
                    expect: [STATE] == 200
                      There is no [STATE], which stands in "[STATE] == 200". Did you mean [STATUS]?
                    expect: [BODY.name] == x
                      "[BODY.name]" in "[BODY.name] == x" has its path inside the brackets; write [BODY].name
                    expect: [STATUS] < fast
                      "fast" in "[STATUS] < fast" is neither a number nor a length of time; write one such as 500, 500ms, 48h or 30d
                    expect: [BODY].name < pat(a*)
                      "pat(a*)" cannot be compared with < in "[BODY].name < pat(a*)"; write == or !=
                    expect: len(data) > 3
                      "len(data)" wants a placeholder inside, not "data", in "len(data) > 3"; write it such as len([BODY].items)
                    expect: [RESPONSE_TIME] < 30x
                      "30x" in "[RESPONSE_TIME] < 30x" is neither a number nor a length of time; the units are ms, s, m, h, d and w, such as 500ms, 48h or 30d
                    expect: STATUS == 200
                      In "STATUS == 200" nothing is looked at; for what the check saw, write STATUS as [STATUS]
                    set: web.port=eighty
                      wrong.properties:1: web.port=eighty: write a whole number from 0 to 65535
                    set: web.prot=8080
                      wrong.properties:1: web.prot: there is no such key; did you mean web.port?
                    set: bot.zone=Berlin
                      wrong.properties:1: bot.zone=Berlin: "Berlin" is no time zone; did you mean Europe/Berlin?
                    set: console=perhaps
                      wrong.properties:1: console=perhaps: write one of: auto, on, off
                    set: monitor.shop.every=30s
                      wrong.properties:1: monitor.shop.target: missing; write the address to watch, such as https://shop.example.com
                    set: monitor.shop.target=https://example.com ; monitor.shop.evry=30s
                      wrong.properties:2: monitor.shop.evry: a monitor of type http has no setting "evry"; it has method, header, body, user, password, bearer, sign, sign-id, sign-secret, sign-token, redirects, insecure, proxy, via, quorum, http, reuse, max-body
                    set: monitor.shop.target=https://example.com ; monitor.shop.expect=[STATUS]
                      wrong.properties:2: monitor.shop.expect=[STATUS]: "[STATUS]" has no comparison; write one of == != < <= > >= with a space on both sides, such as [STATUS] < 400
                    set: monitor.shop.target=https://example.com ; monitor.shop.cron=* * *
                      wrong.properties:2: monitor.shop.cron=* * *: "* * *" has 3 fields; write 5 (minute hour day month weekday: */5 * * * *), 6 (seconds first: 0 */5 * * * *) or 7 (and a year last: 0 0 12 * * MON 2027)
                    set: check.in-flight=0
                      wrong.properties:1: check.in-flight=0: write a whole number from 1 to 1000000
                    set: db.url=mysql://localhost/x
                      wrong.properties:1: db.url=mysql://localhost/x: names no database that I know; leave it empty for SQLite in the data directory, or write jdbc:postgresql://host/name, jdbc:sqlite:/path/file.db, or memory
                    set: role.administer=ana
                      wrong.properties:1: role.administer=ana: "ana" is nobody I can know; write the chat system and its id for the person, such as slack:U024BE7LH, several with commas
                    set: room.ops=nowhere
                      wrong.properties:1: room.ops=nowhere: "nowhere" is not the address of a room; write its kind and place, such as slack:#ops or webhook:team
                    set: default.room=slak:#ops
                      wrong.properties:1: default.room=slak:#ops: it names a channel that is not there; there are: console, webhook
                    set: targets.deny=300.0.0.0/8
                      wrong.properties:1: targets.deny=300.0.0.0/8: "300.0.0.0/8" is neither an address, a range such as 10.0.0.0/8 nor a name such as *.internal
                    set: http.proxy=nonsense
                      wrong.properties:1: http.proxy=***: write a proxy as http://host:port or http://user:password@host:port
                    set: chat.patience=a while
                      wrong.properties:1: chat.patience=a while: write a length of time such as 30s, 2.5s, 100ms, 5m, 1h30m or 2d
                    set: secret.X=${NOT_SET_ANYWHERE}
                      wrong.properties:1: secret.X: the environment variable NOT_SET_ANYWHERE is not set; set it, or write ${NOT_SET_ANYWHERE:-a default}
                    set: web.port=8080 ; web.port=8081
                      wrong.properties:2: web.port: given twice, here and in line 1; keep one of them
                    set: webhook.team.url=example.com
                      webhook: webhook.team.url is not a web address; write it as https://host/path
                    set: notice.keep=never
                      wrong.properties:1: notice.keep=never: write a length of time such as 30s, 2.5s, 100ms, 5m, 1h30m or 2d
                    """;
    private static final String ADD = "add monitor web https://example.com ";
    /** What is watched while these lines are said; nothing of it is ever asked. */
    private static final Map<String, String> WATCHED = Map.of(
            "monitor.fixed.target", "tcp://127.0.0.1:1", "monitor.fixed.every", "1h",
            "monitor.paused.target", "tcp://127.0.0.1:1", "monitor.paused.enabled", "false");

    private Path data;
    private TalkingBot bot;

    record Row(String input, String answer) {}

    static Stream<Row> rows() {
        return Stream.of(TABLE.strip().split("\n(?! )")).map(row -> {
            String[] lines = row.split("\n", 2);
            return new Row(lines[0], lines[1].stripIndent().strip());
        });
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        data = directory;
        bot = new TalkingBot(data, WATCHED);
        bot.says("add monitor shop tcp://127.0.0.1:1 every 1h confirm 1000");
    }

    @AfterAll
    void stop() {
        bot.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isAnsweredInTheseWords(Row row) throws IOException {
        assertThat(answer(row.input)).isEqualTo(row.answer);
    }

    private String answer(String input) throws IOException {
        String text = input.substring(input.indexOf(' ') + 1);
        return switch (input.substring(0, input.indexOf(' '))) {
            case ">" -> bot.says(text);
            case "cron:" -> bot.says(ADD + "cron \"" + text + "\"");
            case "expect:" -> bot.says(ADD + "expect \"" + text + "\"");
            case "set:" -> problems(text.replace(" ; ", "\n"));
            default -> throw new IllegalArgumentException(input);
        };
    }

    private String problems(String lines) throws IOException {
        Path file = data.resolve("wrong.properties");
        Files.writeString(file, lines + "\nplugins.dir=" + data + "\n");
        Config config = ConfigFile.read(file, Map.of());
        Assembly assembly = new Assembly(file, config, data, bot, List.of());
        assembly.close();
        List<String> problems = assembly.problems().stream().map(Catalogue.english()::say).toList();
        return String.join("\n", problems).replace(data + "/", "");
    }
}
