package io.tocsin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. The tables here are the design; a row is changed on purpose or not at all. */
final class ArchitectureTest {

    private static final String ROOT = "io.tocsin";

    private static final List<String> FLOOR = List.of("spi", "config", "text", "db", "schedule", "http");

    /** In the order of the flow: a stage may know the stages before it, never one after. */
    private static final List<Row> TABLE = List.of(
            row("spi"),
            row("spi.testing", "spi"),
            row("spi.sign", "spi"),
            row("config", "spi"),
            row("text", "spi", "config"),
            row("db", "spi", "config"),
            row("schedule", "spi", "config", "text"),
            row("via", "spi"),
            row("http", "spi", "config", "via"),
            row("aws", "spi", "spi.sign", "config"),
            row("bytecode", "spi"),
            row("artifact", "spi"),
            row("code", "spi", "config", "bytecode", "artifact"),
            row("priority"),
            row("guard", "spi", "bytecode", "priority"),
            row("guarded", "spi", "guard"),
            row("hook", "spi", "guard", "guarded"),
            row("options", "spi", "config"),
            row("plugin", "floor", "code", "guard", "guarded", "hook", "options"),
            row("upkeep", "floor", "code", "plugin", "priority"),
            row("access", "floor"),
            row("memory", "spi", "db"),
            row("condition", "spi", "config"),
            row("monitor", "floor", "plugin", "condition"),
            row("maintenance", "floor", "monitor"),
            row("source", "spi", "config", "monitor", "maintenance"),
            row("status", "floor", "condition", "monitor"),
            row("incident", "floor", "monitor", "maintenance", "status"),
            row("room", "floor", "plugin"),
            row("routing", "spi", "config", "monitor"),
            row("oncall", "spi", "config", "db"),
            row("notification", "floor", "hook", "plugin", "monitor", "status", "incident", "room", "routing",
                    "oncall"),
            row("heartbeat", "db", "schedule"),
            row("witness", "spi", "config"),
            row("watch", "above", "-bytecode", "-artifact", "-code", "-guard", "-guarded", "-priority"),
            row("chat", "floor", "hook", "plugin", "access", "room"),
            row("command", "above", "-bytecode", "-artifact", "-code", "-guard", "-guarded", "-priority"),
            row("intake", "spi", "heartbeat", "monitor", "watch"),
            row("page", "spi", "text", "db", "monitor", "maintenance", "status", "incident", "heartbeat", "schedule",
                    "watch"),
            row("web", "above", "-bytecode", "-artifact", "-code", "-guard", "-guarded", "-priority", "-command",
                    "-page"),
            row("kit", "above"),
            row("net", "spi", "via"),
            row("channel", "spi"),
            row("channel.live", "spi", "channel"),
            row("bundled.*", "spi", "spi.sign", "via", "net", "channel", "channel.live"));

    /** Where each library may be seen; "" is the root package. What is not here or in EVERYWHERE may not be used at all. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            entry("org.quartz", List.of("schedule")),
            entry("okhttp3", List.of("http", "bundled.http", "bundled.grpc", "bundled.slack", "bundled.discord")),
            entry("com.slack", List.of("bundled.slack")),
            entry("org.java_websocket", List.of("bundled.slack")),
            entry("okio", List.of("http", "bundled.http")),
            entry("kotlin", List.of("http", "bundled.http")),
            entry("com.sun.net.httpserver", List.of("web")),
            entry("com.sun.source", List.of("code")),
            entry("org.eclipse.aether", List.of("artifact")),
            entry("jdk.management", List.of("watch", "")),
            entry("com.sun.management", List.of("guard", "bundled.host")),
            entry("net.dv8tion", List.of("bundled.discord")),
            entry("jakarta.mail", List.of("bundled.mail")),
            entry("org.eclipse.angus", List.of("bundled.mail")),
            entry("org.jsoup", List.of("bundled.change")),
            entry("org.jline", List.of("bundled.console")),
            entry("java.sql", List.of("db", "bundled.postgresql")),
            entry("javax.sql", List.of("db")),
            entry("org.sqlite", List.of("db")),
            entry("org.postgresql", List.of("db", "bundled.postgresql")),
            entry("com.fasterxml.jackson",
                    List.of("aws", "config", "text", "condition", "monitor", "source", "intake", "page",
                            "web", "channel", "bundled.*")),
            entry("org.yaml.snakeyaml", List.of("source")),
            entry("org.knowm.xchart", List.of("command")),
            entry("io.micrometer", List.of("web", "")),
            entry("ch.qos.logback", List.of("")));

    private static final List<String> EVERYWHERE =
            List.of("java..", "javax..", "org.slf4j..", "org.jspecify..", ROOT + "..");

    /** Reads the system clock or the screen on purpose: the root hands both to the others. */
    private static final String[] MAY_READ_THE_CLOCK = {ROOT, ROOT + ".bundled.."};

    private static final String[] MAY_USE_THE_STREAMS = {ROOT, ROOT + ".bundled.console"};

    private static final JavaClasses CLASSES =
            new ClassFileImporter().importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    static List<Row> table() {
        return TABLE;
    }

    static Set<Map.Entry<String, List<String>>> rooms() {
        return ROOMS.entrySet();
    }

