package io.tocsin.page;

import io.tocsin.status.History.Summary;
import io.tocsin.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A small picture of response times: a line of the means under the longest, and a cross where checks failed. */
final class TimesGraph {

    private static final int LEFT = 52;
    private static final int RIGHT = 712;
    private static final int TOP = 12;
    private static final int BOTTOM = 150;
    private static final int CROSSES = 162;

    /** One long check must not press all others to the ground. */
    private static final int OUTLIER = 6;

    private static final int GAP = 4;

    private final Scene scene;
    private final Instant from;
    private final LookBack span;
    private final int count;

    TimesGraph(Scene scene, Instant from, LookBack span) {
        this.scene = scene;
        this.from = from;
        this.span = span;
        this.count = span.parts();
    }

    /** @param words what it shows, for those who do not see it */
    void draw(Html html, String words, List<Summary> parts) {
        long scale = scale(parts);
        html.open("div", "class", "wide");
        html.open("svg", "class", "graph", "viewBox", "0 0 720 188", "role", "img", "aria-label",
                scene.say("page.graph", span.word()) + ": " + words, "xmlns", "http://www.w3.org/2000/svg");
        for (int line = 0; line <= 2; line++) {
            String y = String.valueOf(y(scale * line / 2, scale));
            html.empty("path", "class", "grid", "d", "M" + LEFT + " " + y + "H" + RIGHT);
            label(html, LEFT - 6, Integer.parseInt(y) + 4, "end", scene.length(Duration.ofMillis(scale * line / 2)));
        }
        label(html, LEFT, 184, "start", clock(from));
        label(html, (LEFT + RIGHT) / 2, 184, "middle", clock(from.plus(span.length().dividedBy(2))));
        label(html, RIGHT, 184, "end", clock(scene.now()));
        StringBuilder longest = new StringBuilder();
        StringBuilder means = new StringBuilder();
        StringBuilder crosses = new StringBuilder();
        for (List<Integer> run : runs(parts)) {
            area(longest, run, parts, scale);
            line(means, run, parts, scale);
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).failures() > 0) {
                crosses.append('M').append(x(i) - 3).append(' ').append(CROSSES - 3).append("l6 6m0-6l-6 6");
            }
        }
        html.empty("path", "class", "longest", "d", longest.toString());
        html.empty("path", "class", "mean", "d", means.toString());
        html.empty("path", "class", "cross", "d", crosses.toString()).close("svg").close("div");
        html.open("p", "class", "legend").leaf("span", scene.say("page.legend-mean"), "class", "k mean");
        html.leaf("span", scene.say("page.legend-longest"), "class", "k longest");
        html.leaf("span", scene.say("page.legend-failed"), "class", "k cross").close("p");
    }

    private void label(Html html, int x, int y, String anchor, String text) {
        html.leaf("text", text, "x", String.valueOf(x), "y", String.valueOf(y), "text-anchor", anchor);
    }

    private String clock(Instant moment) {
        return Words.time(moment, scene.now(), scene.context().zone()).replaceFirst(":\\d\\d$", "");
    }

    /** The top of the picture in milliseconds: 1, 2 or 5 and noughts. */
    private static long scale(List<Summary> parts) {
        long mean = parts.stream().mapToLong(part -> part.mean().toMillis()).max().orElse(0);
        long longest = parts.stream().mapToLong(part -> part.longest().toMillis()).max().orElse(0);
        long wanted = Math.max(2, Math.min(longest, Math.max(1, mean) * OUTLIER));
        long power = 1;
        while (power * 10 < wanted) {
            power *= 10;
        }
        for (int step : new int[] {1, 2, 5}) {
            if (power * step >= wanted) {
                return Math.max(2, power * step);
            }
        }
        return power * 10;
    }

    /** Parts in which something was checked; a new row after a time that is long against what lies between checks. */
    private static List<List<Integer>> runs(List<Summary> parts) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).checks() > 0) {
                all.add(i);
            }
        }
        int usual = Integer.MAX_VALUE / GAP;
        for (int i = 1; i < all.size(); i++) {
            usual = Math.min(usual, all.get(i) - all.get(i - 1));
        }
        List<List<Integer>> runs = new ArrayList<>();
        for (int at : all) {
            if (runs.isEmpty() || at - runs.getLast().getLast() > usual * GAP) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(at);
        }
        return runs;
    }

    private void line(StringBuilder path, List<Integer> run, List<Summary> parts, long scale) {
        for (int at : run) {
            path.append(at == run.getFirst() ? 'M' : 'L').append(x(at)).append(' ')
                    .append(y(parts.get(at).mean().toMillis(), scale));
        }
        if (run.size() == 1) {
            path.append("h0");
        }
    }

    private void area(StringBuilder path, List<Integer> run, List<Summary> parts, long scale) {
        path.append('M').append(x(run.getFirst())).append(' ').append(BOTTOM);
        for (int at : run) {
            path.append('L').append(x(at)).append(' ').append(y(parts.get(at).longest().toMillis(), scale));
        }
        path.append('V').append(BOTTOM).append('z');
    }

    private int x(int part) {
        return LEFT + (2 * part + 1) * (RIGHT - LEFT) / (2 * count);
    }

    private static int y(long millis, long scale) {
        return (int) (BOTTOM - Math.min(millis, scale) * (BOTTOM - TOP) / scale);
    }
}
