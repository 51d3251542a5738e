package io.lumbar.infrastructure.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.calendar.Calendar;
import io.lumbar.application.episode.EpisodeList.State;
import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventCorrected;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.AdverseEvent.Happening;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.CodesToClear;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.FollowUp.FollowUpCorrected;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpPlanned;
import io.lumbar.domain.episode.FollowUp.FollowUpRecorded;
import io.lumbar.domain.episode.FollowUp.FollowUpWithdrawn;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Intake.Findings;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Measurement.Occasion;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.ScreeningCatalogue;
import io.lumbar.domain.episode.ScreeningConsequence;
import io.lumbar.domain.episode.ScreeningLevel;
import io.lumbar.domain.episode.Session.NoShowReverted;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.RuleBreached;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.SessionMissed;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.domain.episode.Session.SessionVoided;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Reading;
import org.jspecify.annotations.Nullable;

/**
 * An episode in the making: what its rows hold, changed event by event. Whatever is derived is derived anew from what
 * stands, so that an event about the past, or the correction of one, has its full effect.
 */
final class EpisodeFold {
    private static final Comparator<SessionFact> CLINIC_ORDER = Comparator.comparing(SessionFact::start)
            .thenComparing(SessionFact::session);

    final UUID id;
    long version = -1;
    /** Of the latest event applied. */
    Instant recordedAt = Instant.MIN;
    EpisodeFact.@Nullable Opening opening;
    @Nullable
    Integer baselineNprs;
    /** Which measurement it is of. */
    @Nullable
    UUID baselineMeasurement;
    @Nullable
    UUID therapist;
    @Nullable
    Instant endedAt;
    Discharge.@Nullable Reason endReason;
    boolean declined;
    /** Entered in error: nothing is known of it any more but that it was. */
    boolean voided;
    Medical medical = Medical.NOTHING;
    final Map<UUID, SessionFact> sessions = new LinkedHashMap<>();
    /** Null until one of them changes. */
    @Nullable
    Map<UUID, AdverseEventFact> adverseEvents;

    /**
     * What screenings found and what a physician said about it.
     *
     * @param atIntake codes found at intake that a physician must clear; null until the intake was screened. They stand
     *     apart, for the intake may be put right
     * @param later those found after
     * @param clearedAt date of the latest word of a physician; null when there is none
     * @param cleared what it was
     */
    record Medical(@Nullable Map<String, ScreeningLevel> atIntake, CodesToClear later, @Nullable Instant clearedAt,
            boolean cleared) {

        static final Medical NOTHING = new Medical(null, CodesToClear.NONE, null, false);

        boolean waiting(Instant openedAt) {
            CodesToClear toClear = atIntake == null
                    ? later
                    : later.and(openedAt, new ScreeningConsequence(atIntake, Map.of(), Set.of()));
            return !toClear.since().isEmpty() && !(cleared && clearedAt != null && !toClear.anySince(clearedAt));
        }

        Medical screened(Instant at, ScreeningConsequence found) {
            return atIntake == null
                    ? withIntake(found)
                    : new Medical(atIntake, later.and(at, found), clearedAt, cleared);
        }

        Medical withIntake(ScreeningConsequence found) {
            var codes = new LinkedHashMap<>(found.levels());
            codes.values().removeIf(level -> !level.needsClearance());
            return new Medical(codes, later, clearedAt, cleared);
        }

        Medical spokenOf(Instant at, ClearanceOutcome word) {
            return clearedAt != null && at.isBefore(clearedAt)
                    ? this
                    : new Medical(atIntake, later, at, word == ClearanceOutcome.CLEARED);
        }
    }

    EpisodeFold(UUID id) {
        this.id = id;
    }

    /** @throws IllegalStateException if the event cannot follow on what was applied so far */
    void apply(EpisodeEvent event) {
        if (opening == null && !(event instanceof EpisodeOpened)) {
            throw new IllegalStateException("episode " + id + " was never opened");
        }
        switch (event) {
            case EpisodeOpened e -> open(e);
            case EpisodeDeclined e -> {
                declined = true;
                endedAt = micros(e.at());
            }
            case IntakeCorrected e -> correct(e.findings());
            case EpisodeVoided _ -> {
                voided = true;
                sessions.clear();
                Objects.requireNonNull(adverseEvents, "adverse events are read before they are forgotten").clear();
            }
            case ScreeningRecorded e -> medical = medical.screened(micros(e.at()),
                    ScreeningCatalogue.of(e.catalogueVersion()).consequenceOf(e.positive()));
            case ClearanceRecorded e -> medical = medical.spokenOf(micros(e.clearedAt()), e.outcome());
            case TherapistAssigned e -> therapist = e.therapist().value();
            case TherapistReassigned e -> therapist = e.therapist().value();
            case SessionPlanned e -> put(e.session(), e.plan());
            case SessionRescheduled e -> put(e.session(), e.plan());
            case NoShowReverted e -> put(e.session(), e.plan());
            case SessionCancelled e -> sessions.put(e.session().value(), session(e.session()).cancelled(e.by()));
            case SessionMissed e -> sessions.put(e.session().value(), session(e.session()).missed());
            case SessionHeld e -> put(e.session(), e.treatment().therapist(), e.treatment().startedAt(),
                    e.treatment().minutes(), sessions.containsKey(e.session().value()), Calendar.State.HELD,
                    e.treatment().style(), e.treatment().kind());
            case SessionCorrected e -> {
                SessionFact was = session(e.session());
                put(e.session(), e.treatment().therapist(), e.treatment().startedAt(), e.treatment().minutes(),
                        was.planned(), Calendar.State.HELD, e.treatment().style(), e.treatment().kind());
                sessions.put(was.session(), session(e.session()).against(was.breached().stream()
                        .filter(rule -> e.stillBreached() == null || e.stillBreached().contains(rule)).toList()));
            }
            case RuleBreached e -> {
                SessionFact held = session(e.session());
                sessions.put(held.session(), held.against(
                        Stream.concat(held.breached().stream(), Stream.of(e.rule())).toList()));
            }
            case SessionVoided e -> sessions.remove(e.session().value());
            case MeasurementRecorded e -> measured(e.measurement(), e.occasion(), e.reading());
            case MeasurementCorrected e -> {
                forget(e.measurement());
                measured(e.measurement(), e.occasion(), e.reading());
            }
            case MeasurementVoided e -> forget(e.measurement());
            case AdverseEventReported e -> put(e.adverseEvent(), e.happening());
            case AdverseEventCorrected e -> put(e.adverseEvent(), e.happening());
            case EpisodeDischarged e -> {
                endedAt = micros(e.at());
                endReason = e.reason();
            }
            case EpisodeReopened e -> {
                endedAt = null;
                endReason = null;
                therapist = e.therapist() == null ? null : e.therapist().value();
            }
            case FollowUpPlanned _,FollowUpCorrected _,FollowUpRecorded _,FollowUpMissed _,FollowUpWithdrawn _ -> {}
        }
    }

