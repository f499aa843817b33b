package io.tocsin.page;

import io.tocsin.incident.Uptime;
import io.tocsin.incident.Uptime.Share;
import io.tocsin.maintenance.MaintenanceHistory;
import io.tocsin.maintenance.WindowStore;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Route;
import io.tocsin.text.Catalogue;
import io.tocsin.text.Language;
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
import java.util.Optional;

/**
 * What pages look at, at one moment, and how it is told.
 *
 * @param language of whoever looks
 * @param chosen whether the address says the language, so that the addresses on the page say it, too
 */
record Scene(PageContext context, Instant now, Language language, boolean chosen) {

    /** The parameter that says a language. */
    static final String LANGUAGE = "lang";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss zzz", Locale.ENGLISH);

    /** What the address says, else what the browser likes best, else the bot's. */
    static Scene of(PageContext context, Route.Request request) {
        Optional<Language> chosen = Optional.ofNullable(request.query().get(LANGUAGE)).flatMap(Language::find);
        Language language = chosen
                .or(() -> Language.accepted(request.headers().getOrDefault("accept-language", "")))
                .orElse(context.usual());
        return new Scene(context, context.clock().instant(), language, chosen.isPresent());
    }

    /** What an address of ours needs so that what is there is told in the same language. */
    String kept() {
        return chosen ? LANGUAGE + "=" + language.tag() : "";
    }

    Catalogue words() {
        return language.words();
    }

    String say(String key, Object... values) {
        return words().say(key, values);
    }

    /** A length of time in words. */
    String length(Duration length) {
        return words().say(Words.length(length));
    }

    /** The moment itself, with the zone. */
    String moment() {
        return MOMENT.format(now.atZone(context.zone()));
    }

    /** A moment for people, which programs can read, too. */
    void time(Html html, Instant moment) {
        html.leaf("time", Words.time(moment, now, context.zone()), "datetime", iso(moment));
    }

    static String iso(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Since when and how much of that each of these monitors was well, by their ids. */
    Map<String, Uptime> uptimes(List<MonitorView> views) {
        return context.database().read(tx -> {
            MaintenanceHistory runs = WindowStore.soFar(tx);
            Map<String, Uptime> uptimes = new HashMap<>();
            for (MonitorView view : views) {
                uptimes.put(view.monitor().id(),
                        Uptime.read(tx, runs, view.monitor(), view.standing().status(), now));
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

    /** How something stands, in a word. */
    String state(String state) {
        return words().say(Words.state(state));
    }

    String phrase(Phrase phrase, int most) {
        return Html.brief(words().say(phrase), most);
    }
}
