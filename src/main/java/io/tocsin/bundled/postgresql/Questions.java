package io.tocsin.bundled.postgresql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a check asks, in a transaction that may only read. */
final class Questions {

    private static final String PRESSURE = """
            select 100.0 * count(*) / current_setting('max_connections')::int as connections,
                   count(*) filter (where state = 'active') as running,
                   count(*) filter (where state = 'active' and query_start < now() - interval '10 seconds') as slow,
                   count(*) filter (where wait_event_type = 'Lock') as waiting
            from pg_stat_activity where backend_type = 'client backend'""";
    private static final String REPLICA = "select pg_is_in_recovery()";
    /** What has come is nothing newer than what is shown: the one that is copied had nothing to say. */
    private static final String LAG = """
            select case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
                        else extract(epoch from now() - pg_last_xact_replay_timestamp()) end""";
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final int LONGEST = 2_000;

    private final Statement statement;
    private final boolean replica;

    Questions(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        statement.setMaxRows(1);
        replica = first(REPLICA).equals(Optional.of("t"));
    }

    boolean isReplica() {
        return replica;
    }

    /** Percent of the connections, and numbers of queries. */
    Map<String, Double> pressure() throws SQLException {
        Map<String, Double> figures = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(PRESSURE)) {
            row.next();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                figures.put(row.getMetaData().getColumnLabel(i), row.getDouble(i));
            }
        }
        return figures;
    }

    /** Seconds that a replica is behind; empty if it has never heard anything. */
    Optional<Double> lag() throws SQLException {
        return first(LAG).map(Double::valueOf);
    }

    /** The first value of the first row. */
    Optional<String> first(String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next()
                    ? Optional.ofNullable(rows.getString(1))
                            .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
                    : Optional.empty();
        }
    }

    /** A number as such. */
    static Object scalar(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
    }
}
