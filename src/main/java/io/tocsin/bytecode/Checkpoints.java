package io.tocsin.bytecode;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The way through one method: what jumps to a label that has been passed, jumps backwards. */
final class Checkpoints implements CodeTransform {

    /** The methods that are replaced, and by which of {@link Expressions}; their object becomes the first argument. */
    static final Map<String, String> REPLACED = Map.ofEntries(
            Map.entry("java/util/regex/Pattern.matcher(Ljava/lang/CharSequence;)Ljava/util/regex/Matcher;", "matcher"),
            Map.entry("java/util/regex/Pattern.matches(Ljava/lang/String;Ljava/lang/CharSequence;)Z", "matches"),
            Map.entry("java/util/regex/Pattern.split(Ljava/lang/CharSequence;)[Ljava/lang/String;", "split"),
            Map.entry("java/util/regex/Pattern.split(Ljava/lang/CharSequence;I)[Ljava/lang/String;", "split"),
            Map.entry("java/util/regex/Pattern.splitAsStream(Ljava/lang/CharSequence;)Ljava/util/stream/Stream;",
                    "splitAsStream"),
            Map.entry("java/util/regex/Pattern.asPredicate()Ljava/util/function/Predicate;", "asPredicate"),
            Map.entry("java/util/regex/Pattern.asMatchPredicate()Ljava/util/function/Predicate;", "asMatchPredicate"),
            Map.entry("java/util/regex/Matcher.reset(Ljava/lang/CharSequence;)Ljava/util/regex/Matcher;", "reset"),
            Map.entry("java/lang/String.matches(Ljava/lang/String;)Z", "matchesText"),
            Map.entry("java/lang/String.split(Ljava/lang/String;)[Ljava/lang/String;", "split"),
            Map.entry("java/lang/String.split(Ljava/lang/String;I)[Ljava/lang/String;", "split"),
            Map.entry("java/lang/String.replaceAll(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;",
                    "replaceAll"),
            Map.entry("java/lang/String.replaceFirst(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;",
                    "replaceFirst"));

    private static final ClassDesc CHECKPOINT = Checkpoint.class.describeConstable().orElseThrow();
    private static final ClassDesc EXPRESSIONS = Expressions.class.describeConstable().orElseThrow();

    private final Set<Label> passed = new HashSet<>();
    private boolean entered;

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        if (element instanceof LabelTarget target) {
            passed.add(target.label());
        }
        if (element instanceof Instruction && !entered) {
            entered = true;
            builder.invokestatic(CHECKPOINT, "enter", ConstantDescs.MTD_void);
        }
        if (element instanceof InvokeInstruction call && REPLACED.containsKey(called(call))) {
            replace(builder, call);
            return;
        }
        if (jumpsBack(element)) {
            builder.invokestatic(CHECKPOINT, "jump", ConstantDescs.MTD_void);
        }
        builder.with(element);
    }

    private static String called(InvokeInstruction call) {
        return call.owner().asInternalName() + "." + call.name().stringValue() + call.type().stringValue();
    }

    private static void replace(CodeBuilder builder, InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        String name = REPLACED.getOrDefault(called(call), "");
        builder.invokestatic(EXPRESSIONS, name,
                call.opcode() == Opcode.INVOKESTATIC ? type : type.insertParameterTypes(0, call.owner().asSymbol()));
    }

    private boolean jumpsBack(CodeElement element) {
        return switch (element) {
            case BranchInstruction branch -> passed.contains(branch.target());
            case TableSwitchInstruction table -> passed.contains(table.defaultTarget()) || any(table.cases());
            case LookupSwitchInstruction lookup -> passed.contains(lookup.defaultTarget()) || any(lookup.cases());
            default -> false;
        };
    }

    private boolean any(List<SwitchCase> cases) {
        return cases.stream().map(SwitchCase::target).anyMatch(passed::contains);
    }
}
