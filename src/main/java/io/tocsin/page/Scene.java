package io.tocsin.page;

import io.tocsin.incident.Uptime;
import io.tocsin.incident.Uptime.Share;
import io.tocsin.spi.Phrase;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Words;
import io.tocsin.watch.MonitorView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What pages look at, at one moment. */
record Scene(Sight sight, Instant now) {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss zzz", Locale.ENGLISH);

    static Scene now(Sight sight) {
        return new Scene(sight, sight.clock().instant());
    }

    Catalogue words() {
        return sight.words();
    }

    String say(String key, Object... values) {
        return sight.words().say(key, values);
    }

    /** A length of time in words. */
    String length(Duration length) {
        return words().say(Words.length(length));
    }

    /** The moment itself, with the zone. */
    String moment() {
        return MOMENT.format(now.atZone(sight.zone()));
    }

    /** A moment for people, which programs can read, too. */
    void time(Html html, Instant moment) {
        html.leaf("time", Words.time(moment, now, sight.zone()), "datetime", iso(moment));
    }

    static String iso(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Since when and how much of that each of these monitors was well, by their ids. */
    Map<String, Uptime> uptimes(List<MonitorView> views) {
        return sight.database().read(tx -> {
            Map<String, Uptime> uptimes = new HashMap<>();
            for (MonitorView view : views) {
                uptimes.put(view.monitor().id(),
                        Uptime.read(tx, view.monitor(), view.standing().status(), now));
            }
            return uptimes;
        });
    }

    Share share(Uptime uptime, Duration length) {
        return uptime.during(new Uptime.Span(now.minus(length), now));
    }

    /** Such as {@code 99.983 %}, which is 100 only where nothing was bad; a dash where nobody looked. */
    String percent(Share share) {
        return share.watched().isZero() ? "\u2013" : say("page.percent", digits(share));
    }

    /** The share in percent, rounded down to three places. */
    static BigDecimal rounded(Share share) {
        return BigDecimal.valueOf(share.percent()).setScale(3, RoundingMode.DOWN);
    }

    private static String digits(Share share) {
        BigDecimal plain = rounded(share).stripTrailingZeros();
        return plain.toPlainString();
    }

    String phrase(Phrase phrase, int most) {
        return Html.brief(words().say(phrase), most);
    }
}
