package io.lumbar.domain.clinic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.WeeklyHours;
import org.jspecify.annotations.Nullable;

/**
 * A place of treatment.
 *
 * <pre>
 * Unopened --OpenClinic--> Open --CloseClinic--> Closed
 * </pre>
 */
public sealed interface Clinic {
    /** Nothing is known under this id. */
    record Unopened() implements Clinic {}

    /** A clinic that was opened, whether it still is or not. */
    sealed interface Opened extends Clinic {
        ClinicId id();

        String name();

        /** In which every local date of its episodes is reckoned. */
        ZoneId timeZone();

        /** Weekly; empty when none are kept. */
        List<WeeklyHours> openingHours();

        /** Days of silence after which an episode is discharged as lost to follow-up; 0 means never. */
        int lapseAfterDays();

        /** Since when it takes clients. */
        Instant openedAt();

        /** Null while it is open. */
        @Nullable
        Instant closedAt();
    }

    /** Takes clients. */
    record Open(ClinicId id, String name, ZoneId timeZone, List<WeeklyHours> openingHours,
            int lapseAfterDays, Instant openedAt) implements Opened {
        public Open {
            openingHours = List.copyOf(openingHours);
        }

        @Override
        public @Nullable Instant closedAt() {
            return null;
        }

        Open during(List<WeeklyHours> hours) {
            return new Open(id, name, timeZone, hours, lapseAfterDays, openedAt);
        }
    }

    /** Takes nobody any more. */
    record Closed(Open before, Instant closedAt) implements Opened {
        @Override
        public ClinicId id() {
            return before.id();
        }

        @Override
        public String name() {
            return before.name();
        }

        @Override
        public ZoneId timeZone() {
            return before.timeZone();
        }

        @Override
        public List<WeeklyHours> openingHours() {
            return before.openingHours();
        }

        @Override
        public int lapseAfterDays() {
            return before.lapseAfterDays();
        }

        @Override
        public Instant openedAt() {
            return before.openedAt();
        }
    }
}
