package io.tocsin.page;

import io.tocsin.incident.Incident;
import io.tocsin.incident.Mute;
import io.tocsin.incident.Uptime;
import io.tocsin.maintenance.Run;
import io.tocsin.monitor.Discretion;
import io.tocsin.monitor.Seen;
import io.tocsin.text.Words;
import io.tocsin.watch.MonitorView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables that several pages have. */
final class Rows {

    static final Comparator<MonitorView> NAME =
            Comparator.comparing(view -> view.monitor().name(), String.CASE_INSENSITIVE_ORDER);

    /** The worst first. */
    static final Comparator<MonitorView> WORST = Comparator.comparing(State::of).thenComparing(NAME);

    private static final int NAMES = 100;
    private static final int TARGETS = 80;
    private static final int REASONS = 160;

    private final Scene scene;
    private final Html html;

    Rows(Scene scene, Html html) {
        this.scene = scene;
        this.html = html;
    }

    /** A row of column heads. */
    void heads(String... keys) {
        html.open("thead").open("tr");
        for (String key : keys) {
            html.leaf("th", scene.say(key), "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
    }

    /** A table of monitors, a row each. */
    void monitors(String caption, List<MonitorView> views) {
        Map<String, Uptime> uptimes = scene.uptimes(views);
        html.open("table", "class", "m").leaf("caption", caption);
        heads("page.state", "page.monitor", "page.what", "page.response", "page.uptime-30d");
        for (MonitorView view : views) {
            html.open("tr").open("td");
            State.of(view).label(html, scene.state(view.shown()));
            html.close("td").open("th", "scope", "row");
            link(view.monitor().name());
            html.open("small").foreign(Html.brief(view.monitor().target(), TARGETS)).close("small").close("th");
            html.open("td", "class", "what");
            what(view);
            html.close("td").open("td", "class", "n").text(response(view)).close("td");
            html.open("td", "class", "n")
                    .text(scene.percent(scene.share(
                            uptimes.getOrDefault(view.monitor().id(), nobody()), LookBack.MONTH.length())))
                    .close("td").close("tr");
        }
        html.close("tbody").close("table");
    }

    private Uptime nobody() {
        return new Uptime(scene.now(), List.of(), List.of(), List.of());
    }

    void link(String monitor) {
        html.open("a", "href", address(monitor)).foreign(Html.brief(monitor, NAMES)).close("a");
    }

    static String address(String monitor) {
        return "/monitors/" + Html.encoded(monitor);
    }

    /** What is wrong and what was done about it, one after the other. */
    private void what(MonitorView view) {
        List<String> known = new ArrayList<>();
        view.monitor().refused().ifPresent(why -> known.add(scene.phrase(why, REASONS)));
        view.incident().ifPresent(incident -> {
            known.add(scene.phrase(Discretion.cause(incident.cause()), REASONS));
            known.add(scene.say("page.incident-for", number(incident), scene.length(incident.length(scene.now()))));
            incident.acknowledged().ifPresent(ack -> known.add(
                    scene.say("page.acknowledged", Html.brief(ack.by().name(), NAMES))));
        });
        view.mute().ifPresent(mute -> known.add(muted(mute)));
        view.maintenance().ifPresent(run -> known.add(maintained(run)));
        for (int i = 0; i < known.size(); i++) {
            html.text(i == 0 ? "" : " \u00b7 ").foreign(known.get(i));
        }
    }

    String maintained(Run run) {
        return scene.say("page.maintained", Words.time(run.span().to(), scene.now(), scene.context().zone()));
    }

    String muted(Mute mute) {
        return mute.until()
                .map(until -> scene.say("page.muted-for", scene.length(Duration.between(scene.now(), until))))
                .orElseGet(() -> scene.say("page.muted"));
    }

    static String number(Incident incident) {
        return "#" + incident.number();
    }

    /** How long the last check took; of a program that reports by itself, how long ago that was. */
    private String response(MonitorView view) {
        if (view.monitor().expected().isPresent()) {
            return view.pulse().beat()
                    .map(beat -> scene.say("page.ago", scene.length(Duration.between(beat, scene.now()))))
                    .orElse("\u2013");
        }
        Optional<Seen> answered = view.last().filter(seen -> !seen.time().isZero());
        return answered.map(seen -> scene.length(seen.time())).orElse("\u2013");
    }

    /**
     * A table of incidents.
     *
     * @param named whether each says which monitor it is of
     */
    void incidents(List<Incident> incidents, boolean named) {
        html.open("div", "class", "wide").open("table").leaf("caption", scene.say("page.incidents"));
        if (named) {
            heads("page.number", "page.state", "page.monitor", "page.began", "page.lasted", "page.reason");
        } else {
            heads("page.number", "page.state", "page.began", "page.lasted", "page.reason");
        }
        for (Incident incident : incidents) {
            html.open("tr").leaf("th", number(incident), "scope", "row").open("td");
            state(incident).label(html, scene.state(incident.state().name()));
            html.close("td");
            if (named) {
                html.open("td");
                name(incident);
                html.close("td");
            }
            html.open("td");
            scene.time(html, incident.openedAt());
            html.close("td").leaf("td", scene.length(incident.length(scene.now()))).open("td", "class", "what");
            html.foreign(scene.phrase(Discretion.cause(incident.cause()), REASONS));
            incident.acknowledged().ifPresent(ack -> html.text(
                    " \u00b7 " + scene.say("page.acknowledged", Html.brief(ack.by().name(), NAMES))));
            html.close("td").close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private static State state(Incident incident) {
        return switch (incident.state()) {
            case DOWN -> State.DOWN;
            case DEGRADED -> State.DEGRADED;
            case FLAPPING -> State.FLAPPING;
            case RECOVERED -> State.UP;
            case UNWATCHED -> State.PAUSED;
        };
    }

    /** A monitor that is gone, or has another name now, has no page of this name. */
    private void name(Incident incident) {
        Optional<String> present =
                scene.context().watching().monitorById(incident.monitorId()).map(view -> view.monitor().name());
        present.ifPresentOrElse(this::link, () -> html.foreign(Html.brief(incident.monitor(), NAMES)));
    }

    /** A short fact. */
    void fact(String key, Runnable value) {
        html.open("div").leaf("dt", scene.say(key)).open("dd");
        value.run();
        html.close("dd").close("div");
    }

    /** When that was, and how long ago. */
    void moment(Instant moment) {
        scene.time(html, moment);
        html.text(", " + scene.say("page.ago", scene.length(Duration.between(moment, scene.now()))));
    }
}
