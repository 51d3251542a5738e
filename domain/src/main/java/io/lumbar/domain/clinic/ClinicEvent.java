package io.lumbar.domain.clinic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Event;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.WeeklyHours;

/** What happened to a clinic. */
public sealed interface ClinicEvent extends Event {

    /** Which clinic. */
    ClinicId clinic();

    @Override
    default StreamId stream() {
        return StreamId.of(clinic());
    }

    /** The clinic takes clients from now on. */
    record ClinicOpened(ClinicId clinic, String name, ZoneId timeZone, List<WeeklyHours> openingHours,
            int lapseAfterDays, Instant at) implements ClinicEvent {
        public ClinicOpened {
            openingHours = List.copyOf(openingHours);
        }
    }

    /** The weekly opening hours from now on; they replace the earlier ones. */
    record OpeningHoursChanged(ClinicId clinic, List<WeeklyHours> openingHours) implements ClinicEvent {
        public OpeningHoursChanged {
            openingHours = List.copyOf(openingHours);
        }
    }

    /** The clinic takes nobody any more. */
    record ClinicClosed(ClinicId clinic, Instant at) implements ClinicEvent {}
}
