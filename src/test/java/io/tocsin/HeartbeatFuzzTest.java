package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.heartbeat.Pulse;
import io.tocsin.intake.Intake;
import io.tocsin.spi.Route;
import io.tocsin.watch.MonitorView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that nearly make sense: whatever comes is answered with a status of the list, and changes nothing unless its
 * signature or token is right. Run as a program it goes on for as many seconds as its argument says.
 */
final class HeartbeatFuzzTest {

    private static final String TOKEN = "5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278";
    private static final List<String> PATHS = List.of(
            "/heartbeat/backup", "/ping/" + TOKEN, "/ping/" + TOKEN + "/start", "/ping/" + TOKEN + "/255",
            "/api/push/" + TOKEN, "/api/v1/endpoints/core_night/external", "/heartbeat/%62ackup", "/ping//");
    private static final List<String> BODIES = List.of(
            "{\"time\": 1732236444.25}", "{\"time\":1e3}", "[[[[{\"time\":{}}]]]]",
            "{\"time\":-0.0,\"a\":[\"\\u0000\"]}",
            "", "\ufeff{\"time\":1}");
    private static final Set<Integer> ANSWERS = Set.of(200, 400, 401, 403, 404, 405);
    private static final int ROUNDS = 20_000;

    @TempDir
    Path data;

    @Test
    @Timeout(120)
    void nearlyRightRequestsAreAnsweredAndChangeNothing() throws Exception {
        try (TalkingBot bot = new TalkingBot(data, Map.of())) {
            run(bot, new Random(5), ROUNDS, Long.MAX_VALUE);
        }
    }

    /** @param args for how many seconds */
    public static void main(String[] args) throws Exception {
        long seconds = Long.parseLong(args[0]);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (TalkingBot bot = new TalkingBot(Files.createTempDirectory("fuzz"), Map.of())) {
            run(bot, new Random(seed), Long.MAX_VALUE, System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
        }
        System.out.println("nothing found");
    }

    private static void run(TalkingBot bot, Random random, long rounds, long end) {
        bot.says("add monitor backup heartbeat every 1h secret s3cret");
        bot.says("add monitor night heartbeat every 1h group core token " + TOKEN);
        Intake intake = new Intake(bot.bot().watching(), bot.assembly.clock());
        for (long i = 0; i < rounds && System.nanoTime() < end; i++) {
            request(bot, intake, random);
        }
    }

    private static void request(TalkingBot bot, Intake intake, Random random) {
        byte[] body = mutated(random, BODIES.get(random.nextInt(BODIES.size())).getBytes(StandardCharsets.UTF_8));
        boolean signed = random.nextInt(3) == 0;
        String path = signed ? "/heartbeat/backup" : mutated(random, PATHS.get(random.nextInt(PATHS.size())));
        Map<String, String> headers = new HashMap<>();
        headers.put(random.nextBoolean() ? "x-hub-signature" : "x-hub-signature-256",
                signed ? "" : mutated(random, "sha1=" + "0".repeat(40)));
        if (signed) {
            headers.clear();
            headers.put("x-hub-signature", Reporter.sign("HmacSHA1", "s3cret", body));
        }
        headers.put("authorization", mutated(random, "Bearer " + TOKEN));
        Map<String, String> query = Map.of(
                "success", mutated(random, "true"), "duration", mutated(random, "15ms"), "ping", mutated(random, "1.5"),
                "rid", random.nextBoolean() ? "" : mutated(random, TOKEN), "msg", mutated(random, "OK"));
        String method = List.of("GET", "POST", "HEAD", "PUT").get(random.nextInt(4));
        if (!Intake.takes(path)) {
            return;
        }
        Map<String, Pulse> before = pulses(bot);
        Route.Answer answer =
                intake.answer(path, new Route.Request(method, Map.of(), query, headers, ""), body);

        assertThat(ANSWERS).as("%s %s", method, path).contains(answer.status());
        boolean told = answer.status() == 200;
        boolean known = signed || path.contains(TOKEN) || String.valueOf(headers.get("authorization")).contains(TOKEN);
        if (!told || !known) {
            assertThat(pulses(bot)).as("%s %s", method, path).isEqualTo(before);
        }
    }

    private static Map<String, Pulse> pulses(TalkingBot bot) {
        Map<String, Pulse> pulses = new HashMap<>();
        for (MonitorView view : bot.bot().watching().monitors()) {
            pulses.put(view.monitor().name(), view.pulse());
        }
        return pulses;
    }

    private static String mutated(Random random, String text) {
        return new String(mutated(random, text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** Some bytes changed, put in, taken out or said again; now and then none. */
    private static byte[] mutated(Random random, byte[] bytes) {
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int i = random.nextInt(4); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.insert(at, (char) random.nextInt(256));
                case 2 -> text.deleteCharAt(at);
                case 3 ->
                        text.insert(at, List.of("/", "%", "..", "{", "\"", "9", "e9", "\u00ff").get(random.nextInt(8)));
                default -> text.append(text, at, text.length());
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
