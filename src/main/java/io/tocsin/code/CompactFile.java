package io.tocsin.code;

import io.tocsin.spi.Plugin;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A source whose methods stand in no class (JEP 512). The compiler makes a final class of it that nobody can use, named
 * after the file and with a main method; this makes it a plugin like any other.
 */
final class CompactFile {

    /** On the first and after the last line, so that the numbers of all lines stay. */
    private static final String BEFORE = "import io.tocsin.spi.*; ";

    private static final String MAIN = "\nvoid main() {}\n";
    private static final String CONSTRUCTOR = "<init>()V";

    private static final Set<String> CONTRACT = Stream.of(Plugin.class.getMethods())
            .map(method -> method.getName() + descriptor(method))
            .collect(Collectors.toUnmodifiableSet());

    private CompactFile() {}

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes()).toMethodDescriptorString();
    }

    /** What is given to the compiler. */
    static Source completed(Source source, boolean main) {
        return source.named(className(source.path())).with(BEFORE, main ? "" : MAIN);
    }

    /** {@code DeployAnnouncer} for {@code deploy-announcer.java}. */
    static String className(Path path) {
        String file = path.getFileName().toString();
        String base = file.endsWith(".java") ? file.substring(0, file.length() - 5) : file;
        if (SourceVersion.isName(base, SourceVersion.latest()) && !base.contains(".")) {
            return base;
        }
        String name = Stream.of(base.split("[^\\p{L}\\p{M}\\p{N}_]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
        return SourceVersion.isIdentifier(name) ? name : "Plugin" + name;
    }

    /** Whether the class has anything of the contract. */
    static boolean offers(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream().anyMatch(CompactFile::isOfContract);
    }

    private static boolean isOfContract(MethodModel method) {
        return CONTRACT.contains(signature(method)) && !method.flags().has(AccessFlag.STATIC);
    }

    private static String signature(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    /** The classes as those of a plugin, each with the name of the file it really comes from. */
    static Map<String, byte[]> published(Map<String, byte[]> classes, Path path) {
        String top = className(path);
        Map<String, byte[]> published = new HashMap<>();
        classes.forEach((name, bytes) -> {
            ClassTransform named = named(path.getFileName().toString());
            ClassModel model = ClassFile.of().parse(bytes);
            published.put(name,
                    ClassFile.of().transformClass(model, name.equals(top) ? opened().andThen(named) : named));
        });
        return published;
    }

    private static ClassTransform named(String file) {
        return (builder, element) -> {
            if (element instanceof SourceFileAttribute) {
                builder.with(SourceFileAttribute.of(file));
            } else {
                builder.with(element);
            }
        };
    }

    private static ClassTransform opened() {
        ClassTransform members = (builder, element) -> {
            switch (element) {
                case AccessFlags flags ->
                        builder.withFlags(flags.flagsMask() | ClassFile.ACC_PUBLIC);
                case MethodModel method when isOfContract(method) || signature(method).equals(CONSTRUCTOR) ->
                        builder.transformMethod(method, publicly());
                default -> builder.with(element);
            }
        };
        ClassDesc plugin = Plugin.class.describeConstable().orElseThrow();
        return members.andThen(ClassTransform.endHandler(builder -> builder.withInterfaceSymbols(plugin)));
    }

    private static MethodTransform publicly() {
        return (builder, element) -> {
            if (element instanceof AccessFlags flags) {
                int hidden = ClassFile.ACC_PRIVATE | ClassFile.ACC_PROTECTED;
                builder.withFlags(flags.flagsMask() & ~hidden | ClassFile.ACC_PUBLIC);
            } else {
                builder.with(element);
            }
        };
    }
}
