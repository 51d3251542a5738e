package io.lumbar.application.episode;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Lookup;
import io.lumbar.application.Receipt;
import io.lumbar.application.Recorded;
import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.Scope;
import io.lumbar.application.Versioned;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.Discharge.ReopenEpisode;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Intake;
import io.lumbar.domain.episode.Intake.Continued;
import io.lumbar.domain.episode.Intake.CorrectIntake;
import io.lumbar.domain.episode.Intake.DeclineEpisode;
import io.lumbar.domain.episode.Intake.OpenEpisode;
import io.lumbar.domain.episode.Intake.VoidEpisode;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.RecordClearance;
import io.lumbar.domain.episode.Screening.RecordScreening;
import org.jspecify.annotations.Nullable;

/** Care episodes: intake, screening, clearance, discharge, and what stands of them. */
public final class Episodes {

    private final Decisions decisions;
    private final Records records;
    private final Lookup lookup;
    private final Ids ids;
    private final Clock clock;

    /**
     * What the first assessment found, see {@link OpenEpisode}.
     *
     * @param openedAt null for now
     * @param baseline taken at the opening
     * @param preference null when the client has none
     * @param continues the episode that was transferred to the clinic; null when it begins anew
     * @param overrideReason why the client has another open episode; null when there is none
     */
    public record Opening(ClientId client, ClinicId clinic, @Nullable Instant openedAt, Complaint complaint,
            List<String> otherActivities, int catalogueVersion, List<PositiveSign> positive, List<AnswerSheet> baseline,
            boolean doctorConsulted, @Nullable Preference preference, @Nullable EpisodeId continues,
            @Nullable String overrideReason) {
        public Opening {
            otherActivities = List.copyOf(otherActivities);
            positive = List.copyOf(positive);
            baseline = List.copyOf(baseline);
        }
    }

