package io.tocsin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages that change, watched by the whole bot. */
@Timeout(120)
final class ChangeInBotTest {

    private record Page(int status, String text) {}

    @TempDir
    Path data;

    private final AtomicReference<Page> page = new AtomicReference<>(new Page(200, ""));
    private final HttpServer server;
    private TalkingBot bot;

    ChangeInBotTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Page now = page.get();
            byte[] body = now.text().getBytes(UTF_8);
            exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        if (bot != null) {
            bot.close();
        }
        server.stop(0);
    }

    private void start() {
        bot = new TalkingBot(data, Map.of("db.url", ""));
    }

    private void add(String settings) {
        assertThat(bot.says("add monitor series http://127.0.0.1:" + server.getAddress().getPort()
                + "/ type change every 1h confirm 1 recover 1 " + settings)).contains("Watching series every hour");
    }

    private void episodes(String... titles) {
        StringBuilder html = new StringBuilder("<!doctype html><h1>Series</h1><p>seen at ").append(System.nanoTime())
                .append("</p><ul>");
        for (String title : titles) {
            html.append("<li class=episode>").append(title);
        }
        page.set(new Page(200, html + "</ul>"));
    }

    private String check() {
        return bot.says("check series");
    }

    /** What the rooms are told by the next check. */
    private String told() throws InterruptedException {
        check();
        return heard();
    }

    /** The next thing that is told of the monitor; the bot may say something of itself, too. */
    private String heard() throws InterruptedException {
        String notice = bot.notice();
        while (!notice.contains("series") && !notice.equals("no notice came")) {
            notice = bot.notice();
        }
        return notice;
    }

    @Test
    void theNextEpisodeIsToldOnceAlsoAcrossARestart() throws Exception {
        episodes("One", "Two");
        start();
        add("css .episode");
        assertThat(check()).contains("UP").contains(".episode (2) One");
        assertThat(check()).contains("UP");
        episodes("One", "Two", "Three <&amp;");
        String news = told();
        assertThat(news).startsWith("NEWS  series\n  http://127.0.0.1:").endsWith("\n  new: Three <&");
        assertThat(check()).contains("UP");
        bot.close();

        episodes("Two", "Three <&amp;", "Four");
        start();
        assertThat(heard()).startsWith("NEWS  series").endsWith("Four, was One");
        assertThat(check()).contains("UP");
        bot.close();
        start();
        assertThat(check()).contains("UP");
        page.set(new Page(503, ""));
        assertThat(told()).as("nothing was told in between").startsWith("DOWN  series");
        assertThat(bot.says("status")).contains("1 DOWN");
    }

    @Test
    void aPageThatIsDownOrHasLostThePartIsDown() throws Exception {
        episodes("One");
        start();
        add("css .episode");
        check();
        page.set(new Page(404, "<li class=episode>Not found"));
        assertThat(told()).startsWith("DOWN  series").contains("404");
        episodes("One");
        assertThat(told()).startsWith("RECOVERED  series");
        page.set(new Page(200, "<h1>Series</h1>"));
        assertThat(told()).startsWith("DOWN  series").contains("nothing on the page fits .episode");
        episodes("One", "Two");
        check();
        assertThat(heard() + heard()).contains("RECOVERED  series", "new: Two");
    }

    @Test
    void whatIsToBeIgnoredIsAndWhatChangesDuringAMuteIsToldAfterIt() throws Exception {
        episodes("One, 12 views");
        start();
        add("css .episode ignore \"\\\\d+ views\"");
        check();
        episodes("One, 13 views");
        check();
        bot.says("mute series for 1h");
        episodes("One, 14 views", "Two, 1 views");
        check();
        episodes("One, 15 views", "Two, 2 views", "Three, 0 views");
        check();
        bot.says("unmute series");
        assertThat(told()).startsWith("NEWS  series").contains("\n  new: Two,\n  new: Three,").doesNotContain("views");
    }

    @Test
    void anotherPartIsBegunAnewAndALookIsNotRemembered() throws Exception {
        page.set(new Page(200, "{\"episodes\":[{\"title\":\"One\"}],\"price\":12.50}"));
        start();
        add("json .price");
        check();
        page.set(new Page(200, "{\"episodes\":[{\"title\":\"One\"}],\"price\":11}"));
        assertThat(told()).endsWith("\n  11, was 12.50");
        bot.says("edit monitor series json .episodes[*].title");
        check();
        page.set(new Page(200, "{\"episodes\":[{\"title\":\"One\"},{\"title\":\"Two\"}],\"price\":11}"));
        assertThat(bot.says("test http://127.0.0.1:" + server.getAddress().getPort()
                + "/ type change json .episodes[*].title")).contains(".episodes[*].title (2) One");
        assertThat(told()).endsWith("\n  new: Two");
        page.set(new Page(200, "<html>"));
        assertThat(told()).startsWith("DOWN  series");
    }
}
