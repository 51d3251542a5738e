package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.SessionId;

/**
 * What happened in an episode so far.
 *
 * @param intake how it was opened
 * @param screenings every screening, oldest first
 * @param clearances every clearance, oldest first
 * @param sessions by id, in the order in which they were first recorded; the clinic's order is {@code start, id}
 * @param measurements by id, in the order in which they were recorded
 * @param followUps by id, in the order of their due dates
 */
public record Course(Intake.EpisodeOpened intake, List<Screening.ScreeningRecorded> screenings,
        List<Screening.ClearanceRecorded> clearances, Map<SessionId, Session> sessions,
        Map<MeasurementId, Measurement> measurements, Map<FollowUpId, FollowUp> followUps) {

    /** Which episode. */
    public EpisodeId episode() {
        return intake.episode();
    }

    /** Whose problem. */
    public ClientId client() {
        return intake.client();
    }

    /** Where it is treated. */
    public ClinicId clinic() {
        return intake.clinic();
    }

    /** In which its local dates are reckoned. */
    public ZoneId zone() {
        return intake.zone();
    }

    /** When it was opened in the clinic. */
    public Instant openedAt() {
        return intake.openedAt();
    }
}
