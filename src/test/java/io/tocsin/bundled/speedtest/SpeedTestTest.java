package io.tocsin.bundled.speedtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bundled.http.HttpPlugin;
import io.tocsin.net.Checks;
import io.tocsin.net.ScriptedServer;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Result;
import io.tocsin.spi.Sight;
import io.tocsin.text.Catalogue;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The type against a measuring service that answers as such services do: in a script, not in JSON. */
final class SpeedTestTest {

    private static final String ANSWER = "({state:1,msg:'',result:{ip:'203.0.113.7',httpstate:200,alltime:'%s',"
            + "dnstime:'18',conntime:'22',downtime:'150',filesize:'2KB',downspeed:'94.1'}})";
    private static final String[] FIGURES = {
        "figure", "total=alltime:'(.*?)'", "figure", "dns=dnstime:'(.*?)'", "figure", "connect=conntime:'(.*?)'",
        "figure", "download=downtime:'(.*?)'", "figure", "size=filesize:'(.*?)'", "figure", "ip=ip:'(.*?)'",
        "figure", "status=httpstate:(\\d+)", "figure", "speed=downspeed:'(.*?)'"};

    private final HttpPlugin http = new HttpPlugin(InstantSource.system(), "Tocsin/test");
    private final Checks speed = Checks.of(new SpeedTestPlugin(http.type()), "speedtest");
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Answering> answers = new HashMap<>();
    private ScriptedServer service;

    private record Asked(String line, Map<String, String> headers, String body) {}

    private interface Answering {
        void answer(Socket socket) throws Exception;
    }

    @BeforeEach
    void start() throws IOException {
        service = new ScriptedServer(socket -> {
            Asked request = read(socket);
            asked.add(request);
            String node = request.line().replaceFirst(".*node=([^ &]*).*", "$1");
            answers.getOrDefault(node, it -> say(it, ANSWER.formatted("212"))).answer(socket);
        });
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        http.stop();
    }

