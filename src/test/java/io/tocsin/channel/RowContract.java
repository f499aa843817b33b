package io.tocsin.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row of the table of channels, each of its cells run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // subclasses keep no state: tests run in any order
public abstract class RowContract {

    private final Map<Case, String> cells = new EnumMap<>(Case.class);

    /** The prefix of the channel's rooms. */
    public abstract String kind();

    /** What the row is called, and golden files are. */
    protected String name() {
        return kind();
    }

    /** Shows one case; what the table says of it. */
    protected abstract String cell(Case one) throws Exception;

    @ParameterizedTest
    @EnumSource
    protected final void keepsTheContract(Case one) throws Exception {
        cells.put(one, cell(one));
    }

    @AfterAll
    protected final void print() {
        System.out.print(Rows.table(List.of(Rows.head(), row())));
    }

    private List<String> row() {
        List<String> row = new ArrayList<>(List.of(name()));
        for (Case one : Case.values()) {
            row.add(cells.getOrDefault(one, "FAILED"));
        }
        return row;
    }

    /** With {@code -Dchannel.golden=write} it is written anew, and the test fails, as it wants to be read. */
    protected static void compare(Path golden, String seen) throws IOException {
        if ("write".equals(System.getProperty("channel.golden"))) {
            Files.writeString(golden, seen);
            throw new AssertionError(golden + " is written; read it");
        }
        assertThat(golden).as("what was said: %s", seen).exists();
        assertThat(seen).isEqualTo(Files.readString(golden));
    }

    /** Runs all cases; the row of the table. */
    public final List<String> everyCell() throws Exception {
        for (Case one : Case.values()) {
            keepsTheContract(one);
        }
        return row();
    }
}
