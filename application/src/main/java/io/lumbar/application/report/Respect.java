package io.lumbar.application.report;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.lumbar.domain.Cause;
import io.lumbar.domain.facts.EpisodeFacts;

/** What episodes are told apart by. */
sealed interface Respect {

    /** What it tells of an episode; equal for those that are alike. */
    Object of(EpisodeFacts episode);

    /** Each value of a dimension. */
    record By(Dimension dimension) implements Respect {
        @Override
        public Object of(EpisodeFacts episode) {
            Object value = dimension.of(episode);
            return value == null ? Absent.ABSENT : value;
        }
    }

    /** All of its causes. */
    record Causes() implements Respect {
        @Override
        public Object of(EpisodeFacts episode) {
            var causes = EnumSet.noneOf(Cause.class);
            causes.addAll(episode.causes());
            return causes;
        }
    }

    /** What follows from another respect. */
    sealed interface Following extends Respect {

        /** The other. */
        Respect from();

        /** What follows from what the other tells. */
        Object after(Object told);

        @Override
        default Object of(EpisodeFacts episode) {
            return after(from().of(episode));
        }
    }

    /** Whether it passes a filter; one by cause is passed by any of the causes. */
    record Passing(Dimension dimension, Set<?> values) implements Following {
        @Override
        public Respect from() {
            return dimension == Dimension.CAUSE ? new Causes() : new By(dimension);
        }

        @Override
        public Object after(Object told) {
            return told instanceof Set<?> causes ? causes.stream().anyMatch(values::contains) : values.contains(told);
        }
    }

    /** Which of these causes it has. */
    record CausesAmong(Set<Cause> causes) implements Following {
        @Override
        public Respect from() {
            return new Causes();
        }

        @Override
        public Object after(Object told) {
            return causes.stream().filter(((Set<?>) told)::contains)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Cause.class)));
        }
    }

    /** When it counts, and for which parts of an answer. */
    record Counting(Tally<?> tally) implements Respect {
        @Override
        public Object of(EpisodeFacts episode) {
            return tally.presence(episode);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Counting(var another) && tally.question().equals(another.question());
        }

        @Override
        public int hashCode() {
            return tally.question().hashCode();
        }
    }
}
