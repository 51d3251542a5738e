package io.lumbar.domain.therapist;

import java.time.Instant;

/**
 * A time in which a therapist is away from every clinic. Why is nobody's business here.
 *
 * @param from inclusive
 * @param to exclusive, later than {@code from}
 */
public record Absence(Instant from, Instant to) {
    /** Whether the two share a moment; {@code end} is exclusive. */
    public boolean overlaps(Instant start, Instant end) {
        return from.isBefore(end) && start.isBefore(to);
    }
}
