package io.tocsin.bundled.change;

import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches a page and compares a part of it with what was there before. */
final class ChangeProbe implements Probe {

    /** Others are counted. */
    private static final int MOST_TOLD = 5;

    private static final int LONGEST_TOLD = 300;
    private static final int LONGEST_SHOWN = 100;

    private final Probe page;
    private final Part part;
    private final Ignored ignored;
    private final Memory.Place memory;

    ChangeProbe(Probe page, Part part, Ignored ignored, Memory.Place memory) {
        this.page = page;
        this.part = part;
        this.ignored = ignored;
        this.memory = memory;
    }

    @Override
    public Result run(Duration limit) throws Exception {
        Result seen = page.run(limit);
        // the page that says that there is none is not the page
        if (seen.failure().isPresent() || seen.status().orElse(0) / 100 != 2) {
            return seen;
        }
        try {
            return compared(seen, ignored.left(part.in(seen.body())));
        } catch (Refusal unreadable) {
            return failed(unreadable.phrase(), seen.phases());
        }
    }

    private static Result failed(Phrase why, Phases phases) {
        return Result.builder().connected(true).failure(why).phases(phases).build();
    }

    private Result compared(Result seen, List<String> found) {
        if (found.isEmpty()) {
            return failed(
                    part.name().isEmpty() ? Phrase.of("change.empty") : Phrase.of("change.nothing", part.name()),
                    seen.phases());
        }
        Result shown =
                seen.withFinding(part.name() + " (" + found.size() + ") " + brief(found.getFirst(), LONGEST_SHOWN));
        Items now = Items.of(found);
        Optional<Items> before = memory.known();
        if (before.isEmpty()) {
            memory.keep(now);
            return shown;
        }
        List<Phrase> news = news(before.get(), found);
        if (news.isEmpty()) {
            memory.stillThere();
            return shown;
        }
        return shown.withNews(new Result.News(news, () -> memory.keep(now)));
    }

    private static List<Phrase> news(Items before, List<String> found) {
        List<String> come = before.without(found);
        List<String> gone = before.missing(found);
        if (come.size() == 1 && gone.size() == 1 && !gone.getFirst().isEmpty()) {
            return List.of(Phrase.of(
                    "change.was", brief(gone.getFirst(), LONGEST_TOLD), brief(come.getFirst(), LONGEST_TOLD)));
        }
        List<Phrase> lines = new ArrayList<>();
        told(lines, "change.new", come);
        told(lines, "change.gone", gone);
        return lines;
    }

    private static void told(List<Phrase> lines, String key, List<String> texts) {
        List<String> known = texts.stream().filter(text -> !text.isEmpty()).limit(MOST_TOLD).toList();
        known.forEach(text -> lines.add(Phrase.of(key, brief(text, LONGEST_TOLD))));
        if (texts.size() > known.size()) {
            lines.add(Phrase.of(key, Phrase.of("change.more", texts.size() - known.size(), known.size())));
        }
    }

    private static String brief(String text, int most) {
        return text.length() <= most ? text : text.substring(0, text.offsetByCodePoints(0, most / 2)) + "...";
    }

    @Override
    public void close() {
        page.close();
    }
}
