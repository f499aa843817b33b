package io.tocsin.plugin;

import io.tocsin.code.Code;
import io.tocsin.code.Header;
import io.tocsin.guard.CallTimes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What a plugin says of itself, and how its calls went.
 *
 * @param description empty if it says nothing
 * @param commands what its author says of them, a line each
 * @param author empty if it says nothing
 * @param calls that took most of the time, the worst first
 * @param abandoned how many of its threads can no longer be ended
 */
public record PluginDetails(
        String description, List<String> commands, String author, List<Call> calls, int abandoned) {

    private static final int MOST_CALLS = 5;

    /**
     * How long calls of one kind took.
     *
     * @param what it was asked to do, such as {@code command deploy}
     */
    public record Call(String what, long count, Duration mean, Duration longest) {}

    static PluginDetails of(Installed plugin) {
        Header header = plugin.code().map(Code::header).orElse(Header.NONE);
        List<Call> calls = plugin.member().guard().times().stream()
                .filter(times -> times.count() > 0)
                .sorted(Comparator.comparing(CallTimes::total).reversed())
                .limit(MOST_CALLS)
                .map(times -> new Call(
                        times.what(), times.count(), times.total().dividedBy(times.count()), times.longest()))
                .toList();
        return new PluginDetails(
                header.description(), header.commands(), header.author(), calls,
                plugin.member().faults().abandoned());
    }
}