    private static Asked read(Socket socket) throws IOException {
        String line = ScriptedServer.line(socket);
        Map<String, String> headers = new HashMap<>();
        for (String next = ScriptedServer.line(socket); !next.isEmpty(); next = ScriptedServer.line(socket)) {
            headers.put(next.substring(0, next.indexOf(':')), next.substring(next.indexOf(':') + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Asked(line, headers, new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8));
    }

    private static void say(Socket socket, String body) throws IOException {
        ScriptedServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body);
    }

    private String ask() {
        return "http://" + service.address() + "/speed?node={node}";
    }

    private static String[] with(String[] more, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return all;
    }

    private Result check(String... settings) throws Exception {
        return speed.check("speedtest://shop.example/page", with(settings, "ask", ask()));
    }

    /** Why one node has seen nothing. */
    private String reason(String... settings) throws Exception {
        return reason(check(settings).sights().getFirst().result());
    }

    private static String reason(Result result) {
        return Catalogue.english().say(result.failure().orElseThrow());
    }

    /** Loads what a first check loads, so that short limits measure the service. */
    private void warmUp() throws Exception {
        assertThat(check("node", "0 Warm", "node-time", "50s").failure()).isEmpty();
        asked.clear();
    }

    @Test
    void theServiceIsAskedForEachNodeByAFormWithTheNodePutIn() throws Exception {
        Result result = check("node", "2f0c Beijing[Telecom]", "node", "77 Lille; 78 Paris[Free]",
                "field", "guid={node}", "field", "host={host}", "field", "url=http://{target}",
                "header", "Referer: https://tool.example/{node}?q={target}");

        assertThat(asked).extracting(Asked::line).containsExactlyInAnyOrder(
                "POST /speed?node=2f0c HTTP/1.1", "POST /speed?node=77 HTTP/1.1", "POST /speed?node=78 HTTP/1.1");
        Asked first = asked.stream().filter(it -> it.line().contains("2f0c")).findFirst().orElseThrow();
        assertThat(first.body())
                .isEqualTo("guid=2f0c&host=shop.example&url=http%3A%2F%2Fshop.example%2Fpage");
        assertThat(first.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded")
                .containsEntry("Referer", "https://tool.example/2f0c?q=shop.example/page");
        assertThat(result.sights()).extracting(sight -> sight.from().shown())
                .containsExactly("Beijing (Telecom)", "Lille", "Paris (Free)");
    }

    @Test
    void aFigureIsWhatItsExpressionFinds() throws Exception {
        Result seen = check(with(FIGURES, "node", "1 Beijing[Telecom]")).sights().getFirst().result();

        assertThat(seen.failure()).isEmpty();
        assertThat(seen.connected()).isTrue();
        assertThat(seen.phases()).as("what the service leaves unsaid counts as waiting for the first byte")
                .isEqualTo(new Phases(18_000_000, 22_000_000, 0, 22_000_000, 150_000_000));
        assertThat(seen.ip()).hasValue("203.0.113.7");
        assertThat(seen.status()).hasValue(200);
        assertThat(seen.bytes()).isEqualTo(2_048);
        assertThat(Checks.body(seen)).contains("\"speed\":94.1", "\"total\":212", "\"size\":\"2KB\"");
    }

    @Test
    void theTotalIsLookedForWithoutBeingTold() throws Exception {
        assertThat(check("node", "1 Beijing").phases().totalTime()).isEqualTo(Duration.ofMillis(212));
        answers.put("1", socket -> say(socket, ANSWER.formatted("1.5s")));
        assertThat(check("node", "1 Beijing").phases().totalTime()).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void aNodeThatTakesTooLongIsToldApartFromOneThatIsUnreadable() throws Exception {
        warmUp();
        answers.put("slow", ScriptedServer::drain);
        answers.put("odd", socket -> say(socket, "({state:0,msg:'no such node'})"));
        Result result = check("node", "slow Lille; odd Paris; good Rome", "node-time", "2s");

        List<Sight> sights = result.sights();
        assertThat(reason(sights.get(0).result()))
                .startsWith("no answer within 2 s: connected to " + service.address())
                .endsWith("(the measuring service timed out)");
        assertThat(reason(sights.get(1).result())).isEqualTo("unreadable answer of the measuring service: total"
                + " (alltime:'(.*?)') is not in \"({state:0,msg:'no such node'})\"");
        assertThat(sights.get(2).result().failure()).isEmpty();
        assertThat(result.quorum()).isEqualTo(1);
        assertThat(result.failure()).as("the first that failed").isEqualTo(sights.get(0).result().failure());
    }

    @Test
    void whatElseGoesWrongIsTold() throws Exception {
        answers.put("1", socket -> say(socket, ANSWER.formatted("soon")));
        assertThat(reason("node", "1 Lille")).isEqualTo(
                "unreadable answer of the measuring service: total is \"soon\", which is no number of milliseconds");
        answers.put("1", socket -> say(socket, ANSWER.formatted("9999999999999")));
        assertThat(reason("node", "1 Lille")).contains("which is no number of milliseconds");
        answers.put("1", socket -> say(socket, ANSWER.formatted("1").replace("2KB", "much")));
        assertThat(reason(with(FIGURES, "node", "1 Lille"))).isEqualTo(
                "unreadable answer of the measuring service: size is \"much\", which is no size");
        answers.put("1", socket -> say(socket, "a".repeat(300)));
        assertThat(reason("node", "1 Lille", "figure", "total=(.*)(.*)(.*)(.*)(.*)1")).isEqualTo(
                "unreadable answer of the measuring service: looking for total by (.*)(.*)(.*)(.*)(.*)1 takes too many steps");
        answers.put("1", socket -> ScriptedServer.say(socket,
                "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        assertThat(reason("node", "1 Lille")).isEqualTo("the measuring service answers 429 Too Many Requests");
        String gone = service.address();
        service.close();
        assertThat(reason(speed.check("speedtest://shop.example", "ask", "http://" + gone + "/{node}", "node", "1 A")
                .sights().getFirst().result()))
                .isEqualTo("the measuring service cannot be asked: connection refused by " + gone);
    }

    @Test
    void someNodesAreAskedAtTheSameTime() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier pair = new CyclicBarrier(2);
        for (int node = 1; node <= 4; node++) {
            answers.put(Integer.toString(node), socket -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                pair.await(30, TimeUnit.SECONDS);
                running.decrementAndGet();
                say(socket, ANSWER.formatted("5"));
            });
        }
        Result result = check("node", "1 A; 2 B; 3 C; 4 D", "at-once", "2", "node-time", "40s");

        assertThat(result.sights()).allSatisfy(sight -> assertThat(sight.result().failure()).isEmpty());
        assertThat(most).hasValue(2);
    }

    @Test
    void whoIsNotReachedInTimeIsNotTakenForTimedOut() throws Exception {
        warmUp();
        answers.put("1", ScriptedServer::drain);
        Result result =
                speed.check(Duration.ofSeconds(1), "speedtest://shop.example", "ask", ask(), "node", "1 A; 2 B",
                        "at-once", "1");

        assertThat(reason(result.sights().get(0).result())).startsWith("no answer within 1 s");
        assertThat(reason(result.sights().get(1).result()))
                .isEqualTo("not looked at: the check's 1 s were over before; give it a longer timeout");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        String target = "speedtest://shop.example";
        assertThat(speed.refusal("speedtest://a b", "ask", ask(), "node", "1 A")).contains("write speedtest://");
        assertThat(speed.refusal(target, "node", "1 A")).startsWith("ask is \"\"");
        assertThat(speed.refusal(target, "ask", "ftp://me:word@x/", "node", "1 A"))
                .startsWith("ask is \"ftp://***@x/\"");
        assertThat(speed.refusal(target, "ask", ask())).startsWith("which nodes are to measure?");
        assertThat(speed.refusal(target, "ask", ask(), "node", "Beijing")).startsWith("\"Beijing\" is not a node");
        assertThat(speed.refusal(target, "ask", ask(), "node", "1 A; 2 A"))
                .isEqualTo("there are two locations A; give one another name or carrier");
        assertThat(speed.refusal(target, "ask", "http://127.0.0.1/", "node", "1 A"))
                .startsWith("the service is not told which node");
        assertThat(speed.refusal(target, "ask", ask(), "node", "1 A", "field", "x")).startsWith("field is \"x\"");
        assertThat(speed.refusal(target, "ask", ask(), "node", "1 A", "field", "x=1", "body", "y"))
                .startsWith("field and body");
        assertThat(speed.refusal(target, "ask", ask(), "node", "1 A", "figure", "total=("))
                .contains("an expression that cannot be read");
        assertThat(speed.refusal(target, "ask", ask(), "node", "1 A", "figure", "nothing"))
                .startsWith("\"nothing\" is not a figure");
        assertThat(speed.refusal(target, "ask", ask(), "node", "1 A", "figure", "a=b", "figure", "a=c"))
                .startsWith("give up to 20 figures");
        assertThat(speed.refusal(target, "ask", ask(), "node", "1 A", "node-time", "2h")).startsWith("node-time is");
        assertThat(speed.refusal(target, "ask", ask(), "node", "1 A", "quorum", "2"))
                .isEqualTo("quorum is \"2\"; write a whole number from 1 to 1");
        StringBuilder many = new StringBuilder();
        for (int node = 0; node <= 50; node++) {
            many.append(node).append(" n").append(node).append(';');
        }
        assertThat(speed.refusal(target, "ask", ask(), "node", many.toString()))
                .isEqualTo("51 locations are too many for one monitor; write at most 50");
    }
}
