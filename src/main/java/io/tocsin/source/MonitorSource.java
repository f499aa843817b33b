package io.tocsin.source;

import io.tocsin.config.Place;
import io.tocsin.config.Problem;
import io.tocsin.maintenance.Window;
import io.tocsin.monitor.Written;
import io.tocsin.spi.Http;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** What {@code monitors.file} names: a file, a folder or an address. To be polled every few seconds, by one thread. */
public sealed interface MonitorSource permits FileSource, FolderSource, UrlSource {

    /** What a poll has brought. */
    sealed interface News {

        /** Nothing new; also while what was told as broken is still broken in the same way. */
        record Unchanged() implements News {}

        /**
         * All monitors, in place of those of before. After {@link Broken} they may be the same ones.
         *
         * @param windows in which trouble is none
         * @param warnings what was left out because it is not supported
         */
        record Found(List<Written> monitors, List<Window.Draft> windows, List<Problem> warnings) implements News {}

        /** The source cannot be used; what it said before still holds. */
        record Broken(List<Problem> problems) implements News {}
    }

    /** How long an answer of {@link #of}'s client may be: one byte more than is read, so that what is longer is noticed. */
    int LONGEST_ANSWER = Documents.MOST_BYTES + 1;

    /**
     * How an address is asked.
     *
     * @param refresh how often
     * @param http knows how to ask for it
     */
    record Asking(Duration refresh, Http http, InstantSource clock) {}

    /** Looks for something new. */
    News poll();

    /**
     * The source of a location.
     *
     * @param location the path of a file or a folder of files, or an address that begins with {@code http://}, {@code https://} or {@code s3://}
     * @throws Refusal if the location cannot be one
     */
    static MonitorSource of(String location, Asking asking, GatusSettings gatus) {
        String lower = location.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("s3://")) {
            return new UrlSource(location, asking, gatus);
        }
        if (lower.matches("[a-z][a-z0-9+.-]+://.*")) {
            throw Refusal.of("source.location", location);
        }
        try {
            Path path = Path.of(location);
            return Files.isDirectory(path)
                    ? new FolderSource(location, path, gatus)
                    : new FileSource(location, path, gatus);
        } catch (InvalidPathException e) {
            throw Refusal.of("source.location", location);
        }
    }

    /** What was read, as news. */
    static News news(MonitorFile.Content content) {
        if (content.problems().isEmpty()) {
            return new News.Found(content.monitors(), content.windows(), content.warnings());
        }
        return new News.Broken(content.problems());
    }

    /** News of a source that could not be read at all. */
    static News broken(String source, Phrase why) {
        return new News.Broken(List.of(new Problem(source, "", Place.NOWHERE, why)));
    }
}
