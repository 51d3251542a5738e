package io.lumbar.domain.therapist;

import java.time.Instant;

import io.lumbar.domain.Gender;
import org.jspecify.annotations.Nullable;

/**
 * A therapist's record.
 *
 * <pre>
 * Unregistered --RegisterTherapist--> Active --DeactivateTherapist--> Deactivated
 * </pre>
 */
public sealed interface Therapist {
    /** Nothing is known under this id. */
    record Unregistered() implements Therapist {}

    /** A therapist who was taken on, whether still here or not. */
    sealed interface Registered extends Therapist {
        /** Everything on record. */
        Engagement engagement();

        /** When the therapist left; null while active. */
        @Nullable
        Instant leftAt();

        /** Null when not given. */
        default @Nullable Gender gender() {
            return engagement().gender();
        }

        /** What other packages may know of this therapist. */
        default TherapistStanding standing() {
            Engagement known = engagement();
            return new TherapistStanding(known.id(), known.practisingSince(), leftAt(), known.clinics(),
                    known.certificates().counting(), known.workingHours(), known.absences());
        }
    }

    /** Treats clients. */
    record Active(Engagement engagement) implements Registered {
        @Override
        public @Nullable Instant leftAt() {
            return null;
        }
    }

    /** Treats nobody since {@code leftAt}; what was done before may still be recorded. */
    record Deactivated(Engagement engagement, Instant leftAt) implements Registered {}
}
