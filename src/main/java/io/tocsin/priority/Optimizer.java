package io.tocsin.priority;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The compiler of the virtual machine that works longest and whose code runs fastest. Without HotSpot there is none. */
final class Optimizer {

    private static final Logger log = LoggerFactory.getLogger(Optimizer.class);
    private static final Set<String> LEFT_ALONE = ConcurrentHashMap.newKeySet();

    private Optimizer() {}

    /** The machine takes directives only from a file. */
    static void leaveAlone(String methods) {
        if (!LEFT_ALONE.add(methods)) {
            return;
        }
        try {
            Path directive = Files.createTempFile("tocsin", ".directive");
            try {
                Files.writeString(directive, "[{match: \"" + methods + "\", c2: {Exclude: true}}]");
                command("compilerDirectivesAdd", directive.toString());
            } finally {
                Files.delete(directive);
            }
        } catch (IOException | JMException refused) {
            log.debug("{} is optimized like everything else", methods, refused);
        }
    }

    /** What {@code jcmd} would do. */
    static Object command(String name, String... arguments) throws JMException {
        return ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), name, new Object[] {arguments},
                new String[] {String[].class.getName()});
    }
}
