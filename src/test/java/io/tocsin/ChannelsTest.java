package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bundled.console.ConsolePlugin;
import io.tocsin.channel.ChannelContract;
import io.tocsin.channel.Covers;
import io.tocsin.channel.Rows;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.NotifierFactory;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Not one channel without a row: prints the table of all channels, and what each showed. */
final class ChannelsTest {

    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void everyChannelHasARow() throws Exception {
        Map<String, List<String>> rows = new TreeMap<>();
        Set<String> covered = new TreeSet<>();
        for (Class<?> test : tests()) {
            if (Modifier.isAbstract(test.getModifiers())) {
                continue;
            }
            if (ChannelContract.class.isAssignableFrom(test)) {
                Constructor<?> constructor = test.getDeclaredConstructor();
                constructor.setAccessible(true);
                ChannelContract contract = (ChannelContract) constructor.newInstance();
                List<String> row = contract.everyCell();
                rows.put(row.getFirst(), row);
                covered.add(contract.kind());
            } else {
                String kind = test.getAnnotation(Covers.class).value();
                rows.merge(kind, List.of(kind, "see " + test.getSimpleName()), ChannelsTest::joined);
                covered.add(kind);
            }
        }
        List<List<String>> table = new ArrayList<>(List.of(Rows.head()));
        table.addAll(rows.values());
        System.out.print(Rows.table(table));

        assertThat(covered).as("kinds of rooms that tests cover").isEqualTo(installed());
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other.subList(1, other.size()));
        return both;
    }

    private static Set<String> installed() {
        Set<String> kinds = new TreeSet<>(Set.of(ConsolePlugin.KIND));
        BundledChannels.of(InstantSource.fixed(Instant.EPOCH)).forEach(plugin -> {
            plugin.notifiers().stream().map(NotifierFactory::kind).forEach(kinds::add);
            plugin.adapters().stream().map(AdapterFactory::kind).forEach(kinds::add);
        });
        return kinds;
    }

    /** Test classes that keep the contract, or say what they cover. */
    private static List<Class<?>> tests() throws IOException, ClassNotFoundException {
        List<Class<?>> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TESTS.resolve("io/tocsin/bundled"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                String source = Files.readString(file);
                if (source.contains("Contract {") || source.contains("ContractTest {")
                        || source.contains("@Covers(\"")) {
                    String name = TESTS.relativize(file).toString().replace('/', '.').replaceFirst("\\.java$", "");
                    tests.add(Class.forName(name));
                }
            }
        }
        return tests;
    }
}
