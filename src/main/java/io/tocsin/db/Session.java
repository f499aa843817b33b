package io.tocsin.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection and its parsed statements, used by one thread at a time; only {@link #cancel} is for others. */
final class Session implements AutoCloseable {

    /** Something done with a statement. */
    @FunctionalInterface
    interface Use<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private static final Logger log = LoggerFactory.getLogger(Session.class);
    private static final int KEPT = 256;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(KEPT, 0.75f, true);
    private volatile @Nullable Statement running;

    Session(Connection connection) {
        this.connection = connection;
    }

    /** Uses a statement that is kept. One that fails is not: the driver may have closed it. */
    <T> T use(String sql, Use<T> use) throws SQLException {
        PreparedStatement statement = prepare(sql);
        try {
            return use.run(statement);
        } catch (SQLException | RuntimeException e) {
            prepared.remove(sql);
            statement.close();
            throw e;
        }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        if (prepared.size() >= KEPT) {
            String oldest = prepared.keySet().iterator().next();
            PreparedStatement evicted = prepared.remove(oldest);
            if (evicted != null) {
                evicted.close();
            }
        }
        PreparedStatement fresh = connection.prepareStatement(sql);
        prepared.put(sql, fresh);
        return fresh;
    }

    /** Runs a query so that {@link #cancel} can end it. */
    ResultSet query(PreparedStatement statement) throws SQLException {
        running = statement;
        return statement.executeQuery();
    }

    /** Runs a statement once, without keeping it. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            running = statement;
            statement.execute(sql);
        } finally {
            running = null;
        }
    }

    /** Runs one of the few statements that come again and again, such as {@code commit}. */
    void command(String sql) throws SQLException {
        use(sql, PreparedStatement::execute);
    }

    /** The first column of the first row, empty where it is null. */
    String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            String answer = results.next() ? results.getString(1) : null;
            return answer == null ? "" : answer;
        }
    }

    boolean hasTable(String name) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), name, new String[] {"TABLE"})) {
            return tables.next();
        }
    }

    /** Undoes what is open. Not being able to is no news: the transaction has then ended by itself. */
    void rollback() {
        try {
            execute("rollback");
        } catch (SQLException e) {
            log.debug("nothing to roll back", e);
        }
    }

    void cancel() {
        Statement statement = running;
        if (statement == null) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            log.debug("a statement could not be cancelled", e);
        }
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
        } catch (SQLException e) {
            log.debug("a statement could not be closed", e);
        }
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("a connection could not be closed", e);
        }
    }
}
