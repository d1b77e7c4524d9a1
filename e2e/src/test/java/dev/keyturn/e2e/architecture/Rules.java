// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// The rules, each as one value that a test holds against the code and against its planted violation.
final class Rules {

    private static final String CORE = "dev.keyturn.core..";
    private static final String TARGETS = "dev.keyturn.targets..";
    private static final String SERVER = "dev.keyturn.server..";
    private static final String OPERATOR = "dev.keyturn.operator..";
    private static final String CLI = "dev.keyturn.cli..";
    private static final String TESTKIT = "dev.keyturn.testkit..";

    /// The client library of each engine; a package that is missing here has none.
    private static final Map<String, String> CLIENT_LIBRARIES = Map.of(
            "redis", "redis.clients..",
            "postgres", "org.postgresql..",
            "mysql", "org.mariadb..",
            "mariadb", "org.mariadb..",
            "sqlserver", "com.microsoft.sqlserver..");

    private static final Set<String> DOUBLES = Set.of("SqlServerDouble", "SqlServerContainer", "SqlCmd").stream()
            .map("dev.keyturn.testkit.sqlserver."::concat)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> REPLACING =
            Set.of("update", "updateStatus", "replace", "replaceStatus", "createOrReplace");

    private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

    private Rules() {}

    static final ArchRule CORE_IMPORTS_NOTHING_BUT_THE_JDK = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE, "org.jspecify..").or(plainJava()))
            .allowEmptyShould(true);

    static final ArchRule TARGETS_SEE_THE_CORE_AND_THEIR_OWN_CLIENT_LIBRARY = classes()
            .that()
            .resideInAPackage(TARGETS)
            .should(seeOnlyTheirOwnClientLibrary())
            .allowEmptyShould(true);

    static final ArchRule A_TARGET_SEES_NO_OTHER_BUT_WHAT_ALL_SHARE = slices().matching("dev.keyturn.targets.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    resideInAnyPackage("dev.keyturn.targets.jdbc..", "dev.keyturn.targets.net.."))
            .allowEmptyShould(true);

    static final ArchRule THE_SERVER_SEES_NO_TARGET_NO_OPERATOR_NO_DRIVER = noClasses()
            .that()
            .resideInAPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    TARGETS, OPERATOR, CLI, TESTKIT, "io.fabric8..", "io.javaoperatorsdk..", "redis.clients..")
            .allowEmptyShould(true);

    static final ArchRule THE_OPERATOR_SEES_NO_TARGET_NO_SERVER_NO_HTTP_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage(OPERATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TARGETS, SERVER, CLI, TESTKIT, "io.helidon..")
            .allowEmptyShould(true);

    /// A resource that is written as a whole loses every field that our records do not have.
    static final ArchRule THE_OPERATOR_REPLACES_NO_RESOURCE = noClasses()
            .that(resideInAPackage(OPERATOR)
                    .and(not(describe(
                            "the Lease, which is the operator's own",
                            type -> type.getFullName().equals("dev.keyturn.operator.runtime.LeaseLock")))))
            .should()
            .accessTargetWhere(describe("it replaces a resource; patch or apply it", Rules::replacesAResource));

    static final ArchRule THE_TESTKIT_SEES_THE_CORE_ONLY = noClasses()
            .that()
            .resideInAPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(TARGETS, SERVER, OPERATOR, CLI)
            .allowEmptyShould(true);

    static final ArchRule ONLY_THE_CLI_HAS_A_MAIN = methods()
            .that()
            .areDeclaredInClassesThat(resideInAPackage("dev.keyturn..")
                    .and(not(resideInAPackage(CLI)))
                    .and(not(describe(
                            "the double, which also is a process of its own, or programs of a container",
                            type -> DOUBLES.contains(type.getFullName())))))
            .should()
            .haveNameNotMatching("main")
            .allowEmptyShould(true);

    static final ArchRule ONLY_THE_LAUNCHER_NAMES_DRIVERS = noClasses()
            .that(resideInAPackage("dev.keyturn..")
                    .and(not(resideInAPackage(TARGETS)))
                    .and(not(describe("the launcher", type -> type.getFullName().equals("dev.keyturn.cli.Drivers")))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TARGETS)
            .allowEmptyShould(true);

    static final ArchRule ONLY_LISTED_CLASSES_REVEAL_A_PASSWORD = noClasses()
            .that(not(describe(
                    "listed",
                    type -> PasswordReaders.ALL.contains(outermost(type).getFullName()))))
            .should()
            .accessTargetWhere(describe(
                    "it is Password.reveal",
                    access -> isMember(access, "dev.keyturn.core.credential.Password", "reveal")));

    static final ArchRule NOBODY_READS_THE_CLOCK = noClasses()
            .should()
            .accessTargetWhere(describe("it reads the clock; take an InstantSource", Rules::readsTheClock));

    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "it sleeps; wait for an event",
                    access -> isMember(access, Thread.class.getName(), "sleep")
                            || isMember(access, TimeUnit.class.getName(), "sleep")));

    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.keyturn.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    /// NullAway reads marked packages only: one without the mark is one that nobody checks.
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(new ArchCondition<>("be in a package marked @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(type, type.getFullName() + " is in no such package"));
                    }
                }
            })
            .allowEmptyShould(true);

    private static DescribedPredicate<JavaClass> plainJava() {
        return describe(
                "java.base without java.net and logging",
                type -> type.getPackageName().startsWith("java.")
                        && JAVA_BASE.contains(type.getPackageName())
                        && !type.getPackageName().startsWith("java.net")
                        && !type.getFullName().startsWith("java.lang.System$Logger"));
    }

    private static ArchCondition<JavaClass> seeOnlyTheirOwnClientLibrary() {
        var common = resideInAnyPackage(CORE, TARGETS, "java..", "javax..", "org.jspecify..", "org.slf4j..");
        return new ArchCondition<>("see the JDK, SLF4J, the core and their own client library only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var library = CLIENT_LIBRARIES.getOrDefault(engineOf(type), "none");
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !common.or(resideInAPackage(library))
                                .test(dependency.getTargetClass().getBaseComponentType()))
                        .filter(dependency -> !dependency
                                .getTargetClass()
                                .getBaseComponentType()
                                .isPrimitive())
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static String engineOf(JavaClass type) {
        var segments = type.getPackageName().split("\\.", -1);
        return segments.length > 3 ? segments[3] : "";
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        return isMember(access, System.class.getName(), "currentTimeMillis")
                || isMember(access, Date.class.getName(), "<init>") && hasNoParameters(access)
                || access.getName().equals("now")
                        && access.getTargetOwner().isAssignableTo(Temporal.class)
                        && !takesAClock(access);
    }

    private static boolean replacesAResource(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("io.fabric8.kubernetes.client")
                && REPLACING.contains(access.getName());
    }

    private static boolean takesAClock(JavaAccess<?> access) {
        return access instanceof JavaCall<?> call
                && call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean hasNoParameters(JavaAccess<?> access) {
        return access instanceof JavaCall<?> call
                && call.getTarget().getRawParameterTypes().isEmpty();
    }

    private static boolean isMember(JavaAccess<?> access, String owner, String name) {
        return access.getTargetOwner().getFullName().equals(owner)
                && access.getName().equals(name);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Rules::outermost).orElse(type);
    }
}
