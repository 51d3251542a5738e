package io.lumbar.api.episode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.lumbar.api.request.Shown;
import io.lumbar.application.Versioned;
import io.lumbar.application.episode.EpisodeList.State;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisode.AwaitingClearance;
import io.lumbar.domain.episode.CareEpisode.AwaitingTherapist;
import io.lumbar.domain.episode.CareEpisode.Declined;
import io.lumbar.domain.episode.CareEpisode.Discharged;
import io.lumbar.domain.episode.CareEpisode.InTreatment;
import io.lumbar.domain.episode.CareEpisode.OnHold;
import io.lumbar.domain.episode.CareEpisode.Voided;
import io.lumbar.domain.episode.Correction;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.FurtherCare;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.ObservedResponse;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.ScreeningCatalogue;
import io.lumbar.domain.episode.ScreeningLevel;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Everything that stands of an episode. Personal values that were erased are null, and {@code erased} says so. */
record EpisodeView(EpisodeId id, long version, State state, boolean erased, ClientId clientId, ClinicId clinicId,
        @Schema(description = "The episode at another clinic that goes on in this one") @Nullable EpisodeId continues,
        ZoneId timeZone, Instant openedAt, LocalDate openedOn, Intake intake, List<Screened> screenings,
        List<Cleared> clearances, @Schema(description = "When it was last taken up again") @Nullable Instant reopenedAt,
        @Nullable TherapistId therapistId, @Nullable Instant assignedAt,
        @Schema(description = "Those that stand, in the clinic's order") List<SessionView> sessions,
        List<MeasurementView> measurements, Responded response, List<AdverseEventView> adverseEvents,
        List<FollowedUp> followUps,
        @Nullable Ended discharge, @Nullable TurnedAway decline,
        @Schema(description = "Null unless it was entered in error; then nothing of it stands") @Nullable Voiding voided) {

    record Intake(LocalDate onsetOn, Chronicity chronicity, List<Area> sites, List<Cause> causes,
            List<Muscle> muscles, List<String> limitedActivities, String ageBand, Sex sex, boolean doctorConsulted,
            Preference preference) {}

    record Screened(int catalogueVersion, Instant at, List<Sign> positive, boolean needsClearance,
            boolean needsUrgentReferral, List<Restriction> restrictedStyles, Set<Area> excludedAreas) {}

    record Sign(String code, @Nullable ScreeningLevel level, List<Area> areas) {}

    record Restriction(Style style, List<String> codes) {}

    record Cleared(@Nullable String clinician, Instant clearedAt, ClearanceOutcome outcome,
            List<Style> permittedStyles) {}

    record Responded(@Schema(description = "Name of the rule, see the glossary") String rule, int ruleVersion,
            Response result, @Nullable MeasurementId measurementId,
            @Schema(description = "Sessions held before the response was first observed") @Nullable Integer afterSessions) {}

    /** Where a follow-up stands. */
    enum FollowUpState {
        PENDING, MISSED, RECORDED, WITHDRAWN
    }

    /** A follow-up; {@code takenAt} is null unless it was recorded. */
    record FollowedUp(FollowUpId id, @Schema(description = "Of the episode") long version, FollowUp.Kind kind,
            LocalDate dueOn,
            @Schema(description = "MISSED: nobody answered within 21 days, it may still be recorded; WITHDRAWN: the episode "
                    + "was reopened") FollowUpState state,
            @Nullable Instant takenAt, @Nullable FurtherCare furtherCare) {}

    record Ended(Discharge.Reason reason, Instant at, @Nullable ClinicId toClinicId) {}

    record TurnedAway(@Nullable String reason, Instant at) {}

    static EpisodeView of(Versioned<CareEpisode.Opened> found) {
        CareEpisode.Opened episode = found.state();
        Course course = episode.course();
        return new EpisodeView(course.episode(), found.version(), state(episode), isErased(episode), course.client(),
                course.clinic(), course.intake().continues(), course.zone(), course.openedAt(),
                course.time().dateOf(course.openedAt()),
                intake(course), course.screenings().stream().map(EpisodeView::screening).toList(),
                course.clearances().stream().map(word -> new Cleared(Shown.of("clinician", word.clinician()),
                        word.clearedAt(), word.outcome(), word.permittedStyles())).toList(),
                course.reopenedAt(), episode.responsible(), assignedAt(episode),
                course.sessionsInOrder().stream().filter(session -> !(session instanceof Session.Voided))
                        .map(session -> SessionView.of(session, found.version())).toList(),
                course.measurements().values().stream().map(taken -> MeasurementView.of(taken, course, found.version()))
                        .toList(),
                response(episode),
                course.adverseEvents().values().stream().map(each -> AdverseEventView.of(each, found.version()))
                        .toList(),
                course.followUps().values().stream().map(each -> followUp(each, found.version())).toList(),
                episode instanceof Discharged end ? new Ended(end.reason(), end.at(), end.toClinic()) : null,
                episode instanceof Declined end ? new TurnedAway(Shown.of("reason", end.reason()), end.at()) : null,
                episode instanceof Voided end ? new Voiding(Shown.of("reason", end.reason()), end.at()) : null);
    }

    private static State state(CareEpisode.Opened episode) {
        return switch (episode) {
            case AwaitingClearance _ -> State.AWAITING_CLEARANCE;
            case AwaitingTherapist _ -> State.AWAITING_THERAPIST;
            case InTreatment _ -> State.IN_TREATMENT;
            case OnHold _ -> State.ON_HOLD;
            case Discharged _ -> State.DISCHARGED;
            case Declined _ -> State.DECLINED;
            case Voided _ -> State.VOIDED;
        };
    }

    private static @Nullable Instant assignedAt(CareEpisode.Opened episode) {
        return switch (episode) {
            case InTreatment treated -> treated.since();
            case OnHold held -> held.since();
            case AwaitingClearance _,AwaitingTherapist _,Discharged _,Declined _,Voided _ -> null;
        };
    }

    private static Intake intake(Course course) {
        EpisodeOpened intake = course.intake();
        var complaint = intake.complaint();
        var activities = new ArrayList<String>();
        complaint.limitedActivities().forEach(activity -> activities.add(activity.name()));
        List<String> own = Shown.of("limitedActivities", intake.otherActivities());
        if (own != null) {
            activities.addAll(own);
        }
        return new Intake(complaint.onsetOn(),
                Chronicity.at(course.time().dateOf(course.openedAt()), complaint.onsetOn()), complaint.sites(),
                complaint.causes(), complaint.muscles(), activities, intake.ageBand().label(), intake.sex(),
                intake.doctorConsulted(), intake.preference());
    }

    private static Screened screening(ScreeningRecorded screening) {
        var leadsTo = ScreeningCatalogue.of(screening.catalogueVersion()).consequenceOf(screening.positive());
        return new Screened(screening.catalogueVersion(), screening.at(), screening.positive().stream()
                .map(sign -> new Sign(sign.code(), leadsTo.levels().get(sign.code()), sign.areas())).toList(),
                leadsTo.needsClearance(), leadsTo.needsUrgentReferral(),
                leadsTo.restrictedStyles().entrySet().stream()
                        .map(ruled -> new Restriction(ruled.getKey(), ruled.getValue())).toList(),
                leadsTo.excludedAreas());
    }

    private static Responded response(CareEpisode.Opened episode) {
        var rule = ResponseRule.NPRS_30PCT_2PTS_V1;
        var observed = ObservedResponse.in(episode, rule);
        return new Responded(rule.ruleName(), rule.version(), observed.response(),
                observed.measurement() == null ? null : observed.measurement().id(), observed.afterSessions());
    }

    static FollowedUp followUp(FollowUp followUp, long version) {
        return switch (followUp) {
            case FollowUp.Pending _ -> untaken(followUp, version, FollowUpState.PENDING);
            case FollowUp.Missed _ -> untaken(followUp, version, FollowUpState.MISSED);
            case FollowUp.Withdrawn _ -> untaken(followUp, version, FollowUpState.WITHDRAWN);
            case FollowUp.Recorded recorded -> new FollowedUp(recorded.id(), version, recorded.kind(), recorded.dueOn(),
                    FollowUpState.RECORDED, recorded.takenAt(), recorded.furtherCare());
        };
    }

    private static FollowedUp untaken(FollowUp followUp, long version, FollowUpState state) {
        return new FollowedUp(followUp.id(), version, followUp.kind(), followUp.dueOn(), state, null, null);
    }

    private static boolean isErased(CareEpisode.Opened episode) {
        Course course = episode.course();
        Stream<@Nullable Personal<?>> told = Stream.of(
                Stream.<@Nullable Personal<?>>of(course.intake().otherActivities(),
                        episode instanceof Declined declined ? declined.reason() : null),
                course.clearances().stream().<@Nullable Personal<?>>map(word -> word.clinician()),
                course.heldInOrder().stream().<@Nullable Personal<?>>flatMap(
                        held -> Stream.concat(Stream.of(held.treatment().note(), held.treatment().reactions()),
                                held.breaches().stream().map(breach -> breach.reason()))),
                course.sessions().values().stream().<@Nullable Personal<?>>map(
                        session -> session instanceof Session.Cancelled off ? off.reason() : null),
                course.adverseEvents().values().stream().<@Nullable Personal<?>>map(
                        adverseEvent -> adverseEvent.happening().description()),
                course.revisions().stream().<@Nullable Personal<?>>map(
                        revision -> revision instanceof Correction correction ? correction.reason() : null))
                .flatMap(part -> part);
        return told.filter(Objects::nonNull).anyMatch(Personal.Erased.class::isInstance);
    }
}