    private void open(EpisodeOpened e) {
        LocalDate on = new ClinicTime(e.zone()).dateOf(e.openedAt());
        opening = new EpisodeFact.Opening(e.client().value(), e.clinic().value(), e.zone(), micros(e.openedAt()), on,
                Chronicity.at(on, e.complaint().onsetOn()), e.ageBand(), e.sex(), e.complaint().causes(),
                e.continues() != null);
    }

    private void correct(Findings now) {
        EpisodeFact.Opening was = opening();
        LocalDate on = time().dateOf(now.openedAt());
        opening = new EpisodeFact.Opening(was.client(), was.clinic(), was.zone(), micros(now.openedAt()), on,
                Chronicity.at(on, now.complaint().onsetOn()), now.ageBand(), now.sex(), now.complaint().causes(),
                was.continued());
        medical = medical.withIntake(
                ScreeningCatalogue.of(now.catalogueVersion()).consequenceOf(now.positive()));
    }

    private void put(AdverseEventId id, Happening what) {
        Instant occurredAt = micros(what.occurredAt());
        SessionId session = what.session();
        Objects.requireNonNull(adverseEvents, "adverse events are read before one changes").put(id.value(),
                new AdverseEventFact(id.value(), occurredAt, time().dateOf(occurredAt),
                        session == null ? null : session.value(), what.duration(), what.severity()));
    }

    private void measured(MeasurementId id, Occasion occasion, Reading reading) {
        if (occasion instanceof Baseline && reading.instrument() == Instrument.NPRS) {
            baselineNprs = reading.score().whole();
            baselineMeasurement = id.value();
        }
    }

    private void forget(MeasurementId id) {
        if (id.value().equals(baselineMeasurement)) {
            baselineNprs = null;
            baselineMeasurement = null;
        }
    }

    private void put(SessionId id, Plan plan) {
        put(id, plan.therapist(), plan.start(), plan.minutes(), true, Calendar.State.PLANNED, plan.style(),
                plan.kind());
    }

    private void put(SessionId id, TherapistId by, Instant start, int minutes, boolean planned, Calendar.State state,
            Style style, SessionKind kind) {
        Instant from = micros(start);
        sessions.put(id.value(), new SessionFact(id.value(), by.value(), from, from.plus(Duration.ofMinutes(minutes)),
                time().dateOf(from), planned, state, null, style, kind, List.of()));
    }

    private SessionFact session(SessionId id) {
        SessionFact session = sessions.get(id.value());
        if (session == null) {
            throw new IllegalStateException("session " + id.value() + " was never planned");
        }
        return session;
    }

    EpisodeFact.Opening opening() {
        return Objects.requireNonNull(opening, "an episode is opened first");
    }

    private ClinicTime time() {
        return new ClinicTime(opening().zone());
    }

    EpisodeFact fact() {
        Optional<SessionFact> first = held().min(CLINIC_ORDER);
        Instant ended = endedAt;
        return new EpisodeFact(opening(), baselineNprs, therapist,
                first.map(s -> new EpisodeFact.First(s.style(), s.kind(), s.therapist())).orElse(null),
                Math.toIntExact(held().count()), state(), ended == null ? null : time().dateOf(ended), endReason);
    }

    State state() {
        if (voided) {
            return State.VOIDED;
        }
        if (declined) {
            return State.DECLINED;
        }
        if (endedAt != null) {
            return State.DISCHARGED;
        }
        if (therapist != null) {
            return medical.waiting(opening().at()) ? State.ON_HOLD : State.IN_TREATMENT;
        }
        return medical.waiting(opening().at()) ? State.AWAITING_CLEARANCE : State.AWAITING_THERAPIST;
    }

    @Nullable
    Instant lastHeldAt() {
        return held().max(CLINIC_ORDER).map(SessionFact::start).orElse(null);
    }

    @Nullable
    Instant nextPlannedAt() {
        return sessions.values().stream().filter(session -> session.state() == Calendar.State.PLANNED)
                .min(CLINIC_ORDER).map(SessionFact::start).orElse(null);
    }

    private Stream<SessionFact> held() {
        return sessions.values().stream().filter(SessionFact::held);
    }

    /** The database's precision: what is folded from rows and what is folded from events must be the same. */
    private static Instant micros(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}
