package io.tocsin.bundled.postgresql;

import io.tocsin.net.Attempt;
import io.tocsin.net.Clean;
import io.tocsin.net.Dialer;
import io.tocsin.net.Endpoint;
import io.tocsin.net.Looking;
import io.tocsin.net.Trouble;
import io.tocsin.net.Wire;
import io.tocsin.spi.Figures;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.ProbeContext;
import io.tocsin.spi.Result;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs in anew each time, so that a server which takes no more connections is noticed at once. */
record PostgresqlProbe(
        Endpoint there, Access access, Map<String, Double> limits, String query, Dialer dialer, ProbeContext context)
        implements Probe {

    private static final int DEEPEST = 20;

    PostgresqlProbe {
        limits = Map.copyOf(limits);
    }

    @Override
    public Result run(Duration limit) throws InterruptedException {
        return Looking.at(limit, dialer.clock(), (attempt, seen) -> {
            // the driver's own reasons do not tell a refused connection from a name that is unknown
            try (Wire wire = dialer.connect(there, context, attempt)) {
                wire.noted(seen);
            }
            attempt.await(Phrase.of("net.await.answer"));
            try (Connection connection = access.open(server(attempt), Duration.ofNanos(attempt.left()))) {
                look(new Questions(connection), new Figures(seen));
            } catch (SQLException failed) {
                throw trouble(failed, attempt);
            }
        });
    }

    /** The address that has been allowed, unless the certificate must be for the name. */
    private String server(Attempt attempt) {
        return access.tls() == Access.Tls.VERIFY_FULL && there.literal().isEmpty()
                ? there.host() + ":" + there.port()
                : attempt.there();
    }

    private void look(Questions questions, Figures figures) throws SQLException {
        Map<String, Double> pressure = questions.pressure();
        pressure.forEach((name, value) -> add(figures, name, value, name.equals("connections") ? " %" : ""));
        figures.field("role", questions.isReplica() ? "replica" : "primary");
        if (questions.isReplica()) {
            questions.lag().ifPresent(lag -> add(figures, "lag", lag, " s"));
        }
        if (!query.isBlank()) {
            Optional<String> value = questions.first(query);
            figures.field("value", value.map(Questions::scalar)).say("value " + value.orElse("nothing"));
        }
        figures.told();
    }

    private void add(Figures figures, String name, double value, String unit) {
        @Nullable
        Double most = limits.get(name);
        if (most == null) {
            figures.add(name, value, unit);
        } else {
            figures.add(name, value, unit, most);
        }
    }

    private static IOException trouble(SQLException failed, Attempt attempt) {
        @Nullable
        Throwable cause = failed;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof IOException broken) {
                return broken;
            }
            cause = cause.getCause();
        }
        String key = switch (String.valueOf(failed.getSQLState())) {
            case "28P01", "28000" -> "postgresql.login";
            case "3D000" -> "postgresql.database";
            case "53300" -> "postgresql.full";
            case "57P03" -> "postgresql.starting";
            case "08P01", "08001", "08004", "08006" -> "postgresql.foreign";
            default -> "postgresql.error";
        };
        return new Trouble(Phrase.of(key, attempt.there(), Clean.text(String.valueOf(failed.getMessage()))));
    }
}