    @ParameterizedTest
    @MethodSource("table")
    void aPackageKnowsOnlyTheStagesOfItsRow(Row row) {
        for (String name : existing(row.name())) {
            check(noClasses().that().resideInAPackage(name)
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(row.allowed(name)))))
                    .because("the row of " + row.name() + " allows " + List.of(row.allowed(name))));
        }
    }

    @Test
    void everyPackageHasARow() {
        Set<String> unknown = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            unknown.add(type.getPackageName());
        }
        unknown.remove(ROOT);
        TABLE.forEach(row -> unknown.removeAll(existing(row.name())));
        assertThat(unknown).isEmpty();
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
    }

    @Test
    void theContractWithPluginsUsesTheJdkAlone() {
        check(classes().that().resideInAPackage(ROOT + ".spi")
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", ROOT + ".spi"));
        check(classes().that().resideInAPackage(ROOT + ".spi.testing")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + ".spi", ROOT + ".spi.testing"));
        check(classes().that().resideInAPackage(ROOT + ".spi.sign")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", ROOT + ".spi", ROOT + ".spi.sign"));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aLibraryStaysInItsRoom(Map.Entry<String, List<String>> room) {
        check(noClasses().that(not(resideInAnyPackage(packages(room.getValue()))))
                .should().dependOnClassesThat().resideInAPackage(room.getKey() + ".."));
    }

    @Test
    void aLibraryWithoutARoomIsNotUsed() {
        String[] known = Stream.concat(EVERYWHERE.stream(), ROOMS.keySet().stream().map(library -> library + ".."))
                .toArray(String[]::new);
        check(noClasses().should().dependOnClassesThat(
                not(resideInAnyPackage(known)).and(not(DescribedPredicate.describe("arrays and primitives",
                        type -> type.getPackageName().isEmpty())))));
    }

    @Test
    void theStandardStreamsBelongToTheConsole() {
        ArchCondition<JavaClass> useThem = new ArchCondition<>("use the standard streams") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFieldAccessesFromSelf().stream()
                        .filter(access -> access.getTargetOwner().isEquivalentTo(System.class))
                        .forEach(access -> events.add(SimpleConditionEvent.satisfied(type, access.getDescription())));
                type.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getName().equals("printStackTrace")
                                && call.getTarget().getRawParameterTypes().isEmpty())
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(type, call.getDescription())));
            }
        };
        check(noClasses().that().resideOutsideOfPackages(MAY_USE_THE_STREAMS).should(useThem));
    }

    @Test
    void timeIsAnArgument() {
        DescribedPredicate<JavaMethodCall> readsTheClock =
                DescribedPredicate.describe("read the system clock", call -> {
                    MethodCallTarget target = call.getTarget();
                    String owner = target.getOwner().getName();
                    return owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis")
                            || owner.startsWith("java.time.") && target.getName().equals("now")
                                    && !takesAClock(target)
                            || Set.of("java.time.Clock", "java.time.InstantSource").contains(owner)
                                    && target.getName().startsWith("system");
                });
        check(noClasses().that().resideOutsideOfPackages(MAY_READ_THE_CLOCK).should().callMethodWhere(readsTheClock));
    }

    @Test
    void aClassIsOpenOnlyOnPurpose() {
        DescribedPredicate<JavaClass> openByAccident = DescribedPredicate.describe("open by accident",
                type -> !type.isInterface() && !type.isEnum() && !type.isRecord() && !type.isAnonymousClass()
                        && !type.isLocalClass()
                        && !type.getModifiers().contains(JavaModifier.FINAL)
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !type.reflect().isSealed() && !type.reflect().isEnum()
                        && !type.getModifiers().contains(JavaModifier.SYNTHETIC));
        List<String> open = CLASSES.that(openByAccident.and(not(resideInAPackage(ROOT + ".spi")))).stream()
                .filter(type -> type.getSuperclass().map(parent -> !parent.toErasure().isEnum()).orElse(true))
                .map(HasName::getName)
                .filter(name -> !name.endsWith("package-info"))
                .sorted()
                .toList();
        assertThat(open).as("final, sealed, abstract, a record or an enum").isEmpty();
    }

    private static boolean takesAClock(MethodCallTarget target) {
        return target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    /** The packages that a name such as "monitor" or "bundled.*" stands for. */
    private static Set<String> existing(String name) {
        String prefix = ROOT + "." + name.replace("*", "");
        return CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(found -> name.endsWith("*") ? found.startsWith(prefix) : found.equals(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String[] packages(List<String> names) {
        return names.stream()
                .map(name -> name.isEmpty() ? ROOT : ROOT + "." + name.replace(".*", ".."))
                .toArray(String[]::new);
    }

    /** "floor" is short for {@link #FLOOR}, "above" for all rows above, "-name" takes one of those out again. */
    private static Row row(String name, String... may) {
        return new Row(name, List.of(may));
    }

    private static Stream<String> meaning(String word, Row row) {
        return switch (word) {
            case "floor" -> FLOOR.stream();
            case "above" -> TABLE.subList(0, TABLE.indexOf(row)).stream().map(Row::name)
                    .filter(name -> !row.may().contains("-" + name));
            default -> Stream.of(word).filter(known -> !known.startsWith("-"));
        };
    }

    private record Row(String name, List<String> may) {

        /** Itself and what the row names. */
        String[] allowed(String self) {
            List<String> known = may.stream().flatMap(word -> meaning(word, this)).toList();
            return Stream.concat(Stream.of(self), Arrays.stream(packages(known))).toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
