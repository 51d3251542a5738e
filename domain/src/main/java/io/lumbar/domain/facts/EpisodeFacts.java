package io.lumbar.domain.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Measurement;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.facts.MeasurementFacts.Occasion;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Change;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Reading;
import org.jspecify.annotations.Nullable;

/**
 * An episode as reports count it.
 *
 * @param openedOn local date at the clinic
 * @param causes the primary one first
 * @param continued whether it goes on with an episode that was transferred from another clinic
 * @param baselineNprs pain at intake, 0 to 10; null when it was not measured
 * @param therapist who is, or at the end was, responsible; null when nobody ever was
 * @param endedOn local date; null while it is open
 * @param endReason null unless it was discharged
 * @param sessions in the clinic's order: by start, then by id
 * @param measurements by the time at which they were taken
 * @param adverseEvents in the order in which they were reported
 * @param followUps in the order in which they were planned
 */
public record EpisodeFacts(EpisodeId episode, ClientId client, ClinicId clinic, LocalDate openedOn,
        Chronicity chronicity, AgeBand ageBand, Sex sex, List<Cause> causes, boolean continued,
        @Nullable Integer baselineNprs, Standing standing, @Nullable TherapistId therapist,
        @Nullable LocalDate endedOn, @Nullable Reason endReason, List<SessionFacts> sessions,
        List<MeasurementFacts> measurements, List<AdverseEventFacts> adverseEvents, List<FollowUpFacts> followUps) {

    public EpisodeFacts {
        causes = List.copyOf(causes);
        sessions = Packed.sessions(sessions);
        measurements = Packed.measurements(measurements);
        adverseEvents = Packed.adverseEvents(adverseEvents);
        followUps = Packed.followUps(followUps);
    }

    /** Whether it goes on. */
    public enum Standing {
        OPEN, DISCHARGED, DECLINED
    }

    /** The facts of an episode; null for one that was entered in error. */
    public static @Nullable EpisodeFacts of(CareEpisode.Opened episode) {
        return switch (episode) {
            case CareEpisode.Voided _ -> null;
            case CareEpisode.Discharged ended -> of(ended, Standing.DISCHARGED,
                    ended.course().time().dateOf(ended.at()), ended.reason());
            case CareEpisode.Declined declined -> of(declined, Standing.DECLINED,
                    declined.course().time().dateOf(declined.at()), null);
            case CareEpisode.AwaitingClearance _,CareEpisode.AwaitingTherapist _,CareEpisode.Treated _ -> of(episode,
                    Standing.OPEN, null, null);
        };
    }

    private static EpisodeFacts of(CareEpisode.Opened episode, Standing standing, @Nullable LocalDate endedOn,
            @Nullable Reason endReason) {
        Course course = episode.course();
        EpisodeOpened intake = course.intake();
        LocalDate openedOn = course.time().dateOf(course.openedAt());
        List<MeasurementFacts> measurements = measurements(episode);
        return new EpisodeFacts(course.episode(), course.client(), course.clinic(), openedOn,
                Chronicity.at(openedOn, intake.complaint().onsetOn()), intake.ageBand(), intake.sex(),
                intake.complaint().causes(), intake.continues() != null,
                measurements.stream().filter(taken -> taken.instrument() == Instrument.NPRS)
                        .filter(taken -> taken.occasion() == Occasion.BASELINE).findFirst()
                        .map(taken -> taken.score().whole()).orElse(null),
                standing, episode.responsible(), endedOn, endReason, sessions(course), measurements,
                course.adverseEvents().values().stream().map(each -> adverseEvent(course, each)).toList(),
                followUps(course));
    }

    private static List<SessionFacts> sessions(Course course) {
        ClinicTime time = course.time();
        var facts = new ArrayList<SessionFacts>();
        for (Session session : course.sessionsInOrder()) {
            switch (session) {
                case Session.Held held -> facts.add(new SessionFacts(time.dateOf(held.start()),
                        held.treatment().minutes(), held.therapist(), held.treatment().style(),
                        held.treatment().kind(), SessionFacts.State.HELD, null, !held.breaches().isEmpty()));
                case Session.Planned planned -> facts.add(as(SessionFacts.State.PLANNED, planned.plan(), time, null));
                case Session.Missed missed -> facts.add(as(SessionFacts.State.MISSED, missed.plan(), time, null));
                case Session.Cancelled cancelled -> facts.add(
                        as(SessionFacts.State.CANCELLED, cancelled.plan(), time, cancelled.by()));
                case Session.Voided _ -> {}
            }
        }
        return facts;
    }

    private static SessionFacts as(SessionFacts.State state, Session.Plan plan, ClinicTime time,
            Session.@Nullable CancelledBy by) {
        return new SessionFacts(time.dateOf(plan.start()), plan.minutes(), plan.therapist(), plan.style(), plan.kind(),
                state, by, false);
    }

    private static List<MeasurementFacts> measurements(CareEpisode.Opened episode) {
        Course course = episode.course();
        List<Session.Held> held = course.heldInOrder();
        List<Measurement> taken = course.measurements().values().stream()
                .sorted(Comparator.comparing(Measurement::takenAt)).toList();
        Map<Instrument, Reading> baselines = new EnumMap<>(Instrument.class);
        taken.stream().filter(each -> each.occasion() instanceof Measurement.Occasion.Baseline)
                .forEach(each -> baselines.put(each.reading().instrument(), each.reading()));
        return taken.stream().map(each -> {
            Occasion occasion = occasion(episode, each);
            Change change = occasion == Occasion.BASELINE ? null : change(baselines, each.reading());
            return new MeasurementFacts(each.reading().instrument(), occasion,
                    occasion == Occasion.TREATMENT ? each.sessionsBefore(held) : 0, each.reading().score(),
                    change == null ? null : change.improvement(), change != null && change.important());
        }).toList();
    }

    private static Occasion occasion(CareEpisode.Opened episode, Measurement measurement) {
        return switch (measurement.occasion()) {
            case Measurement.Occasion.Baseline() -> Occasion.BASELINE;
            case Measurement.Occasion.AtSession _ -> Occasion.TREATMENT;
            case Measurement.Occasion.BetweenSessions() -> episode instanceof CareEpisode.Discharged ended
                    && measurement.takenAt().isAfter(ended.at()) ? Occasion.AFTER_END : Occasion.TREATMENT;
            case Measurement.Occasion.AtFollowUp(var followUp) -> switch (episode.course().followUp(followUp).kind()) {
                case W6 -> Occasion.W6;
                case M3 -> Occasion.M3;
                case M6 -> Occasion.M6;
                case M12 -> Occasion.M12;
            };
        };
    }

    private static @Nullable Change change(Map<Instrument, Reading> baselines, Reading later) {
        Reading baseline = baselines.get(later.instrument());
        return baseline == null || later.instrument().importantChange() == null
                || !baseline.version().equals(later.version()) ? null : Change.between(baseline, later);
    }

    private static AdverseEventFacts adverseEvent(Course course, AdverseEvent adverseEvent) {
        AdverseEvent.Happening happening = adverseEvent.happening();
        Style style = happening.session() != null
                && course.session(happening.session()) instanceof Session.Held held ? held.treatment().style() : null;
        return new AdverseEventFacts(course.time().dateOf(happening.occurredAt()), style, happening.grade());
    }

    private static List<FollowUpFacts> followUps(Course course) {
        var facts = new ArrayList<FollowUpFacts>();
        for (FollowUp followUp : course.followUps().values()) {
            switch (followUp) {
                case FollowUp.Pending _ -> facts.add(as(FollowUpFacts.State.PENDING, followUp));
                case FollowUp.Recorded _ -> facts.add(as(FollowUpFacts.State.RECORDED, followUp));
                case FollowUp.Missed _ -> facts.add(as(FollowUpFacts.State.MISSED, followUp));
                case FollowUp.Withdrawn _ -> {}
            }
        }
        return facts;
    }

    private static FollowUpFacts as(FollowUpFacts.State state, FollowUp followUp) {
        return new FollowUpFacts(followUp.kind(), followUp.dueOn(), state);
    }

    /** The sessions that took place, in the clinic's order. */
    public List<SessionFacts> held() {
        return sessions.stream().filter(SessionFacts::held).toList();
    }

    /** How many sessions took place. */
    public int heldSessions() {
        int held = 0;
        for (SessionFacts session : sessions) {
            held += session.held() ? 1 : 0;
        }
        return held;
    }

    /** The earliest session that took place; by it style, kind and therapist of the episode are known. Null without any. */
    public @Nullable SessionFacts first() {
        for (int n = 0; n < sessions.size(); n++) {
            SessionFacts session = sessions.get(n);
            if (session.held()) {
                return session;
            }
        }
        return null;
    }

    /** Whether it ended. */
    public boolean finished() {
        return standing != Standing.OPEN;
    }

    /** The band of the baseline; null without one. */
    public @Nullable BaselineBand baselineBand() {
        return baselineNprs == null ? null : BaselineBand.of(baselineNprs);
    }
}
