package io.tocsin.page;

import io.tocsin.incident.Uptime;
import io.tocsin.incident.Uptime.Share;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A bar a day: full where all was well, and from the ground as much in another colour as was bad. */
final class UptimeBars {

    private static final int DAYS = 90;
    private static final int STEP = 8;
    private static final int WIDTH = 6;
    private static final int HEIGHT = 34;

    /** A bad minute must be seen, too. */
    private static final int LEAST = 8;

    private final Scene scene;

    UptimeBars(Scene scene) {
        this.scene = scene;
    }

    void draw(Html html, Uptime uptime) {
        ZoneId zone = scene.context().zone();
        LocalDate today = scene.now().atZone(zone).toLocalDate();
        html.open("svg", "class", "days", "viewBox", "0 0 " + (DAYS * STEP - 2) + " " + HEIGHT, "role", "img",
                "aria-label", scene.say("page.days", DAYS), "xmlns", "http://www.w3.org/2000/svg");
        for (int i = 0; i < DAYS; i++) {
            LocalDate day = today.minusDays(DAYS - 1L - i);
            Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
            Share share = uptime.during(new Uptime.Span(
                    day.atStartOfDay(zone).toInstant(), end.isBefore(scene.now()) ? end : scene.now()));
            bar(html, i * STEP, day, share);
        }
        html.close("svg");
    }

    private void bar(Html html, int x, LocalDate day, Share share) {
        if (share.watched().isZero()) {
            rect(html, "none", x, HEIGHT - 4, 4);
            return;
        }
        html.open("g").leaf("title", scene.say("page.day", day.toString(), scene.percent(share), share.incidents()));
        rect(html, "good", x, 0, HEIGHT);
        if (!share.bad().isZero()) {
            int bad = (int) Math.clamp(HEIGHT * (1 - share.percent() / 100), LEAST, HEIGHT);
            rect(html, "bad", x, HEIGHT - bad, bad);
        }
        html.close("g");
    }

    private static void rect(Html html, String kind, int x, int y, int height) {
        html.empty("rect", "class", kind, "x", String.valueOf(x), "y", String.valueOf(y), "width",
                String.valueOf(WIDTH), "height", String.valueOf(height));
    }
}
