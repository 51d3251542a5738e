package io.lumbar.application.report;

import java.util.EnumSet;
import java.util.Set;

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

    /** Whether it passes a filter. */
    record Passing(Dimension dimension, Set<?> values) implements Respect {
        @Override
        public Object of(EpisodeFacts episode) {
            if (dimension == Dimension.CAUSE) {
                return episode.causes().stream().anyMatch(values::contains);
            }
            Object value = dimension.of(episode);
            return value != null && values.contains(value);
        }
    }

    /** Which of these causes it has. */
    record CausesAmong(Set<Cause> causes) implements Respect {
        @Override
        public Object of(EpisodeFacts episode) {
            var among = EnumSet.noneOf(Cause.class);
            for (Cause cause : episode.causes()) {
                if (causes.contains(cause)) {
                    among.add(cause);
                }
            }
            return among;
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
