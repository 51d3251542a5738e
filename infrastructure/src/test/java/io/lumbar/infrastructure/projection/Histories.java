package io.lumbar.infrastructure.projection;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Personal;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventCorrected;
import io.lumbar.domain.episode.AdverseEvent.AdverseEventReported;
import io.lumbar.domain.episode.AdverseEvent.Happening;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Assignment.TherapistReassigned;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.Discharge;
import io.lumbar.domain.episode.Discharge.EpisodeDischarged;
import io.lumbar.domain.episode.Discharge.EpisodeReopened;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.FollowUp.FollowUpMissed;
import io.lumbar.domain.episode.FollowUp.FollowUpPlanned;
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
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.episode.Preference;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.Session.CancelledBy;
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
import io.lumbar.domain.episode.Session.Treatment;
import io.lumbar.domain.episode.SessionRule;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of care episodes, the same for the same seed: several episodes a client, sessions recorded in any
 * order, some of them after the discharge, screening with and without clearance. Everything happens in two clinics
 * between January and September 2026.
 */
public final class Histories {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T08:00:00Z");
    private static final List<ZoneId> ZONES = List.of(ZoneId.of("Europe/Amsterdam"), ZoneId.of("America/New_York"));
    private static final Discharge.Reason[] REASONS = {Discharge.Reason.GOALS_MET, Discharge.Reason.LOST_TO_FOLLOW_UP,
            Discharge.Reason.MOVED};
    private static final CancelledBy[] CANCELLING = {CancelledBy.CLIENT, CancelledBy.THERAPIST, CancelledBy.CLINIC};
    private static final String[] SIGNS = {"RF-CES-1", "CI-PREG", "CI-EPIL", "CI-DIAB"};
    private static final Instant NOTE = Instant.parse("2026-10-01T08:00:00Z");

    private final Random random;
    private final long seed;
    private final List<Episode> episodes = new ArrayList<>();
    private final List<List<EpisodeEvent>> appends = new ArrayList<>();
    private int ids;

