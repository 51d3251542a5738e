package io.lumbar.domain.episode;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.Personal;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.Scenario;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Assignment.PlannedSessions;
import io.lumbar.domain.episode.Assignment.TherapistAssigned;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.Discharge.ReopenEpisode;
import io.lumbar.domain.episode.FollowUp.FurtherCare;
import io.lumbar.domain.episode.FollowUp.MissFollowUp;
import io.lumbar.domain.episode.FollowUp.RecordFollowUp;
import io.lumbar.domain.episode.Intake.DeclineEpisode;
import io.lumbar.domain.episode.Intake.EpisodeDeclined;
import io.lumbar.domain.episode.Measurement.RecordMeasurement;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.ClearanceRecorded;
import io.lumbar.domain.episode.Screening.RecordClearance;
import io.lumbar.domain.episode.Screening.RecordScreening;
import io.lumbar.domain.episode.Screening.ScreeningRecorded;
import io.lumbar.domain.episode.Session.CancelSession;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.MarkNoShow;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.SessionCancelled;
import io.lumbar.domain.episode.Session.SessionMissed;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.PsfsActivity;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.People.mila;

/** Care episodes in the words of the clinic: what happened, and what is asked. */
public final class Episodes {

    public static final EpisodeId EPISODE = new EpisodeId(id("e11"));
    public static final SessionId FIRST = new SessionId(id("511"));
    public static final SessionId SECOND = new SessionId(id("512"));
    public static final Instant ASSIGNED_AT = OPENED_AT.plus(Duration.ofHours(2));
    /** Three days after the opening, 10:00 in the clinic. */
    public static final Instant FIRST_AT = Instant.parse("2026-03-05T09:00:00Z");
    public static final Instant SECOND_AT = Instant.parse("2026-03-12T09:00:00Z");
    public static final Instant DISCHARGED_AT = Instant.parse("2026-04-20T14:00:00Z");
    public static final List<FollowUpId> FOLLOW_UPS = Stream.of("f11", "f12", "f13", "f14")
            .map(hex -> new FollowUpId(id(hex))).toList();

    private static final CareEpisodeDecider DECIDER = new CareEpisodeDecider();

    private Episodes() {}

    /** A scenario in which all of {@code history} happened, in this order. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static Scenario<EpisodeCommand, CareEpisode, EpisodeEvent> given(List<EpisodeEvent>... history) {
        return Scenario.given(DECIDER, Stream.of(history).flatMap(Collection::stream).toList());
    }

    // What happened

    /** Opened without any sign that hinders treatment. */
    public static List<EpisodeEvent> opened() {
        return opened(new AnIntake());
    }

    /** Opened with these signs; LOCAL ones concern the leg. */
    public static List<EpisodeEvent> openedWith(String... codes) {
        return opened(new AnIntake().positive(codes));
    }

    /** Opened with this preference. */
    public static List<EpisodeEvent> openedPreferring(@Nullable Style style, @Nullable Gender gender) {
        return opened(new AnIntake().preferring(style, gender));
    }

    /** Opened like this. */
    public static List<EpisodeEvent> opened(AnIntake intake) {
        return DECIDER.decide(intake.command(), DECIDER.initial());
    }

    public static List<EpisodeEvent> cleared(Instant at, Style... permitted) {
        return List.of(new ClearanceRecorded(EPISODE, personal("Dr. J. Smit"), at, ClearanceOutcome.CLEARED,
                List.of(permitted)));
    }

    public static List<EpisodeEvent> notCleared(Instant at) {
        return List.of(new ClearanceRecorded(EPISODE, personal("Dr. J. Smit"), at, ClearanceOutcome.NOT_CLEARED,
                List.of()));
    }

    /** Screened again; LOCAL signs concern the leg. */
    public static List<EpisodeEvent> screened(Instant at, String... codes) {
        return List.of(new ScreeningRecorded(EPISODE, 1, AnIntake.signs(codes), at));
    }

    public static List<EpisodeEvent> declined() {
        return List.of(new EpisodeDeclined(EPISODE, personal("wants acupuncture"), OPENED_AT.plusSeconds(60)));
    }

    public static List<EpisodeEvent> assigned(TherapistId therapist) {
        return List.of(new TherapistAssigned(EPISODE, therapist, ASSIGNED_AT, null));
    }

    public static List<EpisodeEvent> planned(SessionId session, Instant start) {
        return List.of(new SessionPlanned(EPISODE, session,
                new Plan(ANNA, start, 50, Style.SWEDISH, SessionKind.STRUCTURAL), ASSIGNED_AT));
    }

