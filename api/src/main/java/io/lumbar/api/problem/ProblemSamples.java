package io.lumbar.api.problem;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.Id;
import io.lumbar.domain.StreamId;
import org.springframework.http.ProblemDetail;

/**
 * One of every problem there is, as the description of the API shows them. Those of the domain are made from the errors'
 * own records, so that none can be left out.
 */
public final class ProblemSamples {
    private static final UUID ID = UUID.fromString("01935e6a-5c00-7000-8000-000000000007");
    private static final Instant MOMENT = Instant.parse("2025-03-05T09:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2025, 3, 5);
    private static final URI PATH = URI.create("/api/v1/episodes");

    private ProblemSamples() {}

    /** By status, then by type. */
    public static List<ProblemDetail> all() {
        Stream<ProblemDetail> ofTheEdge = Arrays.stream(EdgeProblem.values())
                .map(problem -> Problems.of(problem, problem.title() + "."));
        return Stream.concat(ofTheEdge, errors().map(Problems::of)).map(ProblemSamples::atAPath)
                .sorted(Comparator.comparingInt(ProblemDetail::getStatus)
                        .thenComparing(problem -> String.valueOf(problem.getType())))
                .toList();
    }

    /** One of every refusal of the domain. */
    static Stream<DomainError> errors() {
        return leaves(DomainError.class).map(ProblemSamples::sample);
    }

    private static ProblemDetail atAPath(ProblemDetail problem) {
        problem.setInstance(PATH);
        problem.setProperty(ProblemWriter.REQUEST_ID, ID.toString());
        return problem;
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ProblemSamples::leaves)
                : Stream.of(type);
    }

    private static DomainError sample(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return (DomainError) constructor
                    .newInstance(Arrays.stream(components).map(ProblemSamples::value).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no sample of " + type, e);
        }
    }

    private static Object value(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == Id.class) {
            return new ClientId(ID);
        }
        if (Id.class.isAssignableFrom(type)) {
            try {
                return type.getDeclaredConstructor(UUID.class).newInstance(ID);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no sample of " + type, e);
            }
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "String" -> text(component.getName());
            case "long", "int" -> 1;
            case "Instant" -> MOMENT;
            case "LocalDate" -> DAY;
            case "List" -> List.of();
            case "StreamId" -> StreamId.of(new ClientId(ID));
            default -> throw new IllegalStateException("no sample of " + type);
        };
    }

    private static String text(String name) {
        return switch (name) {
            case "field" -> "at";
            case "rule" -> "must not be before the opening";
            case "kind" -> "client";
            case "value" -> ID.toString();
            case "state" -> "discharged";
            case "action" -> "planned";
            case "purpose" -> "TREATMENT";
            default -> name;
        };
    }
}
