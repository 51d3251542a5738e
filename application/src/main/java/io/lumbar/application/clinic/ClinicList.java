package io.lumbar.application.clinic;

import java.time.ZoneId;
import java.util.List;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.WeeklyHours;

/** All clinics, those opened last first. */
public interface ClinicList {

    /** Every clinic, see {@link PageRequest} for refusals. */
    Page<Entry> find(PageRequest page);

    /**
     * A clinic.
     *
     * @param version of the stream, counted from 0
     * @param lapseAfterDays days of silence after which an episode is discharged as lost; 0 means never
     */
    record Entry(ClinicId id, long version, String name, ZoneId timeZone, List<WeeklyHours> openingHours,
            int lapseAfterDays) {
        public Entry {
            openingHours = List.copyOf(openingHours);
        }
    }
}
