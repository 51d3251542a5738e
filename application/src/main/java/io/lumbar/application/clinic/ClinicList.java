package io.lumbar.application.clinic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.WeeklyHours;
import org.jspecify.annotations.Nullable;

/** All clinics, those opened last first. */
public interface ClinicList {

    /** The clinics in any of the states; all of them when none is named. See {@link PageRequest} for refusals. */
    Page<Entry> find(Set<State> states, PageRequest page);

    /** Whether a clinic takes clients. */
    enum State {
        OPEN, CLOSED
    }

    /**
     * A clinic.
     *
     * @param version of the stream, counted from 0
     * @param lapseAfterDays days of silence after which an episode is discharged as lost; 0 means never
     * @param closedAt null while it is open
     */
    record Entry(ClinicId id, long version, String name, ZoneId timeZone, List<WeeklyHours> openingHours,
            int lapseAfterDays, @Nullable Instant closedAt) {
        public Entry {
            openingHours = List.copyOf(openingHours);
        }
    }
}
