package io.tocsin.code;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Finds classes that would end the whole process: nothing can stop them once they run. */
final class Exits {

    private static final Set<String> ENDS =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

    private Exits() {}

    /** Whether a class calls, or hands on, what ends the process. */
    static boolean in(byte[] bytes) {
        Iterable<PoolEntry> pool = ClassFile.of().parse(bytes).constantPool();
        return StreamSupport.stream(pool.spliterator(), false)
                .anyMatch(entry -> entry instanceof MemberRefEntry member && ENDS.contains(name(member)));
    }

    private static String name(MemberRefEntry member) {
        return member.owner().asInternalName() + "." + member.name().stringValue();
    }
}
