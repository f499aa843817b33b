package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tocsin.spi.Person;
import io.tocsin.text.Width;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One outage, told in four rooms, each in its own language and time zone. */
@Timeout(180)
final class FourLanguagesTest {

    private static final Person ANA = new Person("desk:U1", "ana");
    private static final Pattern TIME = Pattern.compile("(?:\\d{4}-\\d\\d-\\d\\d )?(\\d\\d:\\d\\d:\\d\\d)");
    private static final String ENGLISH = "C1";
    private static final String TAIPEI = "C2";
    private static final String SHANGHAI = "C3";
    private static final String TOKYO = "C4";

    @TempDir
    Path data;

    private Site site;
    private TalkingBot bot;

    @BeforeEach
    void start() throws Exception {
        site = new Site();
        bot = new TalkingBot(data, new TreeMap<>(Map.ofEntries(
                Map.entry("retry-interval", "50ms"), Map.entry("web.enabled", "true"), Map.entry("web.port", "0"),
                Map.entry("room.en", "desk:C1"), Map.entry("room.en.zone", "UTC"),
                Map.entry("room.tw", "desk:C2"), Map.entry("room.tw.zone", "Asia/Taipei"),
                Map.entry("room.tw.language", "zh-TW"),
                Map.entry("room.cn", "desk:C3"), Map.entry("room.cn.zone", "Asia/Shanghai"),
                Map.entry("room.cn.language", "zh-CN"),
                Map.entry("room.jp", "desk:C4"), Map.entry("room.jp.zone", "Asia/Tokyo"),
                Map.entry("room.jp.language", "ja"))));
        bot.says("grant desk:U1 operate");
        bot.says("add monitor shop " + site.url() + " every 1d confirm 1 recover 1 room en room tw room cn room jp");
    }

    @AfterEach
    void stop() {
        bot.close();
        site.close();
    }

    /** The next notice in each room, without what is another at each run. */
    private Map<String, String> notices() throws InterruptedException {
        Map<String, String> notices = new LinkedHashMap<>();
        for (String room : new String[] {ENGLISH, TAIPEI, SHANGHAI, TOKYO}) {
            notices.put(room, bot.notice(room));
        }
        return notices;
    }

    @Test
    void anOutageIsToldInEachRoomsWords() throws Exception {
        site.answers(503);
        bot.says("check shop");
        Map<String, String> down = notices();
        String rest = "\n  x [STATUS] (503) < 400\n  ack 1 | mute shop for 1h | check shop";
        assertThat(plain(down)).containsExactly(
                entry(ENGLISH,
                        "DOWN  shop  #1\n  <address>\n  503 Service Unavailable, 1 of 1 checks since <time>" + rest),
                entry(TAIPEI, "故障  shop  #1\n  <address>\n  503 Service Unavailable，自 <time> 起，1/1 次檢查" + rest),
                entry(SHANGHAI, "故障  shop  #1\n  <address>\n  503 Service Unavailable，自 <time> 起，1/1 次检查" + rest),
                entry(TOKYO, "ダウン  shop  #1\n  <address>\n  503 Service Unavailable、<time> から、チェック 1/1 回" + rest));
        assertThat(time(down, TAIPEI)).isEqualTo(time(down, ENGLISH).plusHours(8));
        assertThat(time(down, SHANGHAI)).isEqualTo(time(down, ENGLISH).plusHours(8));
        assertThat(time(down, TOKYO)).isEqualTo(time(down, ENGLISH).plusHours(9));

        assertThat(bot.says(TOKYO, ANA, "!対応 shop 調査中")).isEqualTo("#1 の対応を記録しました。");
        assertThat(notices()).containsExactly(
                entry(ENGLISH, "ana has acknowledged shop #1: 調査中"), entry(TAIPEI, "ana 已確認 shop #1: 調査中"),
                entry(SHANGHAI, "ana 已确认 shop #1: 調査中"), entry(TOKYO, "ana が shop #1 の対応を始めました: 調査中"));

        bot.pass(Duration.ofMinutes(4));
        site.answers(200);
        bot.says("check shop");
        assertThat(notices()).allSatisfy((room, notice) -> assertThat(notice).contains("  shop  #1  ").contains("ana"));
    }