    public static List<EpisodeEvent> cancelled(SessionId session) {
        return List.of(new SessionCancelled(EPISODE, session, CancelledBy.CLIENT, personal("ill"), FIRST_AT));
    }

    public static List<EpisodeEvent> missed(SessionId session) {
        return List.of(new SessionMissed(EPISODE, session, FIRST_AT));
    }

    /** Held by Anna, not planned before, with the pain of the last week on arrival. */
    public static List<EpisodeEvent> held(SessionId session, Instant startedAt) {
        var course = new ArrayList<>(opened());
        course.addAll(assigned(ANNA));
        return DECIDER.decide(new AHolding(session).startedAt(startedAt).command(), DECIDER.replay(course));
    }

    /** Discharged without any plan left. */
    public static List<EpisodeEvent> discharged(Discharge.Reason reason) {
        var course = new ArrayList<>(opened());
        course.addAll(assigned(ANNA));
        return DECIDER.decide(discharge(reason, DISCHARGED_AT), DECIDER.replay(course));
    }

    /** A whole episode with an event of every type that a treated one can have. */
    public static List<EpisodeEvent> story() {
        Instant cleared = OPENED_AT.plus(Duration.ofHours(1));
        var third = new SessionId(id("513"));
        var fourth = new SessionId(id("514"));
        return decided(
                intake().positive("RF-INF-1", "CI-DIAB", "CI-VARIX")
                        .measuring(nprs("111", 7, OPENED_AT), psfs("112", OPENED_AT, "lift a crate", "sit")).command(),
                clear(cleared, ClearanceOutcome.CLEARED, Style.HOT_STONE), assign(anna()),
                plan(FIRST, FIRST_AT).command(), plan(SECOND, SECOND_AT).command(),
                plan(third, SECOND_AT.plus(Duration.ofDays(2))).command(),
                plan(fourth, DISCHARGED_AT.plus(Duration.ofDays(3))).command(),
                holdPlanned(FIRST).measuring(nprs("121", 5, FIRST_AT)).command(), noShow(SECOND, later(SECOND_AT)),
                cancel(third, CancelledBy.CLIENT, "ill"), measure(psfs("131", SECOND_AT, "sit", "garden")),
                discharge(Discharge.Reason.GOALS_MET, DISCHARGED_AT),
                followUp(FOLLOW_UPS.getFirst(), Instant.parse("2026-06-02T09:00:00Z"),
                        nprs("141", 2, Instant.parse("2026-06-02T09:00:00Z"))));
    }

    /** An episode that changes hands, with the event types that {@link #story} has no place for. */
    public static List<EpisodeEvent> storyOfTurns() {
        return decided(intake().command(), assign(anna()), plan(FIRST, FIRST_AT).command(),
                plan(SECOND, SECOND_AT).command(), reassign(ben(), FIRST_AT.plus(Duration.ofDays(1))),
                discharge(Discharge.Reason.PLATEAU, DISCHARGED_AT),
                miss(FOLLOW_UPS.getFirst(), DISCHARGED_AT.plus(Duration.ofDays(65))),
                reopen(ben(), DISCHARGED_AT.plus(Duration.ofDays(70))));
    }

    /** An episode that ended before it began. */
    public static List<EpisodeEvent> storyOfADecline() {
        return decided(intake().command(), decline("wants acupuncture"));
    }

    /** What happens when all of {@code commands} are asked, one after another. */
    public static List<EpisodeEvent> decided(EpisodeCommand... commands) {
        var events = new ArrayList<EpisodeEvent>();
        for (EpisodeCommand command : commands) {
            events.addAll(DECIDER.decide(command, DECIDER.replay(events)));
        }
        return List.copyOf(events);
    }

    // What is asked

    public static AnIntake intake() {
        return new AnIntake();
    }

    public static DeclineEpisode decline(String reason) {
        return new DeclineEpisode(EPISODE, reason, OPENED_AT.plusSeconds(60));
    }

    public static RecordScreening screen(Instant at, String... codes) {
        return screen(mila(), at, codes);
    }

    public static RecordScreening screen(ClientStanding client, Instant at, String... codes) {
        return new RecordScreening(EPISODE, client, null, AnIntake.signs(codes), at, later(at));
    }

    public static RecordClearance clear(Instant at, ClearanceOutcome outcome, Style... permitted) {
        return new RecordClearance(EPISODE, "Dr. J. Smit", at, outcome, List.of(permitted), later(at));
    }

    public static AssignTherapist assign(TherapistStanding therapist) {
        return assign(therapist, ASSIGNED_AT, null, null);
    }

    public static AssignTherapist assignDespite(TherapistStanding therapist, String reason) {
        return assign(therapist, ASSIGNED_AT, null, new RuleOverride(reason, true));
    }

