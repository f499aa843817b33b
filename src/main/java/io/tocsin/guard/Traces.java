package io.tocsin.guard;

import io.tocsin.bytecode.Linkage;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Refusal;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a plugin's own lines among those of everybody else. */
final class Traces {

    private static final int LONGEST = 300;

    private final String loader;

    /** @param loader the name of the plugin's class loader */
    Traces(String loader) {
        this.loader = loader;
    }

    /** The innermost line of the plugin, such as {@code CheckServers.java:12}. */
    Optional<String> line(StackTraceElement[] trace) {
        return Stream.of(trace)
                .filter(frame -> loader.equals(frame.getClassLoaderName()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }

    /** The error in one line. Runs code of the plugin where the error is one of its own classes. */
    Phrase describe(Throwable thrown) {
        Throwable error = opened(thrown);
        return known(error)
                .map(what -> lineOf(error).map(line -> Phrase.of("plugin.with-line", what, line)).orElse(what))
                .orElseGet(() -> Phrase.literal(text(error)));
    }

    /** What only wraps another error says nothing of it. */
    private static Throwable opened(Throwable thrown) {
        boolean wraps = thrown instanceof Unread || thrown instanceof ExceptionInInitializerError;
        return wraps && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static Optional<Phrase> known(Throwable error) {
        return error instanceof Refusal refusal ? Optional.of(refusal.phrase()) : Linkage.missing(error);
    }

    @SuppressWarnings("IllegalCatch") // the description of an error may itself be broken
    private String text(Throwable thrown) {
        String text;
        try {
            text = nameAndMessage(thrown);
        } catch (Throwable broken) {
            text = thrown.getClass().getName();
        }
        String oneLine = text.replaceAll("\\s+", " ");
        String cut = oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) + "..." : oneLine;
        return lineOf(thrown).map(line -> cut + " (" + line + ")").orElse(cut);
    }

    private static String nameAndMessage(Throwable thrown) {
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }

    private Optional<String> lineOf(Throwable thrown) {
        Optional<String> line = line(thrown.getStackTrace());
        Throwable cause = thrown.getCause();
        return line.isPresent() || cause == null || cause == thrown ? line : line(cause.getStackTrace());
    }
}
