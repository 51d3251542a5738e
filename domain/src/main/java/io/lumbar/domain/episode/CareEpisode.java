package io.lumbar.domain.episode;

import java.time.Instant;

import io.lumbar.domain.ClinicId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.TherapistId;
import org.jspecify.annotations.Nullable;

/**
 * A care episode, as it stands: one back-pain problem from intake to discharge and its follow-ups.
 *
 * <p>It opens with an intake: complaint, screening, baseline measurements. When the screening found a sign that a
 * physician must look at, it waits for clearance; then for a therapist; then it is in treatment, where sessions are
 * planned, held, missed or cancelled and measurements taken; another therapist may take it over. A screening may be repeated at any time; a new sign that a
 * physician must look at puts the treatment on hold until it is cleared. The discharge cancels what was still planned and
 * plans the follow-ups, which are recorded over the following year. Within that year the episode may be reopened. An
 * episode that was entered in error is voided, wherever it stands: nothing of it counts any more, and nothing more is
 * recorded in it.
 *
 * <pre>
 * NotOpened --OpenEpisode--> AwaitingClearance <--RecordClearance, RecordScreening--> AwaitingTherapist
 *                                    |                                                  |     |
 *                                    +--DeclineEpisode--> Declined <--DeclineEpisode----+     | AssignTherapist
 *                                                                                             v
 *                                      OnHold <--RecordScreening, RecordClearance--> InTreatment
 *                                        |                                                  |
 *                                        +--------DischargeEpisode--> Discharged <----------+
 *
 * Discharged --ReopenEpisode--> as before the discharge, or awaiting a therapist when the one before has left
 * any of them --VoidEpisode--> Voided
 * </pre>
 */
public sealed interface CareEpisode {

    /** Nothing is known under this id. */
    record NotOpened() implements CareEpisode {}

    /** An episode that was opened, wherever it stands now. */
    sealed interface Opened extends CareEpisode {

        /** Everything that happened in it so far. */
        Course course();

        /** Who is, or at the end was, responsible; null when nobody ever was. */
        default @Nullable TherapistId responsible() {
            return switch (this) {
                case Treated treated -> treated.therapist();
                case Discharged discharged -> discharged.therapist();
                case AwaitingClearance _,AwaitingTherapist _,Declined _,Voided _ -> null;
            };
        }
    }

    /** A physician must clear it first. */
    record AwaitingClearance(Course course) implements Opened {}

    /** Nobody is responsible yet. */
    record AwaitingTherapist(Course course) implements Opened {}

    /** An episode in which a therapist is responsible. */
    sealed interface Treated extends Opened {

        /** Who is responsible. */
        TherapistId therapist();

        /** Since when. */
        Instant since();
    }

    /** {@code therapist} is responsible since {@code since}. */
    record InTreatment(Course course, TherapistId therapist, Instant since) implements Treated {}

    /** As in treatment, but a physician must clear a sign first; no session that starts meanwhile is planned or held. */
    record OnHold(Course course, TherapistId therapist, Instant since) implements Treated {}

    /**
     * Ended.
     *
     * @param therapist null when nobody was ever responsible
     * @param toClinic where the client went on; null unless transferred
     */
    record Discharged(Course course, @Nullable TherapistId therapist, Discharge.Reason reason, Instant at,
            @Nullable ClinicId toClinic) implements Opened {}

    /** Turned away before treatment. */
    record Declined(Course course, Personal<String> reason, Instant at) implements Opened {}

    /** Entered in error: its course holds nothing that still stands but the intake. */
    record Voided(Course course, Personal<String> reason, Instant at) implements Opened {}
}
