package org.careagent.neuron.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// The rules of the house. The enforcer holds them for modules, this test for classes.
class ArchitectureTest {
    private static final String ROOT = "org.careagent.neuron.";
    private static final String[] INSIDE = {ROOT + "domain..", ROOT + "application.."};

    private static final JavaClasses NEURON =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("test-classes"))
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("org.careagent.neuron");

    @TestFactory
    Stream<DynamicTest> theHouse() {
        return Stream.of(
                        domainStandsAlone(),
                        applicationSeesTheDomainAlone(),
                        adaptersStayApart(),
                        sharedCodeServesAndIsNotServed(),
                        theClientSharesNoCodeWithTheServer(),
                        nobodySeesBootstrap(),
                        noPackageCycles(),
                        noClockInside(),
                        noRandomnessInside(),
                        noThreadsOfItsOwnInside())
                .map(rule ->
                        DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(NEURON)));
    }

    private static ArchRule domainStandsAlone() {
        return classes()
                .that()
                .resideInAPackage(ROOT + "domain..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(ROOT + "domain..", "java..", "org.jspecify.."))
                .because(
                        "consent and handshake must be readable, testable and right without any"
                                + " framework");
    }

    private static ArchRule applicationSeesTheDomainAlone() {
        return classes()
                .that()
                .resideInAPackage(ROOT + "application..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                ROOT + "application..",
                                ROOT + "domain..",
                                "java..",
                                "org.jspecify.."))
                .because("arrows run inward: what is outside comes in through a port");
    }

    private static ArchRule adaptersStayApart() {
        return slices().matching(ROOT + "adapters.(*).(*)..")
                .namingSlices("$1 adapter $2")
                .as("adapters do not see each other")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(ROOT + "adapters.shared.."))
                .because("an adapter can be swapped only while no other leans on it");
    }

    private static ArchRule sharedCodeServesAndIsNotServed() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "adapters.shared..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.careagent.neuron..")
                                .and(
                                        resideOutsideOfPackages(
                                                ROOT + "adapters.shared..",
                                                ROOT + "application..",
                                                ROOT + "domain..")))
                .because(
                        "what all adapters share must not tie them to one another; it may look"
                                + " inward, as each of them does");
    }

    private static ArchRule theClientSharesNoCodeWithTheServer() {
        return classes()
                .that()
                .resideInAPackage(ROOT + "adapters.outbound.handshakeclient..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                ROOT + "adapters.outbound.handshakeclient..",
                                ROOT + "domain.identity..",
                                "java..",
                                "javax.net.ssl..",
                                "tools.jackson..",
                                "org.jspecify.."))
                .because(
                        "a client that leaned on the server's code would agree with its mistakes;"
                                + " who is who, by value types, is all they have in common");
    }

    private static ArchRule nobodySeesBootstrap() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "bootstrap..", ROOT + "launcher..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "bootstrap..")
                .because("bootstrap assembles the parts, so no part can need it");
    }

    private static ArchRule noPackageCycles() {
        return slices().matching(ROOT + "(domain|application).(*)..")
                .should()
                .beFreeOfCycles()
                .because("a newcomer reads one package after the other");
    }

    private static ArchRule noClockInside() {
        return noClasses()
                .that()
                .resideInAnyPackage(INSIDE)
                .should()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethodWhere(
                        target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .because("the time comes in through a port, so that tests hold the clock");
    }

    private static ArchRule noRandomnessInside() {
        return noClasses()
                .that()
                .resideInAnyPackage(INSIDE)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SecureRandom.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .because("nonces and ids come in through ports, so that tests know them");
    }

    private static ArchRule noThreadsOfItsOwnInside() {
        return noClasses()
                .that()
                .resideInAnyPackage(INSIDE)
                .should()
                .callMethodWhere(
                        target(owner(equivalentTo(Thread.class)))
                                .and(target(nameMatching("sleep|of.*|startVirtualThread"))))
                .orShould()
                .callConstructorWhere(target(owner(equivalentTo(Thread.class))))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executors.class)
                .because(
                        "on which thread things run is decided outside, by timers and connections");
    }
}
