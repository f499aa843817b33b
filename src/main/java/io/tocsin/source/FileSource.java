package io.tocsin.source;

import io.tocsin.config.WatchedFile;
import java.nio.file.Path;

/** Monitors in a file. */
final class FileSource implements MonitorSource {

    private final String name;
    private final GatusSettings gatus;
    private final WatchedFile file;

    FileSource(String name, Path path, GatusSettings gatus) {
        this.name = name;
        this.gatus = gatus;
        this.file = new WatchedFile(path, Documents.MOST_BYTES);
    }

    @Override
    public News poll() {
        return switch (file.look()) {
            case WatchedFile.Look.Same same -> new News.Unchanged();
            case WatchedFile.Look.Changed changed ->
                    MonitorSource.news(MonitorFile.parse(name, changed.bytes(), gatus));
            case WatchedFile.Look.Unreadable unreadable -> MonitorSource.broken(name, unreadable.why());
        };
    }
}
