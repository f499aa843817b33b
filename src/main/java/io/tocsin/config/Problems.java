package io.tocsin.config;

import io.tocsin.spi.Phrase;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it can be told at once. */
public final class Problems {

    private final List<Problem> all = new ArrayList<>();

    public void add(Problem problem) {
        all.add(problem);
    }

    public void add(String key, String shown, Place place, Phrase what) {
        add(new Problem(key, shown, place, what));
    }

    public void addAll(List<Problem> problems) {
        all.addAll(problems);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public List<Problem> all() {
        return List.copyOf(all);
    }

    /** One line a problem. */
    public List<Phrase> lines() {
        return all.stream().map(Problem::phrase).toList();
    }

    /** The first so many, and how many more there are: for a room, which has less space than a terminal. */
    public List<Phrase> lines(int most) {
        if (all.size() <= most) {
            return lines();
        }
        List<Phrase> lines = new ArrayList<>(lines().subList(0, most));
        lines.add(Phrase.of("config.problem.more", String.valueOf(all.size() - most)));
        return lines;
    }
}
