package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.SessionFacts;
import org.jspecify.annotations.Nullable;

/**
 * A span of days.
 *
 * @param from first; null for no bound
 * @param to last; null for no bound
 */
record Window(@Nullable LocalDate from, @Nullable LocalDate to) {

    /** All days. */
    static final Window ALWAYS = new Window(null, null);

    /** Where a day lies, seen from a window. */
    enum Phase {
        BEFORE, WITHIN, AFTER
    }

    Phase phase(LocalDate day) {
        if (from != null && day.isBefore(from)) {
            return Phase.BEFORE;
        }
        return to != null && day.isAfter(to) ? Phase.AFTER : Phase.WITHIN;
    }

    boolean includes(LocalDate day) {
        return phase(day) == Phase.WITHIN;
    }

    /** The sessions that took place on one of the days. */
    List<SessionFacts> held(EpisodeFacts episode) {
        return episode.sessions().stream().filter(session -> session.held() && includes(session.on())).toList();
    }

    /** The days of a phase, of which this window has some. */
    Window days(Phase phase) {
        return switch (phase) {
            case BEFORE -> new Window(null, from == null ? null : from.minusDays(1));
            case WITHIN -> this;
            case AFTER -> new Window(to == null ? null : to.plusDays(1), null);
        };
    }
}
