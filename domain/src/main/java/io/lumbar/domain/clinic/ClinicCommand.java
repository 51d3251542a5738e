package io.lumbar.domain.clinic;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Command;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.WeeklyHours;

/** What can be asked of a clinic. */
public sealed interface ClinicCommand extends Command {

    /** Which clinic. */
    ClinicId clinic();

    @Override
    default StreamId stream() {
        return StreamId.of(clinic());
    }

    /**
     * Open a clinic.
     *
     * @param name 1 to 100 characters
     * @param timeZone a region such as Europe/Amsterdam; every local date of the clinic's episodes is reckoned in it
     * @param openingHours weekly; spans of one day do not overlap
     * @param lapseAfterDays days of silence after which an episode is discharged as lost to follow-up, 0 to 3650;
     *     0 means never
     * @param now the present moment
     */
    record OpenClinic(ClinicId clinic, String name, ZoneId timeZone, List<WeeklyHours> openingHours,
            int lapseAfterDays, Instant now) implements ClinicCommand {
        public OpenClinic {
            openingHours = List.copyOf(openingHours);
        }
    }

    /**
     * Change the weekly opening hours. What is planned already stays planned.
     *
     * @param openingHours they replace the earlier ones; spans of one day do not overlap
     */
    record ChangeOpeningHours(ClinicId clinic, List<WeeklyHours> openingHours) implements ClinicCommand {
        public ChangeOpeningHours {
            openingHours = List.copyOf(openingHours);
        }
    }

    /**
     * Close the clinic. Refused while it has open episodes, and so while any session is planned.
     *
     * @param at not in the future
     * @param now the present moment
     */
    record CloseClinic(ClinicId clinic, Instant at, Instant now) implements ClinicCommand {}
}
