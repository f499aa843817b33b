package io.tocsin.guarded;

import io.tocsin.guard.Guard;
import io.tocsin.spi.ReportedType;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.util.List;
import java.util.Set;

/** A monitor type of a drop-in whose monitors report by themselves. */
record GuardedReportedType(
        ReportedType type,
        Guard guard,
        String name,
        Set<String> schemes,
        List<Setting> settings,
        List<String> defaultConditions)
        implements ReportedType {

    /** To be called on the plugin's own thread. */
    static GuardedReportedType of(ReportedType type, Guard guard) {
        return new GuardedReportedType(
                type,
                guard,
                Guarded.given(type.name(), "name()"),
                Set.copyOf(type.schemes()),
                List.copyOf(type.settings()),
                List.copyOf(type.defaultConditions()));
    }

    @Override
    public Expected expected(Settings values) {
        return Guarding.now(guard, "expectations of " + name,
                () -> Guarded.given(type.expected(values), "expected()"));
    }
}