    @Test
    void questionsAreAnsweredInTheRoomsWords() {
        site.answers(503);
        bot.says("check shop");

        assertThat(bot.says(TAIPEI, ANA, "!狀態"))
                .startsWith("1 個監控項目：1 故障\n  故障  shop  503 Service Unavailable, 已持續 ");
        assertThat(bot.says(SHANGHAI, ANA, "!状态"))
                .startsWith("1 个监控项：1 故障\n  故障  shop  503 Service Unavailable, 已持续 ");
        assertThat(bot.says(TOKYO, ANA, "!ステータス"))
                .startsWith("モニター 1 件: 1 ダウン\n  ダウン  shop  503 Service Unavailable, 継続 ");
        assertThat(bot.says(TAIPEI, ANA, "!靜因 shop")).isEqualTo("不認得「靜因」。您是指：靜音 shop");
        assertThat(bot.says(TOKYO, ANA, "!mute shop for")).isEqualTo("「for」の後には値が必要です: 30s、10m、2h のような時間の長さ。\n"
                + "書き方: mute <monitor>... [for <time>] [until <moment>] [because <text>]\n例: mute shop for 2h");
        assertThat(bot.says(SHANGHAI, ANA, "!静音 shop 直到 明天 09:00")).startsWith("shop 已设为静音，直到 ");
    }

    @Test
    void columnsStandUnderEachOtherThoughIdeographsAreWide() {
        List<String> lines = bot.says(TOKYO, ANA, "!help").lines().toList();
        int column = column(lines, "  mute ミュート", "しばらく通知しない");

        assertThat(column(lines, "  status ステータス", "全体、")).isEqualTo(column);
        assertThat(column(lines, "  maintenance remove メンテナンス削除", "メンテナンスの予定")).isEqualTo(column);
    }

    /** Where a text begins in the line that begins with another, where every letter has the same width. */
    private static int column(List<String> lines, String begin, String text) {
        String line = lines.stream().filter(it -> it.startsWith(begin)).findFirst().orElseThrow();
        return Width.of(line.substring(0, line.indexOf(text)));
    }

    @Test
    void pagesAreInTheLanguageOfWhoeverLooks() throws Exception {
        String japanese = page("/", "ja,en;q=0.5");
        assertThat(japanese).contains("<html lang=\"ja\">").contains("<title>モニターは正常です · Tocsin</title>")
                .contains("<th scope=\"col\">稼働率 (30 日)</th>").contains("</span> 1 正常</span>");

        String chinese = page("/monitors/shop?lang=zh-TW", "ja");
        assertThat(chinese).contains("<html lang=\"zh-TW\">").contains("<title>正常 shop · Tocsin</title>")
                .contains("<h2>回應時間</h2>").contains("href=\"/monitors/shop?span=7d&amp;lang=zh-TW\"")
                .contains("<strong aria-current=\"true\">繁體中文</strong>");
        assertThat(page("/", "")).contains("<html lang=\"en\">");
        assertThat(page("/?lang=dutch", "ja")).contains("「dutch」という言語はありません");
    }

    private String page(String path, String accepted) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Reporter.address(bot) + path));
        if (!accepted.isEmpty()) {
            request.header("Accept-Language", accepted);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private Map<String, String> plain(Map<String, String> notices) {
        Map<String, String> plain = new LinkedHashMap<>();
        notices.forEach((room, notice) -> plain.put(
                room, TIME.matcher(notice.replace(site.url(), "<address>")).replaceAll("<time>")));
        return plain;
    }

    private static LocalTime time(Map<String, String> notices, String room) {
        Matcher time = TIME.matcher(notices.getOrDefault(room, ""));
        assertThat(time.find()).as(room).isTrue();
        return LocalTime.parse(time.group(1));
    }
}