    /** Episodes that are recorded through {@code decisions}. */
    public Episodes(Decisions decisions, Records records, Lookup lookup, Ids ids, Clock clock) {
        this.decisions = decisions;
        this.records = records;
        this.lookup = lookup;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens an episode.
     *
     * @throws Rejected when client, clinic or the continued episode are unknown, the intake breaks a rule, or the client
     *     has another open episode
     */
    public Receipt open(Request request, Opening opening) {
        var client = lookup.client(request.scope(), "clientId", opening.client());
        var clinic = lookup.clinic(request.scope(), "clinicId", opening.clinic());
        Instant now = clock.instant();
        Instant openedAt = opening.openedAt() == null ? now : opening.openedAt();
        var episode = new EpisodeId(ids.next());
        var baseline = Takings.of(opening.baseline(), Subject.of(opening.client()), openedAt, ids);
        var preference = opening.preference() == null ? Preference.NONE : opening.preference();
        return decisions.decide(
                new OpenEpisode(episode, client.standing(), clinic.id(), clinic.timeZone(), openedAt,
                        opening.complaint(), opening.otherActivities(), opening.catalogueVersion(), opening.positive(),
                        baseline, opening.doctorConsulted(), preference,
                        continued(request.scope(), opening.continues()),
                        request.overriding(opening.overrideReason()), now),
                request, episode.value());
    }

    private @Nullable Continued continued(Scope scope, @Nullable EpisodeId before) {
        return before == null ? null : Continued.of(lookup.continued(scope, "continues", before));
    }

    /**
     * Records that the client was screened again.
     *
     * @param catalogueVersion null for the version of the latest screening
     * @param positive every sign that is present, also those found before
     * @param at null for now
     * @throws Rejected when the episode is unknown or not open, or a value breaks its rule
     */
    public Receipt recordScreening(Request request, EpisodeId episode, @Nullable Integer catalogueVersion,
            List<PositiveSign> positive, @Nullable Instant at) {
        var client = lookup.client(Scope.EVERYTHING, lookup.episode(request.scope(), episode).state().course().client())
                .state();
        Instant now = clock.instant();
        return decisions.decide(new RecordScreening(episode, client.standing(), catalogueVersion, positive,
                at == null ? now : at, now), request, episode.value());
    }

    /**
     * Records a physician's word on the screening.
     *
     * @param outcome null for {@link ClearanceOutcome#CLEARED}
     * @throws Rejected when the episode is unknown, is not open, or a value breaks its rule
     */
    public Receipt recordClearance(Request request, EpisodeId episode, String clinician, Instant clearedAt,
            @Nullable ClearanceOutcome outcome, List<Style> permittedStyles) {
        return decisions.decide(
                new RecordClearance(episode, clinician, clearedAt,
                        outcome == null ? ClearanceOutcome.CLEARED : outcome, permittedStyles, clock.instant()),
                request, episode.value());
    }

    /**
     * Turns the client away before treatment began.
     *
     * @throws Rejected when the episode is unknown or treatment began
     */
    public Receipt decline(Request request, EpisodeId episode, String reason) {
        return decisions.decide(new DeclineEpisode(episode, reason, clock.instant()), request, episode.value());
    }

    /**
     * Puts the intake right. Age and sex follow from the client's record as it is now.
     *
     * @throws Rejected when the episode is unknown or was voided, or the intake breaks a rule
     */
    public Receipt correctIntake(Request request, EpisodeId episode, Intake.Changes changes, String reason) {
        var client = lookup.client(Scope.EVERYTHING, lookup.episode(request.scope(), episode).state().course().client())
                .state();
        return decisions.decide(new CorrectIntake(episode, client.standing(), changes, reason, clock.instant()),
                request, episode.value());
    }

    /**
     * Voids an episode that was entered in error, with everything that was recorded in it.
     *
     * @throws Rejected when the episode is unknown or was voided for another reason
     */
    public Receipt enteredInError(Request request, EpisodeId episode, String reason) {
        return decisions.decide(new VoidEpisode(episode, reason, clock.instant()), request, episode.value());
    }

    /**
     * Ends the episode.
     *
     * @param at null for now
     * @param toClinic where the client goes on; given with TRANSFERRED and only then
     * @throws Rejected when the episode or the clinic is unknown, it is not open, or a session was held later
     */
    public Receipt discharge(Request request, EpisodeId episode, Discharge.Reason reason, @Nullable Instant at,
            @Nullable ClinicId toClinic) {
        if (toClinic != null) {
            // Also one beyond the caller's own: that is what a transfer is for.
            lookup.clinic(Scope.EVERYTHING, "toClinicId", toClinic);
        }
        Instant now = clock.instant();
        var followUps = Stream.of(FollowUp.Kind.values()).map(_ -> new FollowUpId(ids.next())).toList();
        return decisions.decide(new DischargeEpisode(episode, reason, at == null ? now : at, toClinic, followUps, now),
                request, episode.value());
    }

    /**
     * Takes a discharged episode up again, with whoever was responsible unless the therapist has left.
     *
     * @param overrideReason see {@link ReopenEpisode#override}; null when no rule is set aside
     * @throws Rejected when the episode is unknown or was not discharged, or longer than twelve months ago, the client
     *     has another open episode, the clinic was closed, or the therapist has no room
     */
    public Receipt reopen(Request request, EpisodeId episode, String reason, @Nullable String overrideReason) {
        CareEpisode.Opened opened = lookup.episode(request.scope(), episode).state();
        TherapistId before = opened.responsible();
        var therapist = before == null ? null : lookup.therapist(Scope.EVERYTHING, before).state().standing();
        return decisions.decide(new ReopenEpisode(episode, opened.course().clinic(), therapist, reason,
                request.overriding(overrideReason), clock.instant()), request, episode.value());
    }

    /**
     * The episode as it stands.
     *
     * @throws Rejected when there is none with this id
     */
    public Versioned<CareEpisode.Opened> episode(Scope scope, EpisodeId id) {
        return lookup.episode(scope, id);
    }

    /**
     * Everything that was recorded in the episode, oldest first.
     *
     * @throws Rejected when there is none with this id
     */
    public List<Recorded<?>> history(Scope scope, EpisodeId id) {
        lookup.episode(scope, id);
        return records.history(StreamId.of(id));
    }
}