    private Histories(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Appends in the order in which they are recorded; all events of one append belong to one episode. */
    public static List<List<EpisodeEvent>> of(long seed, int episodes) {
        var histories = new Histories(seed);
        for (int n = 0; n < episodes * 1_000 && histories.appends.size() < episodes * 12; n++) {
            histories.step(episodes);
        }
        return histories.appends;
    }

    /** One of the two clinics. */
    public static ClinicId clinic(int n) {
        return new ClinicId(new UUID(1, n));
    }

    /** One of the four therapists. */
    public static TherapistId therapist(int n) {
        return new TherapistId(new UUID(2, n));
    }

    private final class Episode {
        final EpisodeId id = new EpisodeId(id());
        final ClientId client = new ClientId(new UUID(3, random.nextInt(1 + episodes.size())));
        final int clinic = random.nextInt(2);
        final Instant openedAt = NEW_YEAR.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 200)));
        final boolean waits = random.nextInt(6) == 0;
        final Map<SessionId, Plan> plans = new LinkedHashMap<>();
        final Map<MeasurementId, Occasion> measured = new LinkedHashMap<>();
        final Map<SessionId, SessionId> held = new LinkedHashMap<>();
        final Map<AdverseEventId, AdverseEventId> suffered = new LinkedHashMap<>();
        final Map<SessionId, Plan> missed = new LinkedHashMap<>();
        boolean assigned;
        boolean cleared = !waits;
        boolean ended;
        boolean voided;
        boolean reopened;
        @Nullable
        FollowUpId pending;
    }

    private void step(int most) {
        if (episodes.isEmpty() || (episodes.size() < most && random.nextInt(8) == 0)) {
            var episode = new Episode();
            episodes.add(episode);
            appends.add(opened(episode));
        } else {
            Episode episode = episodes.get(random.nextInt(episodes.size()));
            List<EpisodeEvent> events = next(episode);
            if (!events.isEmpty()) {
                appends.add(events);
            }
        }
    }

    private List<EpisodeEvent> next(Episode e) {
        if (e.voided) {
            return List.of();
        }
        if (random.nextInt(150) == 0) {
            e.voided = true;
            return List.of(new EpisodeVoided(e.id, about(e, "of another client"), NOTE));
        }
        if (random.nextInt(30) == 0) {
            return List.of(openedOtherwise(e));
        }
        if (e.ended) {
            return switch (e.assigned ? random.nextInt(20) : -1) {
                case 0, 1 -> List.of(held(e, new SessionId(id())));
                case 2 -> e.held.isEmpty() ? List.of() : List.of(heldOtherwise(e));
                case 3 -> e.held.isEmpty() ? List.of() : heldInError(e);
                case 4 -> suffered(e);
                case 5, 6 -> reopened(e);
                case 7 -> missedFollowUp(e);
                default -> List.of();
            };
        }
        if (!e.cleared) {
            e.cleared = random.nextBoolean();
            return List.of(new ClearanceRecorded(e.id, about(e, "Dr Bakker"), e.openedAt.plusSeconds(3600L + ids++),
                    e.cleared ? ClearanceOutcome.CLEARED : ClearanceOutcome.NOT_CLEARED, List.of()));
        }
        if (!e.assigned) {
            if (!e.reopened && random.nextInt(8) == 0) {
                e.ended = true;
                return List.of(new EpisodeDeclined(e.id, about(e, "went elsewhere"), after(e)));
            }
            e.assigned = true;
            return List.of(new TherapistAssigned(e.id, therapist(random.nextInt(4)), e.openedAt, null));
        }
        return switch (random.nextInt(16)) {
            case 0, 1 -> List.of(planned(e));
            case 2 -> List.of(planned(e), planned(e));
            case 3 -> e.plans.isEmpty() ? List.of() : List.of(cancelled(e));
            case 4 -> e.plans.isEmpty() ? List.of() : List.of(missed(e));
            case 12, 13 -> corrected(e);
            case 5 -> discharged(e);
            case 6 -> List.of(screened(e));
            case 14 -> handedOver(e);
            case 7 -> List.of(new ClearanceRecorded(e.id, about(e, "Dr Bakker"), after(e),
                    any(ClearanceOutcome.values()), List.of()));
            default -> {
                SessionId session = e.plans.isEmpty() || random.nextBoolean() ? new SessionId(id()) : anyPlan(e);
                var events = new ArrayList<EpisodeEvent>();
                events.add(held(e, session));
                if (random.nextInt(4) == 0) {
                    events.add(
                            new RuleBreached(e.id, session, any(SessionRule.values()), about(e, "it happened"), NOTE));
                }
                events.add(measured(e, new Occasion.AtSession(session), after(e)));
                yield events;
            }
        };
    }

    /** Opened a little earlier than before it, for other reasons, with other signs. */
    private EpisodeEvent openedOtherwise(Episode e) {
        Instant openedAt = e.openedAt.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 3)));
        LocalDate onset = LocalDate.ofInstant(openedAt, ZONES.get(e.clinic)).minusDays(random.nextInt(120));
        return new IntakeCorrected(e.id, new Findings(openedAt, any(AgeBand.values()), any(Sex.values()),
                new Complaint(onset, List.of(Area.LUMBAR), List.of(any(Cause.values())), List.of(), List.of()), null,
                true,
                Preference.NONE, 1,
                random.nextInt(3) == 0 ? List.of(new PositiveSign(any(SIGNS), List.of())) : List.of()),
                about(e, "of another client"), NOTE);
    }

    private List<EpisodeEvent> opened(Episode e) {
        var events = new ArrayList<EpisodeEvent>();
        LocalDate onset = LocalDate.ofInstant(e.openedAt, ZONES.get(e.clinic)).minusDays(random.nextInt(120));
        var causes = new ArrayList<>(List.of(any(Cause.values())));
        if (random.nextBoolean() && !causes.contains(Cause.STRESS)) {
            causes.add(Cause.STRESS);
        }
        events.add(new EpisodeOpened(e.id, e.client, clinic(e.clinic), e.openedAt, ZONES.get(e.clinic),
                any(AgeBand.values()), any(Sex.values()),
                new Complaint(onset, List.of(Area.LUMBAR), causes, List.of(), List.of()), null, true,
                Preference.NONE,
                random.nextInt(10) == 0 ? new EpisodeId(id()) : null, null));
        events.add(new ScreeningRecorded(e.id, 1,
                e.waits ? List.of(new PositiveSign(random.nextBoolean() ? "RF-CES-1" : "CI-PREG", List.of()))
                        : List.of(),
                e.openedAt));
        events.add(measured(e, new Occasion.Baseline(), e.openedAt));
        return events;
    }

    private List<EpisodeEvent> discharged(Episode e) {
        e.ended = true;
        var events = new ArrayList<EpisodeEvent>();
        events.add(new EpisodeDischarged(e.id, any(REASONS), after(e), null));
        e.plans.keySet().forEach(
                id -> events.add(new SessionCancelled(e.id, id, CancelledBy.DISCHARGE, null, NOTE)));
        e.plans.clear();
        e.pending = new FollowUpId(id());
        events.add(new FollowUpPlanned(e.id, e.pending, FollowUp.Kind.W6, LocalDate.of(2026, 12, 1)));
        return events;
    }

    private List<EpisodeEvent> reopened(Episode e) {
        e.ended = false;
        e.reopened = true;
        e.assigned = random.nextBoolean();
        var events = new ArrayList<EpisodeEvent>();
        events.add(new EpisodeReopened(e.id, e.assigned ? therapist(random.nextInt(4)) : null, after(e),
                about(e, "it came back"), null));
        if (e.pending != null) {
            events.add(new FollowUpWithdrawn(e.id, e.pending, after(e)));
            e.pending = null;
        }
        return events;
    }

    private List<EpisodeEvent> missedFollowUp(Episode e) {
        FollowUpId pending = e.pending;
        e.pending = null;
        return pending == null ? List.of() : List.of(new FollowUpMissed(e.id, pending, after(e)));
    }

    private List<EpisodeEvent> handedOver(Episode e) {
        TherapistId next = therapist(random.nextInt(4));
        var events = new ArrayList<EpisodeEvent>();
        events.add(new TherapistReassigned(e.id, therapist(0), next, after(e), about(e, "on leave"), null));
        e.plans.replaceAll((_, plan) -> new Plan(next, plan.start(), plan.minutes(), plan.style(), plan.kind()));
        e.plans.forEach((id, plan) -> events.add(new SessionRescheduled(e.id, id, plan, NOTE)));
        return events;
    }

    private EpisodeEvent screened(Episode e) {
        return new ScreeningRecorded(e.id, 1, random.nextInt(3) == 0
                ? List.of()
                : List.of(new PositiveSign(any(SIGNS), List.of())), after(e));
    }

    private EpisodeEvent planned(Episode e) {
        Plan plan = plan(e);
        var id = new SessionId(id());
        e.plans.put(id, plan);
        return new SessionPlanned(e.id, id, plan, e.openedAt);
    }

    private Plan plan(Episode e) {
        return new Plan(therapist(random.nextInt(4)), after(e), 5 + random.nextInt(60), any(Style.values()),
                any(SessionKind.values()));
    }

    private EpisodeEvent cancelled(Episode e) {
        return new SessionCancelled(e.id, anyPlan(e), any(CANCELLING), null, NOTE);
    }

    private EpisodeEvent missed(Episode e) {
        SessionId session = any(e.plans);
        e.missed.put(session, Objects.requireNonNull(e.plans.remove(session)));
        return new SessionMissed(e.id, session, after(e));
    }

    /** Something that was recorded turns out to be otherwise. */
    private List<EpisodeEvent> corrected(Episode e) {
        return switch (random.nextInt(12)) {
            case 9, 10, 11 -> suffered(e);
            case 5, 6 -> e.held.isEmpty() ? List.of() : List.of(heldOtherwise(e));
            case 7 -> e.plans.isEmpty() ? List.of() : List.of(inError(e, anyPlan(e)));
            case 8 -> e.held.isEmpty() ? List.of() : heldInError(e);
            case 0 -> e.plans.isEmpty() ? List.of() : List.of(rescheduled(e));
            case 1 -> e.missed.isEmpty() ? List.of() : List.of(reverted(e));
            case 2 -> e.measured.isEmpty() ? List.of() : List.of(measuredInError(e));
            default -> e.measured.isEmpty() ? List.of() : List.of(measuredOtherwise(e));
        };
    }

    /** Sometimes corrected in the append that reports it. */
    private List<EpisodeEvent> suffered(Episode e) {
        if (!e.suffered.isEmpty() && random.nextBoolean()) {
            return List.of(sufferedOtherwise(e, any(e.suffered)));
        }
        var id = new AdverseEventId(id());
        e.suffered.put(id, id);
        var reported = new AdverseEventReported(e.id, id, happening(e), NOTE);
        return random.nextBoolean() ? List.of(reported) : List.of(reported, sufferedOtherwise(e, id));
    }

    private EpisodeEvent sufferedOtherwise(Episode e, AdverseEventId id) {
        return new AdverseEventCorrected(e.id, id, happening(e), about(e, "it went on"), NOTE);
    }

    private Happening happening(Episode e) {
        return new Happening(any(AdverseEvent.Duration.values()), any(AdverseEvent.Severity.values()), after(e),
                e.held.isEmpty() || random.nextBoolean() ? null : any(e.held), about(e, "sore"));
    }

    private EpisodeEvent heldOtherwise(Episode e) {
        return new SessionCorrected(e.id, any(e.held), treatment(e), about(e, "wrong line"), NOTE,
                random.nextBoolean() ? null : List.of(any(SessionRule.values())));
    }

    /** With what was measured on arrival, in one append. */
    private List<EpisodeEvent> heldInError(Episode e) {
        SessionId session = any(e.held);
        e.held.remove(session);
        var events = new ArrayList<EpisodeEvent>();
        events.add(inError(e, session));
        var onArrival = new Occasion.AtSession(session);
        e.measured.forEach((id, occasion) -> {
            if (occasion.equals(onArrival)) {
                events.add(new MeasurementVoided(e.id, id, about(e, "entered twice"), NOTE));
            }
        });
        e.measured.values().removeIf(onArrival::equals);
        return events;
    }

    private static EpisodeEvent inError(Episode e, SessionId session) {
        return new SessionVoided(e.id, session, about(e, "entered twice"), NOTE);
    }

    private EpisodeEvent measured(Episode e, Occasion occasion, Instant at) {
        var id = new MeasurementId(id());
        e.measured.put(id, occasion);
        return new MeasurementRecorded(e.id, id, occasion, nprs(), at);
    }

    private EpisodeEvent measuredOtherwise(Episode e) {
        MeasurementId id = any(e.measured);
        Reading reading = random.nextInt(4) == 0
                ? Reading.given(Instrument.RMDQ, BigDecimal.valueOf(random.nextInt(25)))
                : nprs();
        return new MeasurementCorrected(e.id, id, Objects.requireNonNull(e.measured.get(id)), reading, after(e),
                about(e, "misread"), NOTE);
    }

    private EpisodeEvent measuredInError(Episode e) {
        MeasurementId id = any(e.measured);
        e.measured.remove(id);
        return new MeasurementVoided(e.id, id, about(e, "of another client"), NOTE);
    }

    private EpisodeEvent rescheduled(Episode e) {
        SessionId session = any(e.plans);
        Plan plan = plan(e);
        e.plans.put(session, plan);
        return new SessionRescheduled(e.id, session, plan, NOTE);
    }

    private EpisodeEvent reverted(Episode e) {
        SessionId session = any(e.missed);
        Plan plan = Objects.requireNonNull(e.missed.remove(session));
        e.plans.put(session, plan);
        return new NoShowReverted(e.id, session, plan, about(e, "came after all"), NOTE);
    }

    private EpisodeEvent held(Episode e, SessionId session) {
        e.plans.remove(session);
        e.held.put(session, session);
        return new SessionHeld(e.id, session, treatment(e));
    }

    private Treatment treatment(Episode e) {
        return new Treatment(therapist(random.nextInt(4)), after(e),
                5 + random.nextInt(60), any(Style.values()), any(SessionKind.values()), List.of(), null, null, null,
                about(e, "tense\ton the left \\ side"), null);
    }

    private SessionId anyPlan(Episode e) {
        SessionId chosen = any(e.plans);
        e.plans.remove(chosen);
        return chosen;
    }

    private <K> K any(Map<K, ?> known) {
        return new ArrayList<>(known.keySet()).get(random.nextInt(known.size()));
    }

    private Instant after(Episode e) {
        return e.openedAt.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60))).plusNanos(random.nextInt(1_000_000));
    }

    private Reading nprs() {
        return Reading.given(Instrument.NPRS, BigDecimal.valueOf(random.nextInt(11)));
    }

    private UUID id() {
        return new UUID(seed, ids++);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static <T> Personal<T> about(Episode e, T value) {
        return Personal.of(Subject.of(e.client), value);
    }
}
