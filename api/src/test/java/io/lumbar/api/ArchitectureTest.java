package io.lumbar.api;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.lumbar.api.request.Shown;
import io.lumbar.domain.Command;
import io.lumbar.domain.Decider;
import io.lumbar.domain.Event;
import io.lumbar.domain.Personal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of docs/adr that the compiler cannot keep. ArchUnit is content with a rule about a package that does not
 * exist, so every rule has an offender planted in the test sources that it must find.
 */
class ArchitectureTest {
    private static final String DOMAIN = "io.lumbar.domain..";
    private static final String APPLICATION = "io.lumbar.application..";
    private static final String INFRASTRUCTURE = "io.lumbar.infrastructure..";
    private static final String API = "io.lumbar.api..";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar")).importPackages("io.lumbar");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("io.lumbar.domain.planted",
            "io.lumbar.domain.plantedother", "io.lumbar.application.planted", "io.lumbar.api.planted",
            "io.lumbar.domain.therapist", "io.lumbar.domain.episode");

    /** The types of which each package makes a sealed one of its own. */
    private static final Set<Class<?>> OPEN = Set.of(Command.class, Event.class, Decider.class);

    private static final DescribedPredicate<JavaCall<?>> READS_TIME_OR_CHANCE = DescribedPredicate
            .describe("reads the time or draws by chance", call -> {
                String method = call.getTarget().getName();
                String owner = call.getTargetOwner().getName();
                return (owner.startsWith("java.time.") && method.equals("now"))
                        || (call.getTargetOwner().isEquivalentTo(UUID.class) && method.equals("randomUUID"))
                        || (call.getTargetOwner().isEquivalentTo(Math.class) && method.equals("random"))
                        || (call.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty").contains(method));
            });

    private static final DescribedPredicate<JavaCall<?>> OPENS_WHAT_IS_PERSONAL = DescribedPredicate
            .describe("opens what is personal", call -> {
                JavaClass owner = call.getTargetOwner();
                return (owner.isEquivalentTo(Personal.Known.class) && call.getTarget().getName().equals("value"))
                        || (owner.isAssignableTo(Personal.class)
                                && Set.of("map", "orElse").contains(call.getTarget().getName()));
            });

    /** @param offenders the planted classes that break it */
    record Rule(String name, ArchRule rule, List<String> offenders) {
        Rule(String name, ArchRule rule, String... offenders) {
            this(name, rule, List.of(offenders));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(
                new Rule("the domain uses Java, statistics and itself",
                        classes().that().resideInAPackage(DOMAIN).should().onlyDependOnClassesThat()
                                .resideInAnyPackage(DOMAIN, "java.lang..", "java.math..", "java.time..", "java.util..",
                                        "org.jspecify..", "org.apache.commons.statistics.."),
                        "UsesAFramework", "ReadsAFile"),
                new Rule("the application uses Java, the domain and itself",
                        classes().that().resideInAPackage(APPLICATION).should().onlyDependOnClassesThat()
                                .resideInAnyPackage(APPLICATION, DOMAIN, "java..", "org.jspecify.."),
                        "UsesAFramework"),
                new Rule("only infrastructure knows Axon",
                        noClasses().that().resideOutsideOfPackage(INFRASTRUCTURE).should().dependOnClassesThat()
                                .resideInAPackage("org.axonframework.."),
                        "UsesAxon"),
                new Rule("controllers do not see infrastructure",
                        noClasses().that().resideInAPackage(API).should().dependOnClassesThat()
                                .resideInAPackage(INFRASTRUCTURE),
                        "SeesInfrastructure"),
                new Rule("the edge does not know that there is a database",
                        noClasses().that().resideInAPackage(API).should().dependOnClassesThat()
                                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..",
                                        "org.springframework.dao..", "org.springframework.transaction..",
                                        "org.postgresql.."),
                        "KnowsTheDatabase"),
                new Rule("what is personal is opened where it is noted who is shown it, and nowhere else at the edge",
                        noClasses().that().resideInAnyPackage(API, APPLICATION).and().doNotBelongToAnyOf(Shown.class)
                                .should().callMethodWhere(OPENS_WHAT_IS_PERSONAL),
                        "OpensWhatIsPersonal"),
                new Rule("packages of a module have no cycles",
                        slices().matching("io.lumbar.(*).(*)..").should().beFreeOfCycles(), "InACycle", "Partner"),
                new Rule("a therapist's rules do not look into episodes",
                        noClasses().that().resideInAPackage("io.lumbar.domain.therapist..").should()
                                .dependOnClassesThat().resideInAPackage("io.lumbar.domain.episode.."),
                        "UsesAnEpisode"),
                new Rule("no aggregate decides for another",
                        classes().that().resideInAPackage(DOMAIN).should(useNoDeciderOfAnotherPackage()),
                        "DecidesForTherapists"),
                new Rule("time and ids come into the domain from outside",
                        noClasses().that().resideInAPackage(DOMAIN).should().callMethodWhere(READS_TIME_OR_CHANCE)
                                .orShould().dependOnClassesThat().belongToAnyOf(Clock.class, Random.class,
                                        RandomGenerator.class, ThreadLocalRandom.class),
                        "TellsTheTime", "DrawsAnId"),
                new Rule("nobody extends the domain from outside",
                        classes().that().resideInAPackage(DOMAIN).should(beClosed()), "MayBeExtended",
                        "MayBeImplemented"),
                new Rule("nothing is injected into fields",
                        noFields().that().areDeclaredInClassesThat().resideInAPackage("io.lumbar..").should()
                                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired").orShould()
                                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value").orShould()
                                .beAnnotatedWith("jakarta.annotation.Resource").orShould()
                                .beAnnotatedWith("jakarta.inject.Inject"),
                        "InjectsAField", "InjectsASetting"));
    }

    private static ArchCondition<JavaClass> beClosed() {
        return new ArchCondition<>("be a record, an enumeration, sealed or final") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean closed = type.isRecord() || type.isEnum() || type.isAnonymousClass()
                        || type.getModifiers().contains(JavaModifier.FINAL) || type.reflect().isSealed()
                        || type.getSimpleName().equals("package-info") || OPEN.contains(type.reflect());
                events.add(new SimpleConditionEvent(type, closed, type.getName() + " is open"));
            }
        };
    }

    private static ArchCondition<JavaClass> useNoDeciderOfAnotherPackage() {
        return new ArchCondition<>("use no decider of another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass();
                    if (used.isAssignableTo(Decider.class) && !used.isEquivalentTo(Decider.class)
                            && !used.getPackageName().equals(type.getPackageName())) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds_in_the_product(Rule rule) {
        rule.rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void finds_its_planted_offenders(Rule rule) {
        List<String> violations = rule.rule.evaluate(PLANTED).getFailureReport().getDetails();

        assertThat(rule.offenders).isNotEmpty();
        for (String offender : rule.offenders) {
            assertThat(violations).anyMatch(violation -> violation.contains(offender));
        }
    }

    @Test
    void sees_every_module_and_no_test() {
        for (String module : List.of("domain", "application", "infrastructure", "api")) {
            assertThat(PRODUCT.stream().filter(type -> type.getPackageName().startsWith("io.lumbar." + module)))
                    .as(module).hasSizeGreaterThan(5);
        }
        assertThat(PRODUCT.stream().map(JavaClass::getSimpleName)).doesNotContain("ArchitectureTest", "TestDatabase",
                "Offenders");
    }
}
