package io.lumbar.domain.clinic;

import java.time.ZoneId;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.WeeklyHours;

/**
 * A place of treatment.
 *
 * <pre>
 * Unopened --OpenClinic--> Open
 * </pre>
 */
public sealed interface Clinic {

    /** Nothing is known under this id. */
    record Unopened() implements Clinic {}

    /** Takes clients. */
    record Open(ClinicId id, String name, ZoneId timeZone, List<WeeklyHours> openingHours,
            int lapseAfterDays) implements Clinic {
        public Open {
            openingHours = List.copyOf(openingHours);
        }
    }
}
