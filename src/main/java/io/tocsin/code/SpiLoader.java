package io.tocsin.code;

import io.tocsin.bytecode.Weaver;
import io.tocsin.spi.Plugin;
import java.util.Set;

/**
 * The parent of every plugin's class loader: the JDK, the contract, SLF4J and what woven classes call, and nothing else of
 * the bot.
 */
final class SpiLoader extends ClassLoader {

    private static final String SPI = Plugin.class.getPackageName();
    private static final Set<String> CONTRACT = Set.of(SPI, SPI + ".sign", SPI + ".testing");
    private static final String LOGGING = "org.slf4j";
    private static final SpiLoader ONLY = new SpiLoader();

    private SpiLoader() {
        super("spi", ClassLoader.getPlatformClassLoader());
    }

    static SpiLoader instance() {
        return ONLY;
    }

    /** Whether plugins may see a package. */
    static boolean shows(String packageName) {
        return CONTRACT.contains(packageName)
                || packageName.equals(LOGGING)
                || packageName.startsWith(LOGGING + ".");
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (shows(name.substring(0, Math.max(0, name.lastIndexOf('.')))) || Weaver.calls(name)) {
            return Plugin.class.getClassLoader().loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
