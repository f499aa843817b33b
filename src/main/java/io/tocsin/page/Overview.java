package io.tocsin.page;

import io.tocsin.incident.Incident;
import io.tocsin.incident.IncidentStore;
import io.tocsin.spi.Route.Answer;
import io.tocsin.watch.MonitorView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The page of all monitors. A few are listed in full, by group; of many, those that are not well, and each group as counts
 * that lead to its monitors.
 */
final class Overview {

    private static final int INCIDENTS = 10;
    private static final int NAMES = 100;

    private final Scene scene;

    Overview(Scene scene) {
        this.scene = scene;
    }

    Answer answer(Wanted wanted) {
        List<MonitorView> views = scene.context().watching().monitors().stream().filter(wanted::fits).toList();
        Map<State, Integer> counts = State.count(views);
        String title = title(counts, views.size());
        Layout layout = new Layout(scene, title);
        Html html = layout.html();
        banner(html, wanted, title, counts);
        if (wanted.filters()) {
            listed(html, wanted, views.stream().sorted(Rows.WORST).toList());
        } else {
            all(html, wanted, views);
        }
        return layout.answer(200);
    }

    private String title(Map<State, Integer> counts, int all) {
        int bad = counts.keySet().stream().filter(State::noteworthy).mapToInt(counts::get).sum();
        if (all == 0) {
            return scene.say("page.nothing");
        }
        return bad == 0 ? scene.say("page.well", all) : scene.say("page.not-well", bad, all);
    }

    private void banner(Html html, Wanted wanted, String title, Map<State, Integer> counts) {
        State worst = counts.keySet().stream().filter(State::noteworthy).findFirst().orElse(State.UP);
        html.open("section", "class", "banner " + worst.word()).leaf("h1", title);
        if (wanted.filters()) {
            html.open("p");
            wanted.group().ifPresent(group -> filter(html, "page.group", group(group)));
            wanted.tag().ifPresent(tag -> filter(html, "page.tag", tag));
            wanted.monitor().ifPresent(monitor -> filter(html, "page.monitor", monitor));
            if (!wanted.states().isEmpty()) {
                filter(html, "page.state",
                        String.join(", ", wanted.states().stream().map(State::name).map(scene::state).toList()));
            }
            html.leaf("a", scene.say("page.all"), "href", "/").close("p");
        } else if (!counts.isEmpty()) {
            html.open("ul", "class", "counts");
            counts.forEach((state, count) -> {
                html.open("li").open("a", "href", "/?state=" + state.word());
                state.label(html, scene.say("page.count", count, scene.state(state.name())));
                html.close("a").close("li");
            });
            html.close("ul");
        }
        html.close("section");
    }

    private void filter(Html html, String key, String value) {
        html.text(scene.say(key) + " ").foreign(Html.brief(value, NAMES)).text(" \u00b7 ");
    }

    private String group(String name) {
        return name.isEmpty() ? scene.say("page.no-group") : name;
    }

    private void all(Html html, Wanted wanted, List<MonitorView> views) {
        Map<String, List<MonitorView>> groups = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        views.forEach(view -> groups.computeIfAbsent(view.monitor().group(), name -> new ArrayList<>()).add(view));
        if (wanted.offset() == 0) {
            trouble(html, views);
        }
        if (views.size() <= Wanted.ROWS) {
            groups.forEach((name, members) -> {
                html.open("section").leaf("h2", Html.brief(group(name), NAMES), "dir", "auto");
                new Rows(scene, html).monitors(
                        scene.say("page.of-group", group(name)), members.stream().sorted(Rows.NAME).toList());
                html.close("section");
            });
        } else {
            counted(html, wanted, groups);
        }
        if (wanted.offset() == 0) {
            incidents(html);
        }
    }

    /** Those that are not well, in full, where they could be overlooked. */
    private void trouble(Html html, List<MonitorView> views) {
        List<MonitorView> bad =
                views.stream().filter(view -> State.of(view).noteworthy()).sorted(Rows.WORST).toList();
        if (bad.isEmpty()) {
            return;
        }
        html.open("section").leaf("h2", scene.say("page.trouble"));
        new Rows(scene, html).monitors(scene.say("page.trouble"), bad.stream().limit(Wanted.ROWS).toList());
        if (bad.size() > Wanted.ROWS) {
            html.open("p").leaf("a", scene.say("page.more", bad.size() - Wanted.ROWS), "href", "/?state=trouble&page=2")
                    .close("p");
        }
        html.close("section");
    }

    private void counted(Html html, Wanted wanted, Map<String, List<MonitorView>> groups) {
        Rows rows = new Rows(scene, html);
        html.open("section").leaf("h2", scene.say("page.groups")).open("div", "class", "wide").open("table");
        html.leaf("caption", scene.say("page.groups"));
        rows.heads("page.group", "page.monitors", "page.states");
        groups.entrySet().stream().skip(wanted.offset()).limit(Wanted.ROWS).forEach(group -> {
            String address = "/?group=" + Html.encoded(group.getKey());
            html.open("tr").open("th", "scope", "row").open("a", "href", address)
                    .foreign(Html.brief(group(group.getKey()), NAMES)).close("a").close("th");
            html.leaf("td", scene.say("page.number-of", group.getValue().size()), "class", "n").open("td");
            State.count(group.getValue()).forEach((state, count) -> {
                state.label(html, scene.say("page.count", count, scene.state(state.name())));
                html.text(" ");
            });
            html.close("td").close("tr");
        });
        html.close("tbody").close("table").close("div");
        pages(html, wanted, groups.size());
        html.close("section");
    }

    private void listed(Html html, Wanted wanted, List<MonitorView> views) {
        html.open("section").leaf("h2", scene.say("page.monitors"));
        new Rows(scene, html).monitors(
                scene.say("page.monitors"), views.stream().skip(wanted.offset()).limit(Wanted.ROWS).toList());
        pages(html, wanted, views.size());
        html.close("section");
    }

    private void pages(Html html, Wanted wanted, int count) {
        int page = wanted.offset() / Wanted.ROWS + 1;
        int last = (count + Wanted.ROWS - 1) / Wanted.ROWS;
        if (last <= 1 && page == 1) {
            return;
        }
        html.open("nav", "aria-label", scene.say("page.pages")).open("p");
        if (page > 1) {
            html.leaf("a", scene.say("page.back"), "rel", "prev", "href", wanted.at("/", "page=" + (page - 1)));
        }
        html.text(" " + scene.say("page.page-of", page, Math.max(1, last)) + " ");
        if (page < last) {
            html.leaf("a", scene.say("page.on"), "rel", "next", "href", wanted.at("/", "page=" + (page + 1)));
        }
        html.close("p").close("nav");
    }

    private void incidents(Html html) {
        List<Incident> newest = scene.context().database().read(tx -> IncidentStore.newest(tx, INCIDENTS));
        html.open("section").leaf("h2", scene.say("page.incidents"));
        if (newest.isEmpty()) {
            html.leaf("p", scene.say("page.no-incidents"));
        } else {
            new Rows(scene, html).incidents(newest, true);
        }
        html.close("section");
    }
}
