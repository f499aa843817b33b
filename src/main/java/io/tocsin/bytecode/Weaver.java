package io.tocsin.bytecode;

import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts checkpoints into a class. */
public final class Weaver {

    private static final Logger log = LoggerFactory.getLogger(Weaver.class);
    private static final Set<String> SEEN_BY_PLUGINS = Set.of(Checkpoint.class.getName(), Expressions.class.getName());

    private final ClassFile files;

    /** @param siblings the class files beside it by their path, such as {@code a/B.class}; null for what is not there */
    public Weaver(Function<String, @Nullable InputStream> siblings) {
        ClassHierarchyResolver own = ClassHierarchyResolver.ofResourceParsing(
                (ClassDesc type) -> siblings.apply(path(type)));
        this.files = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(own.orElse(ClassHierarchyResolver.defaultResolver())));
    }

    private static String path(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1) + ".class";
    }

    /** Whether woven classes must be able to load a class. */
    public static boolean calls(String className) {
        return SEEN_BY_PLUGINS.contains(className);
    }

    /** A class that cannot be woven stays as it is: it may be older than stack maps, or lean on classes that are missing. */
    public byte[] weave(byte[] bytes) {
        try {
            return files.transformClass(
                    files.parse(bytes),
                    ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Checkpoints::new)));
        } catch (RuntimeException strange) {
            log.debug("a class stays without checkpoints", strange);
            return bytes;
        }
    }
}
