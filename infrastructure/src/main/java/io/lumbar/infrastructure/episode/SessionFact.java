package io.lumbar.infrastructure.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import io.lumbar.application.calendar.Calendar;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.SessionRule;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a session: as it was held, else as it is or was planned.
 *
 * @param on local date of the start at the clinic
 * @param planned whether it was planned before it was held
 * @param cancelledBy null unless it was cancelled
 * @param breached rules it was held against, each once
 */
record SessionFact(UUID session, UUID therapist, Instant start, Instant end, LocalDate on, boolean planned,
        Calendar.State state, @Nullable CancelledBy cancelledBy, Style style, SessionKind kind,
        List<SessionRule> breached) {

    SessionFact {
        breached = List.copyOf(breached);
    }

    boolean held() {
        return state == Calendar.State.HELD;
    }

    SessionFact cancelled(CancelledBy by) {
        return new SessionFact(session, therapist, start, end, on, planned, Calendar.State.CANCELLED, by, style, kind,
                breached);
    }

    SessionFact missed() {
        return new SessionFact(session, therapist, start, end, on, planned, Calendar.State.MISSED, null, style, kind,
                breached);
    }

    SessionFact against(List<SessionRule> rules) {
        return new SessionFact(session, therapist, start, end, on, planned, state, cancelledBy, style, kind, rules);
    }
}
