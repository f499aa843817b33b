package io.tocsin.spi;

import java.util.List;
import java.util.Set;

/** A kind of monitor. */
public sealed interface MonitorType permits ProbedType, ReportedType {

    /** What it is called, such as {@code http}. */
    String name();

    /** The schemes of targets it takes, such as {@code http} and {@code https} for {@code https://example.com}. */
    Set<String> schemes();

    /** The settings it understands beyond those that every monitor has. */
    default List<Setting> settings() {
        return List.of();
    }

    /** The conditions that are judged when a monitor names none. */
    default List<String> defaultConditions() {
        return List.of("[CONNECTED] == true");
    }
}
