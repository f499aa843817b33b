package io.tocsin.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction under way: statements with {@code ?} for each argument. Arguments may be text, numbers, booleans,
 * {@link Instant} and {@link Duration} (kept as milliseconds), enums (by name), {@link UUID}, bytes, null, and an
 * {@link Optional} of these. Statements are parsed once and kept, so their text should be constant.
 */
public final class Tx {

    /** Something to be written. It may run more than once, and on a thread of the database: it does nothing else. */
    @FunctionalInterface
    public interface Work {
        void run(Tx tx);
    }

    /** Something to be read, on a thread of the database. */
    @FunctionalInterface
    public interface Query<T> {
        T run(Tx tx);
    }

    private final Session session;
    private Optional<DatabaseException> failure = Optional.empty();

    Tx(Session session) {
        this.session = session;
    }

    /** Runs an insert, update or delete, and answers how many rows it concerned. */
    public int update(String sql, @Nullable Object... arguments) {
        return run(sql, statement -> {
            bind(statement, arguments);
            return statement.executeUpdate();
        });
    }

    /** Inserts a row and answers its generated {@code id}; the insert must not say {@code returning} itself. */
    public long insert(String sql, @Nullable Object... arguments) {
        return query(sql + " returning id", row -> row.number("id"), arguments).getFirst();
    }

    /** Runs one statement for each list of arguments, in as few round trips as the database allows. */
    public void batch(String sql, Iterable<? extends List<? extends @Nullable Object>> rows) {
        run(sql, statement -> {
            int waiting = 0;
            for (List<? extends @Nullable Object> row : rows) {
                bind(statement, row.toArray());
                statement.addBatch();
                waiting++;
            }
            return waiting == 0 ? 0 : statement.executeBatch().length;
        });
    }

    /** All rows of an answer. Bound it with {@code limit} where it could be long. */
    public <T> List<T> query(String sql, Row.Mapper<T> mapper, @Nullable Object... arguments) {
        return run(sql, statement -> {
            bind(statement, arguments);
            try (ResultSet results = session.query(statement)) {
                List<T> found = new ArrayList<>();
                Row row = new Row(results);
                while (results.next()) {
                    found.add(mapper.map(row));
                }
                return found;
            }
        });
    }

    /** The first row of an answer, if there is one. */
    public <T> Optional<T> first(String sql, Row.Mapper<T> mapper, @Nullable Object... arguments) {
        return query(sql, mapper, arguments).stream().findFirst();
    }

    /** A work that swallows the failure of a statement must not be taken for done. */
    Optional<DatabaseException> failure() {
        return failure;
    }

    private <T> T run(String sql, Session.Use<T> use) {
        try {
            return session.use(sql, use);
        } catch (SQLException e) {
            DatabaseException wrapped = new DatabaseException("cannot run \"" + sql.strip() + "\"", e);
            failure = Optional.of(wrapped);
            throw wrapped;
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object argument) throws SQLException {
        switch (argument) {
            case null -> statement.setObject(at, null);
            case String text -> statement.setString(at, text);
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setInt(at, number);
            case Double number -> statement.setDouble(at, number);
            case Boolean flag -> statement.setBoolean(at, flag);
            case Instant instant -> statement.setLong(at, instant.toEpochMilli());
            case Duration duration -> statement.setLong(at, duration.toMillis());
            case Enum<?> constant -> statement.setString(at, constant.name());
            case UUID uuid -> statement.setString(at, uuid.toString());
            case byte[] bytes -> statement.setBytes(at, bytes);
            case Optional<?> optional -> bind(statement, at, optional.orElse(null));
            case OptionalLong number -> bind(statement, at, number.isPresent() ? number.getAsLong() : null);
            case OptionalInt number -> bind(statement, at, number.isPresent() ? number.getAsInt() : null);
            default -> throw new IllegalArgumentException(
                    "no column holds a " + argument.getClass().getName() + " (argument " + at + ")");
        }
    }
}
