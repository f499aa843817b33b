package io.tocsin.upkeep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which files have changed and are whole: those that look the same twice in a row. Not safe for use by several
 * threads.
 */
final class Settling {

    private static final String GONE = "";

    private final Map<String, String> settled;
    private final Map<String, String> moving = new HashMap<>();

    /** What has changed for good. */
    record News(List<String> gone, List<String> changed) {}

    /** @param settled sizes and times that are known, by place */
    Settling(Map<String, String> settled) {
        this.settled = new HashMap<>(settled);
    }

    /** @param now sizes and times as they are seen now */
    News look(Map<String, String> now) {
        Set<String> places = new TreeSet<>(settled.keySet());
        places.addAll(moving.keySet());
        places.addAll(now.keySet());
        News news = new News(new ArrayList<>(), new ArrayList<>());
        for (String place : places) {
            look(place, now, news);
        }
        return news;
    }

    private void look(String place, Map<String, String> all, News news) {
        String now = mark(all, place);
        String before = moving.remove(place);
        if (now.equals(mark(settled, place))) {
            return;
        }
        if (!now.equals(before)) {
            moving.put(place, now);
            return;
        }
        if (all.containsKey(place)) {
            settled.put(place, all.get(place));
            news.changed.add(place);
        } else {
            settled.remove(place);
            news.gone.add(place);
        }
    }

    private static String mark(Map<String, String> stamps, String place) {
        return stamps.containsKey(place) ? "is " + stamps.get(place) : GONE;
    }

    boolean isUnsettled() {
        return !moving.isEmpty();
    }
}
