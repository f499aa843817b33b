package io.tocsin.priority;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Linux itself. Whatever it refuses is no error: the thread then runs as others do. */
final class Kernel {

    private static final Logger log = LoggerFactory.getLogger(Kernel.class);
    private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");
    private static final int PROCESS = 0;
    private static final int IDLE_POLICY = 5;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final Map<String, FunctionDescriptor> FUNCTIONS = Map.of(
            "gettid", FunctionDescriptor.of(INT),
            "setpriority", FunctionDescriptor.of(INT, INT, INT, INT),
            "sched_setscheduler", FunctionDescriptor.of(INT, INT, INT, ValueLayout.ADDRESS));

    /** Looked up when they are first needed. */
    private static final class Handles {

        private static final Optional<Handles> FOUND = LINUX ? find() : Optional.empty();

        private final MethodHandle id = handle("gettid");
        private final MethodHandle nice = handle("setpriority");
        private final MethodHandle policy = handle("sched_setscheduler");
        /** A structure whose only number is 0. */
        private final MemorySegment none = Arena.global().allocate(INT);

        private static Optional<Handles> find() {
            try {
                return Optional.of(new Handles());
            } catch (RuntimeException | LinkageError missing) {
                log.info("Plugins run with the priority of everything else: {}", missing.toString());
                return Optional.empty();
            }
        }

        @SuppressWarnings("restricted") // the jar's manifest allows it
        private static MethodHandle handle(String name) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name),
                    FUNCTIONS.getOrDefault(name, FunctionDescriptor.ofVoid()));
        }
    }

    private Kernel() {}

    static boolean isThere() {
        return Handles.FOUND.isPresent();
    }

    /** The kernel's number of the current thread. */
    static int id() {
        return call(handles -> (int) handles.id.invokeExact());
    }

    /** Makes a thread wait for others. */
    static boolean nice(int id, int by) {
        return call(handles -> (int) handles.nice.invokeExact(PROCESS, id, by)) == 0;
    }

    /** The kernel's numbers of the threads whose names, as far as it knows them, begin so. */
    static List<Integer> ids(String name) {
        List<Integer> ids = new ArrayList<>();
        if (Handles.FOUND.isEmpty()) {
            return ids;
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                if (name(thread).startsWith(name)) {
                    ids.add(Integer.parseInt(thread.getFileName().toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException gone) {
            log.debug("some threads are not seen", gone);
        }
        return ids;
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (IOException gone) {
            log.debug("a thread has ended", gone);
            return "";
        }
    }

    static boolean onlyWhenIdle(int id) {
        return call(handles -> (int) handles.policy.invokeExact(id, IDLE_POLICY, handles.none)) == 0;
    }

    @FunctionalInterface
    private interface Call {
        int on(Handles handles) throws Throwable;
    }

    @SuppressWarnings("IllegalCatch") // a method handle may throw anything
    private static int call(Call call) {
        Optional<Handles> handles = Handles.FOUND;
        if (handles.isEmpty()) {
            return 0;
        }
        try {
            return call.on(handles.get());
        } catch (Throwable refused) {
            log.debug("the kernel was asked in vain", refused);
            return 0;
        }
    }
}
