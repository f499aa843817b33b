package io.tocsin.watch;

import io.tocsin.maintenance.Run;
import io.tocsin.maintenance.Windows;
import io.tocsin.monitor.Monitor;
import io.tocsin.spi.Message.Subject;
import java.util.List;

/** How the monitors of a maintenance window stand, for rooms that show it, as it begins and when it is over. */
record Shown(Roster roster, Windows windows) {

    private static final String MAINTENANCE = "MAINTENANCE";

    List<Subject> begun(List<String> names) {
        return names.stream()
                .flatMap(name -> roster.name(name).stream())
                .map(live -> subject(live.monitor(), MAINTENANCE))
                .toList();
    }

    /** What another window covers still is in maintenance. */
    List<Subject> over(Run run, List<String> names) {
        List<Run> others = windows.open().stream().filter(other -> other.window() != run.window()).toList();
        return names.stream()
                .flatMap(name -> roster.name(name).stream())
                .map(live -> subject(
                        live.monitor(),
                        others.stream().anyMatch(other -> other.covers(live.monitor()))
                                ? MAINTENANCE
                                : live.standing().status().name()))
                .toList();
    }

    private static Subject subject(Monitor monitor, String state) {
        return new Subject(0, monitor.name(), state, monitor.target());
    }
}
