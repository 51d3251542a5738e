package io.lumbar.domain.episode;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.ClinicTime;
import io.lumbar.domain.DomainError.NotFound;
import io.lumbar.domain.EpisodeError.MeasurementWasVoided;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an episode so far.
 *
 * @param intake how it was opened, as it stands
 * @param screenings every screening, in the order in which they were recorded; the first one is that of the intake
 * @param clearances every clearance, in the order in which they were recorded
 * @param sessions by id, in the order in which they were first recorded; the clinic's order is {@code start, id}
 * @param measurements those that stand, by id, in the order in which they were recorded
 * @param voidedMeasurements those entered in error, by id
 * @param adverseEvents by id, in the order in which they were reported
 * @param followUps by id, in the order in which they were planned
 * @param revisions what changed something recorded before, and what it took back, oldest first; by them a command that is
 *     asked again much later is told from a new one
 */
public record Course(Intake.EpisodeOpened intake, List<Screening.ScreeningRecorded> screenings,
        List<Screening.ClearanceRecorded> clearances, Map<SessionId, Session> sessions,
        Map<MeasurementId, Measurement> measurements, Map<MeasurementId, Measurement.Voided> voidedMeasurements,
        Map<AdverseEventId, AdverseEvent> adverseEvents, Map<FollowUpId, FollowUp> followUps,
        List<EpisodeEvent> revisions) {
    public Course {
        screenings = List.copyOf(screenings);
        clearances = List.copyOf(clearances);
        sessions = inOrder(sessions);
        measurements = inOrder(measurements);
        voidedMeasurements = inOrder(voidedMeasurements);
        adverseEvents = inOrder(adverseEvents);
        followUps = inOrder(followUps);
        revisions = List.copyOf(revisions);
    }

    /** An episode in which nothing happened yet but its opening. */
    static Course begunBy(Intake.EpisodeOpened intake) {
        return new Course(intake, List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                List.of());
    }

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

    /** The calendar of its local dates. */
    public ClinicTime time() {
        return new ClinicTime(zone());
    }

    /** When it was opened in the clinic. */
    public Instant openedAt() {
        return intake.openedAt();
    }

    /** When it was last taken up again after a discharge; null when it never was. */
    public @Nullable Instant reopenedAt() {
        return revisions.reversed().stream().filter(EpisodeReopened.class::isInstance)
                .map(revision -> ((EpisodeReopened) revision).at()).findFirst().orElse(null);
    }

    /** When it was opened or, when it was, reopened: nobody becomes responsible and nothing ends before. */
    public Instant begunAt() {
        Instant reopened = reopenedAt();
        return reopened == null ? openedAt() : reopened;
    }

    /** Every session in the clinic's order: by when it started or is or was to start, then by id. */
    public List<Session> sessionsInOrder() {
        return sessions.values().stream()
                .sorted(Comparator.comparing(Session::start).thenComparing(session -> session.id().value().toString()))
                .toList();
    }

    /**
     * The session that is asked for.
     *
     * @throws Rejected when there is none with this id
     */
    public Session session(SessionId id) {
        Session session = sessions.get(id);
        if (session == null) {
            throw new Rejected(new NotFound("session", id));
        }
        return session;
    }

    /**
     * The measurement that is asked for, as it stands.
     *
     * @throws Rejected when there is none with this id, or it was voided
     */
    public Measurement measurement(MeasurementId id) {
        Measurement measurement = measurements.get(id);
        if (measurement != null) {
            return measurement;
        }
        throw new Rejected(voidedMeasurements.containsKey(id)
                ? new MeasurementWasVoided(id)
                : new NotFound("measurement", id));
    }

    /**
     * The adverse event that is asked for.
     *
     * @throws Rejected when there is none with this id
     */
    public AdverseEvent adverseEvent(AdverseEventId id) {
        AdverseEvent adverseEvent = adverseEvents.get(id);
        if (adverseEvent == null) {
            throw new Rejected(new NotFound("adverse event", id));
        }
        return adverseEvent;
    }

    /**
     * The follow-up that is asked for.
     *
     * @throws Rejected when there is none with this id
     */
    public FollowUp followUp(FollowUpId id) {
        FollowUp followUp = followUps.get(id);
        if (followUp == null) {
            throw new Rejected(new NotFound("follow-up", id));
        }
        return followUp;
    }

    /** The sessions that took place, in the clinic's order. */
    public List<Session.Held> heldInOrder() {
        return sessionsInOrder().stream().filter(Session.Held.class::isInstance).map(Session.Held.class::cast)
                .toList();
    }

    /** The measurements taken on {@code occasion}, in the order in which they were recorded. */
    List<Measurement> takenOn(Measurement.Occasion occasion) {
        return measurements.values().stream().filter(measurement -> measurement.occasion().equals(occasion)).toList();
    }

    /** With another intake, and its screening with it. */
    Course with(Intake.Findings findings) {
        var corrected = new Intake.EpisodeOpened(intake.episode(), intake.client(), intake.clinic(),
                findings.openedAt(), intake.zone(), findings.ageBand(), findings.sex(), findings.complaint(),
                findings.otherActivities(), findings.doctorConsulted(), findings.preference(),
                intake.continues(), intake.overrideReason());
        var screened = new ArrayList<>(screenings);
        screened.set(0, new Screening.ScreeningRecorded(intake.episode(), findings.catalogueVersion(),
                findings.positive(), findings.openedAt()));
        return new Course(corrected, screened, clearances, sessions, measurements, voidedMeasurements, adverseEvents,
                followUps, revisions);
    }

    Course with(Screening.ScreeningRecorded screening) {
        return new Course(intake, added(screenings, screening), clearances, sessions, measurements,
                voidedMeasurements, adverseEvents, followUps, revisions);
    }

    Course with(Screening.ClearanceRecorded clearance) {
        return new Course(intake, screenings, added(clearances, clearance), sessions, measurements,
                voidedMeasurements, adverseEvents, followUps, revisions);
    }

    Course with(Session session) {
        return new Course(intake, screenings, clearances, put(sessions, session.id(), session), measurements,
                voidedMeasurements, adverseEvents, followUps, revisions);
    }

    Course with(Measurement measurement) {
        return new Course(intake, screenings, clearances, sessions, put(measurements, measurement.id(), measurement),
                voidedMeasurements, adverseEvents, followUps, revisions);
    }

    Course without(MeasurementId id, Personal<String> reason, Instant at) {
        var standing = new LinkedHashMap<>(measurements);
        Measurement was = standing.remove(id);
        if (was == null) {
            throw new IllegalStateException("measurement " + id.value() + " was never recorded");
        }
        return new Course(intake, screenings, clearances, sessions, standing,
                put(voidedMeasurements, id, new Measurement.Voided(was, reason, at)), adverseEvents, followUps,
                revisions);
    }

    Course with(AdverseEvent adverseEvent) {
        return new Course(intake, screenings, clearances, sessions, measurements, voidedMeasurements,
                put(adverseEvents, adverseEvent.id(), adverseEvent), followUps, revisions);
    }

    Course with(FollowUp followUp) {
        return new Course(intake, screenings, clearances, sessions, measurements, voidedMeasurements,
                adverseEvents, put(followUps, followUp.id(), followUp), revisions);
    }

    /** What is left when all of it was entered in error. */
    Course voided(Personal<String> reason, Instant at) {
        var voided = new LinkedHashMap<SessionId, Session>();
        sessions.forEach((id, session) -> voided.put(id,
                session instanceof Session.Voided before ? before : new Session.Voided(id, session, reason, at)));
        var entered = new LinkedHashMap<>(voidedMeasurements);
        measurements.forEach((id, was) -> entered.put(id, new Measurement.Voided(was, reason, at)));
        return new Course(intake, screenings, clearances, voided, Map.of(), entered, Map.of(), Map.of(), revisions);
    }

    Course withRevision(EpisodeEvent event) {
        return new Course(intake, screenings, clearances, sessions, measurements, voidedMeasurements,
                adverseEvents, followUps, added(revisions, event));
    }

    private static <T> List<T> added(List<T> all, T last) {
        var longer = new ArrayList<>(all);
        longer.add(last);
        return longer;
    }

    private static <K, V> Map<K, V> put(Map<K, V> all, K key, V value) {
        var changed = new LinkedHashMap<>(all);
        changed.put(key, value);
        return changed;
    }

    private static <K, V> Map<K, V> inOrder(Map<K, V> all) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }
}
