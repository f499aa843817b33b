package io.tocsin.maintenance;

import io.tocsin.monitor.Monitor;
import java.time.Instant;
import java.util.List;

/**
 * One time that a window is open. What it covers stays as it is when the window is no more.
 *
 * @param window the window's id
 * @param name the window's name
 * @param rooms the addresses of the rooms that were told of it, and so are told of its end
 */
public record Run(
        long id, long window, String name, List<String> selectors, Span span, String because, List<String> rooms) {

    public Run {
        selectors = List.copyOf(selectors);
        rooms = List.copyOf(rooms);
    }

    public static Run of(long id, Window window, Span span, List<String> rooms) {
        Window.Draft draft = window.draft();
        return new Run(id, window.id(), draft.name(), draft.selectors(), span, draft.because(), rooms);
    }

    public boolean covers(Monitor monitor) {
        return Window.matches(selectors, monitor);
    }

    public boolean over(Instant now) {
        return !now.isBefore(span.to());
    }

    /** The same time of a window that is defined otherwise now. */
    public Run as(Window window, Instant to) {
        return of(id, window, new Span(span.from(), to), rooms);
    }
}
