package io.tocsin.page;

import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentStore;
import io.tocsin.incident.Uptime;
import io.tocsin.incident.Uptime.Share;
import io.tocsin.monitor.Discretion;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.Seen;
import io.tocsin.spi.Message.ConditionLine;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Route.Answer;
import io.tocsin.status.BadResults;
import io.tocsin.status.History;
import io.tocsin.watch.MonitorView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of one monitor: how it stands, what was, in pictures and in tables. */
final class MonitorPage {

    private static final int INCIDENTS = 20;
    private static final int CHECKS = 20;
    private static final int BAD = 10;
    private static final int LONGEST = 300;

    private final Scene scene;
    private final MonitorView view;
    private final Monitor monitor;
    private final Layout layout;
    private final Html html;
    private final Rows rows;

    MonitorPage(Scene scene, MonitorView view) {
        this.scene = scene;
        this.view = view;
        this.monitor = view.monitor();
        this.layout = new Layout(scene, scene.state(view.shown()) + " " + Html.brief(monitor.name(), LONGEST));
        this.html = layout.html();
        this.rows = new Rows(scene, html);
    }

    Answer answer(LookBack span) {
        html.open("section", "class", "banner " + State.of(view).word());
        html.open("h1").foreign(Html.brief(monitor.name(), LONGEST)).text(" ");
        State.of(view).label(html, scene.state(view.shown()));
        html.close("h1").open("p").foreign(Html.brief(monitor.target(), LONGEST)).close("p").close("section");
        trouble();
        facts();
        times(span);
        uptime();
        incidents();
        checks();
        return layout.answer(200);
    }

    private void section(String title) {
        html.open("section").leaf("h2", scene.say(title));
    }

    private void trouble() {
        monitor.refused().ifPresent(why -> html.open("section").open("p")
                .foreign(scene.phrase(why, LONGEST)).close("p").close("section"));
        view.incident().ifPresent(incident -> {
            html.open("section").leaf("h2", scene.say(
                    "page.open-incident", Rows.number(incident), scene.length(incident.length(scene.now()))));
            html.open("p").foreign(scene.phrase(Discretion.cause(incident.cause()), LONGEST)).close("p");
            conditions(incident.conditions());
            html.leaf("p", incident.acknowledged()
                    .map(ack -> scene.say("page.acknowledged", Html.brief(ack.by().name(), LONGEST))
                            + (ack.text().isEmpty() ? "" : ": " + Html.brief(ack.text(), LONGEST)))
                    .orElseGet(() -> scene.say("page.not-acknowledged")));
            html.close("section");
        });
    }

    private void conditions(List<ConditionLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        html.open("ul", "class", "conditions");
        for (ConditionLine line : lines) {
            State state = line.passed() ? State.UP : line.warning() ? State.DEGRADED : State.DOWN;
            html.open("li");
            state.label(html, scene.say(line.passed() ? "page.held" : "page.failed"));
            html.text(" ").open("code").foreign(Html.brief(Discretion.condition(line), LONGEST)).close("code")
                    .close("li");
        }
        html.close("ul");
    }

    private void facts() {
        section("page.now");
        html.open("dl");
        rows.fact("page.since", () -> rows.moment(view.standing().since()));
        rows.fact("page.checked", () -> html.text(scene.words().say(monitor.schedule().words())));
        view.pulse().beat().ifPresent(beat -> rows.fact("page.heard", () -> rows.moment(beat)));
        view.last().ifPresent(seen -> rows.fact("page.last-check", () -> rows.moment(seen.began())));
        scene.context().watching().next(monitor.id())
                .ifPresent(next -> rows.fact("page.next-check", () -> scene.time(html, next)));
        if (!monitor.group().isEmpty()) {
            rows.fact("page.group", () -> html.open("a", "href", "/?group=" + Html.encoded(monitor.group()))
                    .foreign(monitor.group()).close("a"));
        }
        monitor.tags().forEach(tag -> rows.fact("page.tag",
                () -> html.open("a", "href", "/?tag=" + Html.encoded(tag)).foreign(tag).close("a")));
        view.mute().ifPresent(mute -> rows.fact("page.mute", () -> html.text(rows.muted(mute))));
        view.maintenance().ifPresent(
                run -> rows.fact("page.maintenance", () -> html.foreign(run.name()).text(" " + rows.maintained(run))));
        html.close("dl");
        view.last().ifPresent(this::last);
        html.close("section");
    }

    private void last(Seen seen) {
        seen.verdict().failure().ifPresent(
                why -> html.open("p").foreign(scene.phrase(Discretion.cause(why), LONGEST)).close("p"));
        conditions(seen.conditions());
        List<String> parts = new ArrayList<>();
        Phases phases = seen.result().phases();
        part(parts, "page.dns", phases.dns());
        part(parts, "page.connect", phases.connect());
        part(parts, "page.tls", phases.tls());
        part(parts, "page.first-byte", phases.firstByte());
        part(parts, "page.download", phases.download());
        if (!parts.isEmpty()) {
            html.leaf("p", scene.say("page.took", scene.length(seen.time()), String.join(", ", parts)));
        }
    }