    /** Hand over to {@code therapist}, a woman. */
    public static AssignTherapist reassign(TherapistStanding therapist, Instant at, SessionId... booked) {
        return new AssignTherapist(EPISODE, therapist, Gender.FEMALE, at, "Anna is on leave", null,
                PlannedSessions.MOVE, Set.of(booked), later(at));
    }

    private static AssignTherapist assign(TherapistStanding therapist, Instant at, @Nullable String reason,
            @Nullable RuleOverride override) {
        return new AssignTherapist(EPISODE, therapist, Gender.FEMALE, at, reason, override, PlannedSessions.MOVE,
                Set.of(), at);
    }

    /** Plan with Anna, asked for on the day of opening. */
    public static APlan plan(SessionId session, Instant start) {
        return new APlan(session, start);
    }

    public static CancelSession cancel(SessionId session, CancelledBy by, @Nullable String reason) {
        return new CancelSession(EPISODE, session, by, reason, FIRST_AT);
    }

    public static MarkNoShow noShow(SessionId session, Instant now) {
        return new MarkNoShow(EPISODE, session, now);
    }

    /** Hold a session that was not planned. */
    public static AHolding hold(SessionId session) {
        return new AHolding(session);
    }

    /** Hold a planned session. */
    public static AHolding holdPlanned(SessionId session) {
        return new AHolding(session).planned();
    }

    public static RecordMeasurement measure(Taking taking) {
        return new RecordMeasurement(EPISODE, taking, later(taking.takenAt()));
    }

    public static DischargeEpisode discharge(Discharge.Reason reason, Instant at) {
        return discharge(reason, at, null);
    }

    public static DischargeEpisode discharge(Discharge.Reason reason, Instant at, @Nullable ClinicId to) {
        return new DischargeEpisode(EPISODE, reason, at, to, FOLLOW_UPS, later(at));
    }

    /** Reopen with Anna at hand. */
    public static ReopenEpisode reopen(Instant now) {
        return reopen(anna(), now);
    }

    public static ReopenEpisode reopen(@Nullable TherapistStanding therapist, Instant now) {
        return new ReopenEpisode(EPISODE, CLINIC, therapist, "the pain came back", null, now);
    }

    public static MissFollowUp miss(FollowUpId id, Instant now) {
        return new MissFollowUp(EPISODE, id, now);
    }

    public static RecordFollowUp followUp(FollowUpId id, Instant takenAt, Taking... takings) {
        return new RecordFollowUp(EPISODE, id, takenAt, List.of(takings), FurtherCare.NONE, later(takenAt));
    }

    // Measurements

    /** Pain in the last week. */
    public static Taking nprs(String hex, int score, Instant takenAt) {
        return new Taking(new MeasurementId(id(hex)), Reading.given(Instrument.NPRS, BigDecimal.valueOf(score)),
                takenAt);
    }

    /** Activities as they come from the edge, numbered from 1. */
    public static Taking psfs(String hex, Instant takenAt, String... activities) {
        var rated = new ArrayList<PsfsActivity>();
        for (String activity : activities) {
            rated.add(new PsfsActivity(rated.size() + 1, personal(activity), 4));
        }
        return new Taking(new MeasurementId(id(hex)), Reading.of(new PsfsActivities(rated)), takenAt);
    }

    /** What stands of a complaint that began three weeks before the opening. */
    public static Complaint complaint() {
        return complaintSince(LocalDate.of(2026, 2, 9));
    }

    public static Complaint complaintSince(LocalDate onset) {
        return new Complaint(onset, List.of(Area.LUMBAR, Area.HIP), List.of(Cause.IMPROPER_LIFTING, Cause.STRESS),
                List.of(Muscle.QUADRATUS_LUMBORUM), List.of(LimitedActivity.BENDING_TO_TIE_SHOES));
    }

    public static <T> Personal<T> personal(T value) {
        return Personal.of(Subject.of(MILA), value);
    }

    /** Long enough after {@code moment} for it to lie in the past. */
    public static Instant later(Instant moment) {
        return moment.plus(Duration.ofHours(1));
    }

    /** An episode in each state that it may stand in, but for the one of having been entered in error. */
    static Stream<List<EpisodeEvent>> standing() {
        return Stream.of(openedWith("RF-INF-1"), opened(), joined(opened(), assigned(ANNA)),
                joined(opened(), assigned(ANNA), screened(FIRST_AT, "RF-INF-1")),
                joined(opened(), assigned(ANNA), discharged(Discharge.Reason.GOALS_MET)),
                joined(opened(), declined()));
    }

    /** One after the other. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static List<EpisodeEvent> joined(List<EpisodeEvent>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }
}
