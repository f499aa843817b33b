package io.tocsin;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What {@code java -jar} runs, compiled for Java 11: on a Java that is too old it looks for a newer one on this machine
 * and runs the program there, with the same streams, options and exit code.
 */
public final class Launcher {

    private static final int NEEDED = 25;
    private static final String MAIN = "io.tocsin.Main";

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        int have = Runtime.version().feature();
        if (have >= NEEDED) {
            runHere(args);
            return;
        }
        File java = newestJava();
        if (java == null) {
            System.err.println("Tocsin needs Java " + NEEDED + " or newer, this is Java " + have
                    + ", and no newer one was found here: install one (for example from https://adoptium.net)"
                    + " or set JAVA_HOME to it.");
            System.exit(2);
        } else {
            System.exit(runThere(java, args));
        }
    }

    private static void runHere(String[] args) throws Exception {
        try {
            Class.forName(MAIN).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Exception) {
                throw (Exception) failed.getCause();
            }
            throw failed;
        }
    }

    private static int runThere(File java, String[] args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.getPath());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MAIN);
        command.addAll(List.of(args));
        Process child = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endWith(child), "end with the program"));
        return child.waitFor();
    }

    /** A signal that ends this process ends the program first, and its exit code becomes ours. */
    private static void endWith(Process child) {
        child.destroy();
        try {
            Runtime.getRuntime().halt(child.waitFor());
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    private static File newestJava() {
        File newest = null;
        int version = NEEDED - 1;
        for (File home : homes()) {
            File java = new File(home, windows() ? "bin\\java.exe" : "bin/java");
            int found = java.canExecute() ? version(home) : 0;
            if (found > version) {
                newest = java;
                version = found;
            }
        }
        return newest;
    }

    private static List<File> homes() {
        List<File> homes = new ArrayList<>();
        String set = System.getenv("JAVA_HOME");
        if (set != null) {
            homes.add(new File(set));
        }
        String user = System.getProperty("user.home");
        for (String directory : List.of("/usr/lib/jvm", "/usr/java", user + "/.sdkman/candidates/java", user + "/.jdks",
                "C:\\Program Files\\Java", "C:\\Program Files\\Eclipse Adoptium", "C:\\Program Files\\Microsoft",
                "/Library/Java/JavaVirtualMachines", user + "/Library/Java/JavaVirtualMachines")) {
            File[] found = new File(directory).listFiles();
            for (File home : found == null ? new File[0] : found) {
                homes.add(home);
                homes.add(new File(home, "Contents/Home"));
            }
        }
        return homes;
    }

    private static int version(File home) {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(new File(home, "release").toPath())) {
            release.load(in);
            String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
            return Integer.parseInt(version.split("[^0-9]", 2)[0]);
        } catch (IOException | IllegalArgumentException notAJava) {
            return 0;
        }
    }

    private static boolean windows() {
        return File.separatorChar == '\\';
    }
}