    private void part(List<String> parts, String key, long nanos) {
        if (nanos > 0) {
            parts.add(scene.say("page.part", scene.say(key), scene.length(Duration.ofNanos(nanos))));
        }
    }

    private void times(LookBack span) {
        section("page.times");
        html.open("nav", "aria-label", scene.say("page.span")).open("p");
        for (LookBack other : LookBack.TIMES) {
            if (other == span) {
                html.leaf("strong", other.word(), "aria-current", "true");
            } else {
                html.leaf("a", other.word(), "href", Rows.address(monitor.name()) + "?span=" + other.word());
            }
            html.text(" ");
        }
        html.close("p").close("nav");
        Instant from = scene.now().minus(span.length());
        History history = scene.context().history();
        History.Summary whole = history.summary(monitor.id(), from, scene.now());
        if (whole.checks() == 0) {
            html.leaf("p", scene.say("page.no-checks", span.word()));
        } else {
            String words = scene.say("page.responses", whole.checks(), whole.failures(),
                    scene.length(whole.median()), scene.length(whole.p95()), scene.length(whole.longest()));
            new TimesGraph(scene, from, span)
                    .draw(html, words, history.parts(monitor.id(), from, scene.now(), span.parts()));
            html.leaf("p", words);
        }
        html.close("section");
    }

    private void uptime() {
        Uptime uptime = scene.uptimes(List.of(view)).getOrDefault(
                monitor.id(), new Uptime(scene.now(), List.of(), List.of(), List.of()));
        section("page.uptime");
        new UptimeBars(scene).draw(html, uptime);
        html.open("div", "class", "wide").open("table").leaf("caption", scene.say("page.uptime"));
        rows.heads("page.span", "page.share", "page.bad", "page.incidents");
        for (LookBack span : LookBack.UPTIME) {
            Share share = scene.share(uptime, span.length());
            html.open("tr").leaf("th", span.word(), "scope", "row").leaf("td", scene.percent(share), "class", "n");
            html.leaf("td", share.bad().isZero() ? "\u2013" : scene.length(share.bad()), "class", "n");
            html.leaf("td", scene.say("page.number-of", share.incidents()), "class", "n").close("tr");
        }
        html.close("tbody").close("table").close("div");
        html.open("p").text(scene.say("page.watched-since") + " ");
        rows.moment(uptime.since());
        html.close("p").close("section");
    }

    private void incidents() {
        List<Incident> newest =
                scene.context().database().read(tx -> IncidentStore.newestOf(tx, monitor.id(), INCIDENTS));
        section("page.incidents");
        if (newest.isEmpty()) {
            html.leaf("p", scene.say("page.no-incidents"));
        } else {
            rows.incidents(newest, false);
        }
        html.close("section");
    }

    private void checks() {
        List<History.Minute> minutes = scene.context().history().newest(monitor.id(), CHECKS);
        section("page.checks");
        if (minutes.isEmpty()) {
            html.leaf("p", scene.say("page.never-checked")).close("section");
            return;
        }
        html.open("div", "class", "wide").open("table").leaf("caption", scene.say("page.checks-by-minute"));
        rows.heads("page.minute", "page.result", "page.mean", "page.longest");
        for (History.Minute minute : minutes) {
            History.Summary checks = minute.checks();
            html.open("tr").open("th", "scope", "row");
            scene.time(html, minute.at());
            html.close("th").open("td");
            boolean well = checks.failures() == 0;
            (well ? State.UP : State.DOWN).label(html,
                    well
                            ? scene.say("page.good", checks.checks())
                            : scene.say("page.failures", checks.failures(), checks.checks()));
            html.close("td").leaf("td", scene.length(checks.mean()), "class", "n");
            html.leaf("td", scene.length(checks.longest()), "class", "n").close("tr");
        }
        html.close("tbody").close("table").close("div");
        bad();
        html.close("section");
    }

    private void bad() {
        List<BadResults.Kept> kept = scene.context().history().badResults(monitor.id(), BAD);
        if (kept.isEmpty()) {
            return;
        }
        Map<String, State> states = Map.of("DOWN", State.DOWN, "DEGRADED", State.DEGRADED);
        html.leaf("h3", scene.say("page.bad-checks"));
        html.open("div", "class", "wide").open("table").leaf("caption", scene.say("page.bad-checks"));
        rows.heads("page.at", "page.state", "page.response", "page.reason");
        for (BadResults.Kept result : kept) {
            html.open("tr").open("th", "scope", "row");
            scene.time(html, result.at());
            html.close("th").open("td");
            states.getOrDefault(result.level().name(), State.UP).label(html, scene.state(result.level().name()));
            html.close("td").leaf("td", scene.length(result.time()), "class", "n").open("td", "class", "what");
            html.foreign(scene.phrase(Discretion.cause(result.cause()), LONGEST)).close("td").close("tr");
        }
        html.close("tbody").close("table").close("div");
    }
}
