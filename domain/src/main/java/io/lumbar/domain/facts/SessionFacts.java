package io.lumbar.domain.facts;

import java.time.LocalDate;

import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.Session;
import org.jspecify.annotations.Nullable;

/**
 * A session: as it was held, else as it is or was planned.
 *
 * @param on local date of the start at the clinic
 * @param minutes 5 to 240
 * @param cancelledBy null unless it was cancelled
 * @param againstRules whether it was held against a rule
 */
public record SessionFacts(LocalDate on, int minutes, TherapistId therapist, Style style, SessionKind kind, State state,
        Session.@Nullable CancelledBy cancelledBy, boolean againstRules) {

    /** What became of it. One that was voided has no facts. */
    public enum State {
        PLANNED, HELD, MISSED, CANCELLED
    }

    /** Whether it took place. */
    public boolean held() {
        return state == State.HELD;
    }
}
