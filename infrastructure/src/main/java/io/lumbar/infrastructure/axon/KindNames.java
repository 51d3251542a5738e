package io.lumbar.infrastructure.axon;

import java.util.List;
import java.util.Map;

import io.lumbar.domain.episode.Measurement.Occasion;
import io.lumbar.domain.outcome.Answers;
import io.lumbar.domain.outcome.OdiSections;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.outcome.RmdqTicked;
import io.lumbar.domain.outcome.StartBackTotals;
import tools.jackson.databind.jsontype.NamedType;

/**
 * The stored names of the alternatives of sealed types inside events, written as the property {@link #PROPERTY}. They
 * are as stable as the names of events.
 */
final class KindNames {
    static final String PROPERTY = "kind";

    private static final Map<Class<?>, List<NamedType>> ALTERNATIVES = Map.of(
            Occasion.class,
            List.of(new NamedType(Occasion.Baseline.class, "baseline"),
                    new NamedType(Occasion.BetweenSessions.class, "between-sessions"),
                    new NamedType(Occasion.AtSession.class, "session"),
                    new NamedType(Occasion.AtFollowUp.class, "follow-up")),
            Reading.class,
            List.of(new NamedType(Reading.Given.class, "score"), new NamedType(Reading.Answered.class, "answers")),
            Answers.class,
            List.of(new NamedType(OdiSections.class, "odi"), new NamedType(RmdqTicked.class, "rmdq"),
                    new NamedType(PsfsActivities.class, "psfs"), new NamedType(StartBackTotals.class, "start-back")));

    private KindNames() {}

    /** The named alternatives of a sealed type; empty when the type is not one that is stored by kind. */
    static List<NamedType> alternatives(Class<?> type) {
        return ALTERNATIVES.getOrDefault(type, List.of());
    }

    /** Whether the type is an alternative, and so always an object with its kind. */
    static boolean isAlternative(Class<?> type) {
        return ALTERNATIVES.values().stream().flatMap(List::stream).anyMatch(named -> named.getType() == type);
    }
}
