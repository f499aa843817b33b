package io.tocsin.bundled.speedtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bundled.speedtest.Figure.Unreadable;
import io.tocsin.spi.Result;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Answers of a measuring service that nearly make sense, and expressions that should not have been written: each is read
 * or unreadable, and soon. Run as a program it goes on for as many seconds as its argument says.
 */
final class SpeedTestFuzzTest {

    private static final List<String> ANSWERS = List.of(
            "({state:1,msg:'',result:{ip:'203.0.113.7',httpstate:200,alltime:'212',dnstime:'18',filesize:'2.04KB'}})",
            "alltime:'99999999999.999999999s' filesize:'999999999999.9MB' dnstime:'0' ip:'' httpstate:999",
            "alltime:'\u0661\u0662' alltime:'1e9' alltime:'-1' alltime:''", "alltime:'1", "");
    private static final List<List<String>> FIGURES = List.of(
            List.of("total=alltime:'(.*?)'", "dns=dnstime:'(.*?)'", "size=filesize:'(.*?)'", "ip=ip:'(.*?)'",
                    "status=httpstate:(\\d+)", "first-byte=(\\d)", "speed=(.)"),
            List.of("total=(.*)(.*)(.*)(.*)(.*)1"), List.of("total=((a|')|(:|l))*z"),
            List.of("total=(?s)(.+)+(?=\\1)$"),
            List.of("total=()"), List.of("total=a|(b)"));
    private static final int ROUNDS = 3_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @Test
    @Timeout(120)
    void nearlyRightAnswersAreReadOrUnreadable() {
        run(new Random(7), ROUNDS, Long.MAX_VALUE);
    }

    /** @param args for how many seconds */
    public static void main(String[] args) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        run(new Random(seed), Long.MAX_VALUE,
                System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[0])).toNanos());
        System.out.println("nothing found");
    }

    private static void run(Random random, long rounds, long end) {
        for (long i = 0; i < rounds && System.nanoTime() < end; i++) {
            boolean usual = random.nextInt(20) > 0;
            Reading reading = new Reading(Figure.all(FIGURES.get(usual ? 0 : random.nextInt(FIGURES.size()))));
            String answer = mutated(random, ANSWERS.get(random.nextInt(ANSWERS.size())));
            long start = System.nanoTime();
            try {
                Result result = reading.of(answer);
                assertThat(result.phases().total()).isBetween(0L, Long.MAX_VALUE / 2);
                assertThat(result.phases().download()).isNotNegative();
                assertThat(result.bytes()).isNotNegative();
            } catch (Unreadable unreadable) {
                assertThat(unreadable.reason().key()).startsWith("speedtest.");
                assertThat(unreadable.reason().toString().length()).isLessThan(1_000);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(answer).isLessThan(LONGEST);
        }
    }

    private static String mutated(Random random, String text) {
        StringBuilder mutated = new StringBuilder(text);
        for (int change = random.nextInt(6); change > 0; change--) {
            int at = random.nextInt(mutated.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> mutated.insert(at, (char) random.nextInt(0x3000));
                case 1 -> mutated.delete(at, Math.min(mutated.length(), at + random.nextInt(9)));
                case 2 -> mutated.insert(at, mutated.substring(at / 2, at).repeat(random.nextInt(20)));
                default -> mutated.insert(at, "alltime:'" + random.nextLong() + "'");
            }
            mutated.setLength(Math.min(mutated.length(), 200_000));
        }
        return mutated.toString();
    }
}
