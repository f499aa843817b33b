package io.tocsin.kit;

import io.tocsin.spi.MonitorType;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.ProbedType;
import io.tocsin.spi.ReportedType;
import io.tocsin.spi.Result;
import io.tocsin.spi.Settings;
import java.net.InetAddress;
import java.time.Duration;

/** Runs a check without a monitor. */
final class Checks {

    /** A test may look at whatever it serves itself. */
    private static final ProbeContext EVERYTHING = new ProbeContext() {
        @Override
        public void allow(String host, InetAddress address) {}
    };

    private Checks() {}

    static Result run(MonitorType type, String target, Settings settings, Duration limit) {
        try (Probe probe = made(type, target, settings)) {
            return probe.run(limit);
        } catch (RuntimeException refused) {
            throw refused;
        } catch (Exception failed) {
            if (failed instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            AssertionError failure = Failure.of("kit.check", target, failed.toString());
            failure.initCause(failed);
            throw failure;
        }
    }

    private static Probe made(MonitorType type, String target, Settings settings) {
        return switch (type) {
            case ProbedType probed -> probed.probe(target, settings, EVERYTHING);
            case ReportedType _ -> throw Failure.of("kit.no-check", type.name());
        };
    }
}
