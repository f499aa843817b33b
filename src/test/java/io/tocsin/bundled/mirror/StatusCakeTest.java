package io.tocsin.bundled.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bundled.mirror.FakeApi.Answer;
import io.tocsin.bundled.mirror.FakeApi.Asked;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** StatusCake's API of version 1, asked and answered as its guides have it. */
@Timeout(120)
final class StatusCakeTest {

    static String check(String id, String name, String status, boolean paused) {
        return """
                {"id":"%s","name":"%s","website_url":"https://%s.example.com","test_type":"HTTP","check_rate":300,
                 "contact_groups":[],"paused":%s,"status":"%s","tags":["web"],"uptime":99.9}"""
                .formatted(id, name, name, paused, status);
    }

    static String page(int page, int pages, String... checks) {
        return "{\"data\":[" + String.join(",", checks) + "],\"metadata\":{\"page\":" + page
                + ",\"per_page\":100,\"page_count\":" + pages + ",\"total_count\":" + checks.length + "}}";
    }

    private static final Function<Asked, Answer> THREE_PAGES = asked -> {
        int page = Integer.parseInt(asked.path().replaceFirst(".*page=", ""));
        return Answer.ok(page(page, 3, check("6" + page, "shop" + page, page == 2 ? "down" : "up", page == 3)))
                .with("x-ratelimit-limit", "5, 60;w=60, 5;w=1")
                .with("x-ratelimit-remaining", "4")
                .with("x-ratelimit-reset", "1");
    };

    @Test
    void allPagesAreAskedForByNumber() throws Exception {
        try (MirrorRig rig = new MirrorRig("statuscake", THREE_PAGES)) {
            assertThat(rig.seen("61")).isEqualTo("UP");
            assertThat(rig.seen("shop2")).isEqualTo("DOWN: StatusCake sees it down");
            assertThat(rig.seen("https://shop3.example.com")).isEqualTo("UNKNOWN: it is paused at StatusCake");

            assertThat(rig.paths()).containsExactly("/base/uptime?limit=100&page=1", "/base/uptime?limit=100&page=2",
                    "/base/uptime?limit=100&page=3");
            assertThat(rig.api.asked()).allSatisfy(asked -> {
                assertThat(asked.method()).isEqualTo("GET");
                assertThat(asked.authorization()).isEqualTo("Bearer " + MirrorRig.KEY);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "up   | false | UP",
        "down | false | DOWN: StatusCake sees it down",
        "down | true  | UNKNOWN: it is paused at StatusCake",
        "''   | false | UNKNOWN: StatusCake has not looked at it yet",
        "soft | false | UNKNOWN: StatusCake says \"soft\" of it, which is neither up nor down"})
    void onlyDownIsDown(String word, boolean paused, String seen) throws Exception {
        try (MirrorRig rig = new MirrorRig("statuscake",
                asked -> Answer.ok(page(1, 1, check("1", "shop", word, paused))))) {
            assertThat(rig.seen("shop")).isEqualTo(seen);
        }
    }

    /** Five requests a second: what is left says when the next page may be asked for. */
    @Test
    void aLimitOfASecondIsWaitedFor() throws Exception {
        try (MirrorRig rig = new MirrorRig("statuscake", THREE_PAGES)) {
            rig.api.answers(asked -> THREE_PAGES.apply(asked).with("x-ratelimit-remaining", "0"));
            assertThat(rig.seen("shop1")).isEqualTo("UP");
            assertThat(rig.paths()).hasSize(3);
        }
    }
}
