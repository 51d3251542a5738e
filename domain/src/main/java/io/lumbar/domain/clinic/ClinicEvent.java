package io.lumbar.domain.clinic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.WeeklyHours;

/** What happened to a clinic. */
public sealed interface ClinicEvent {

    /** Which clinic. */
    ClinicId clinic();

    /** The clinic takes clients from now on. */
    record ClinicOpened(ClinicId clinic, String name, ZoneId timeZone, List<WeeklyHours> openingHours,
            int lapseAfterDays, Instant at) implements ClinicEvent {
        public ClinicOpened {
            openingHours = List.copyOf(openingHours);
        }
    }
}
