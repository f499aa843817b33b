package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bundled.console.ConsolePlugin;
import io.tocsin.channel.RowContract;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Not one channel without a row: prints the table of all channels, and what each showed. */
final class ChannelsTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final int BESIDE = 4;

    @Test
    void everyChannelHasARow() throws Exception {
        Map<String, List<String>> rows = new TreeMap<>();
        List<RowContract> contracts = new ArrayList<>();
        for (Class<?> test : tests()) {
            contracts.add(contract(test));
        }
        for (Future<List<String>> shown : sideBySide(contracts)) {
            List<String> row = shown.get();
            assertThat(row).as("a cell for every case").hasSameSizeAs(Rows.head()).noneMatch(String::isBlank);
            assertThat(rows.put(row.getFirst(), row)).as("another row of %s", row.getFirst()).isNull();
        }
        List<List<String>> table = new ArrayList<>(List.of(Rows.head()));
        table.addAll(rows.values());
        System.out.print(Rows.table(table));

        assertThat(contracts).extracting(RowContract::kind).as("kinds of rooms with a row")
                .hasSameElementsAs(installed());
    }

    /** They mostly wait, and each has services of its own. */
    private static List<Future<List<String>>> sideBySide(List<RowContract> contracts) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(BESIDE)) {
            return threads.invokeAll(
                    contracts.stream().map(contract -> (Callable<List<String>>) contract::everyCell).toList());
        }
    }

    private static RowContract contract(Class<?> test) throws ReflectiveOperationException {
        Constructor<?> constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (RowContract) constructor.newInstance();
    }

    private static Set<String> installed() {
        Set<String> kinds = new TreeSet<>(Set.of(ConsolePlugin.KIND));
        BundledChannels.of(InstantSource.fixed(Instant.EPOCH)).forEach(plugin -> {
            plugin.notifiers().stream().map(NotifierFactory::kind).forEach(kinds::add);
            plugin.adapters().stream().map(AdapterFactory::kind).forEach(kinds::add);
        });
        return kinds;
    }

    /** The test classes that each show a row. */
    private static List<Class<?>> tests() throws IOException, ClassNotFoundException {
        List<Class<?>> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TESTS.resolve("io/tocsin/bundled"))) {
            for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).sorted().toList()) {
                String name = TESTS.relativize(file).toString().replace('/', '.').replaceFirst("\\.java$", "");
                Class<?> test = Class.forName(name, false, ChannelsTest.class.getClassLoader());
                if (RowContract.class.isAssignableFrom(test) && !Modifier.isAbstract(test.getModifiers())) {
                    tests.add(test);
                }
            }
        }
        return tests;
    }
}
