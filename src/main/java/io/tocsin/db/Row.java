package io.tocsin.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row that a query stands on, its columns by name. Valid only inside the mapper that receives it. */
public final class Row {

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface Mapper<T> {
        T map(Row row);
    }

    @FunctionalInterface
    private interface Getter<T extends @Nullable Object> {
        T get(ResultSet results) throws SQLException;
    }

    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /** The text of a column that is never null. */
    public String text(String column) {
        return textIf(column).orElseThrow(() -> missing(column));
    }

    public Optional<String> textIf(String column) {
        return Optional.ofNullable(get(column, results -> results.getString(column)));
    }

    public UUID uuid(String column) {
        return UUID.fromString(text(column));
    }

    /** The enum constant whose name the column holds. */
    public <E extends Enum<E>> E one(Class<E> type, String column) {
        return Enum.valueOf(type, text(column));
    }

    public long number(String column) {
        return numberIf(column).orElseThrow(() -> missing(column));
    }

    public OptionalLong numberIf(String column) {
        long number = get(column, results -> results.getLong(column));
        return wasNull(column) ? OptionalLong.empty() : OptionalLong.of(number);
    }

    public int integer(String column) {
        return Math.toIntExact(number(column));
    }

    public double decimal(String column) {
        return get(column, results -> results.getDouble(column));
    }

    public boolean flag(String column) {
        return get(column, results -> results.getBoolean(column));
    }

    public Instant instant(String column) {
        return Instant.ofEpochMilli(number(column));
    }

    public Optional<Instant> instantIf(String column) {
        OptionalLong millis = numberIf(column);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    public Duration duration(String column) {
        return Duration.ofMillis(number(column));
    }

    public Optional<Duration> durationIf(String column) {
        OptionalLong millis = numberIf(column);
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    /** The bytes of a column, none where it is null. */
    public byte[] bytes(String column) {
        byte[] bytes = get(column, results -> results.getBytes(column));
        return bytes == null ? new byte[0] : bytes;
    }

    private boolean wasNull(String column) {
        return get(column, ResultSet::wasNull);
    }

    private <T extends @Nullable Object> T get(String column, Getter<T> getter) {
        try {
            return getter.get(results);
        } catch (SQLException e) {
            throw new DatabaseException("cannot read column " + column, e);
        }
    }

    private static IllegalStateException missing(String column) {
        return new IllegalStateException("column " + column + " is null, and must not be");
    }
}
