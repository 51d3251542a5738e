package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.AdverseEvent.CorrectAdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.ReportAdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import io.lumbar.domain.episode.FollowUp.CorrectFollowUp;
import io.lumbar.domain.episode.Intake.VoidEpisode;
import io.lumbar.domain.episode.Measurement.CorrectMeasurement;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.Measurement.VoidMeasurement;
import io.lumbar.domain.episode.Session.Detail;
import io.lumbar.domain.episode.Session.Plan;
import io.lumbar.domain.episode.Session.RescheduleSession;
import io.lumbar.domain.episode.Session.RevertNoShow;
import io.lumbar.domain.episode.Session.VoidSession;
import io.lumbar.domain.therapist.TherapistStanding;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.People.mila;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FIRST;
import static io.lumbar.domain.episode.Episodes.FIRST_AT;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.SECOND;
import static io.lumbar.domain.episode.Episodes.SECOND_AT;
import static io.lumbar.domain.episode.Episodes.assign;
import static io.lumbar.domain.episode.Episodes.decided;
import static io.lumbar.domain.episode.Episodes.discharge;
import static io.lumbar.domain.episode.Episodes.followUp;
import static io.lumbar.domain.episode.Episodes.hold;
import static io.lumbar.domain.episode.Episodes.intake;
import static io.lumbar.domain.episode.Episodes.later;
import static io.lumbar.domain.episode.Episodes.measure;
import static io.lumbar.domain.episode.Episodes.noShow;
import static io.lumbar.domain.episode.Episodes.nprs;
import static io.lumbar.domain.episode.Episodes.plan;

/** What is asked when something turns out to be other than it was recorded. */
public final class Corrections {

    /** When it turns out; later than all that is corrected. */
    public static final Instant FOUND_OUT_AT = SECOND_AT.plus(Duration.ofDays(1));

    private static final Instant FOLLOWED_UP_AT = FOUND_OUT_AT.plus(Duration.ofDays(42));
    private static final SessionId THIRD = new SessionId(id("513"));

    private Corrections() {}

    /** An episode with an event of every type that corrects or takes back. */
    public static List<EpisodeEvent> storyOfCorrections() {
        return decided(intake().command(),
                correctIntake().since(LocalDate.of(2026, 1, 12)).askedAt(Episodes.ASSIGNED_AT).command(),
                assign(anna()), plan(FIRST, FIRST_AT).command(), reschedule(FIRST, FIRST_AT.plusSeconds(3_600)),
                noShow(FIRST, later(FIRST_AT)),
                revertNoShow(FIRST, "she waited in the hall"), measure(nprs("131", 5, FIRST_AT)),
                correct(nprs("131", 6, FIRST_AT), "misread"), enteredInError("131", "of another client"),
                hold(SECOND).startedAt(SECOND_AT).measuring(nprs("141", 4, SECOND_AT)).command(),
                correct(SECOND).startedAt(SECOND_AT.minusSeconds(3_600)).minutes(50).note("right side tender")
                        .removing(Detail.PAIN_AFTER).command(),
                enteredInError(SECOND, "entered twice"),
                hold(THIRD).startedAt(SECOND_AT.plusSeconds(36_000)).style(Style.SPORTS)
                        .despite("it happened", SessionRule.THERAPIST_NOT_QUALIFIED).command(),
                report("a21", AdverseEvent.Duration.DAYS, Severity.MODERATE, null, "sore left side"),
                correctAdverseEvent("a21", AdverseEvent.Duration.WEEKS, "it went on"),
                discharge(Discharge.Reason.PLATEAU, FOUND_OUT_AT), followUp(FOLLOW_UPS.getFirst(), FOLLOWED_UP_AT),
                new CorrectFollowUp(EPISODE, FOLLOW_UPS.getFirst(), null, FollowUp.FurtherCare.MASSAGE, List.of(),
                        "misheard", FOLLOWED_UP_AT.plusSeconds(3_600)),
                voidEpisode("of another client"));
    }

    /** Asked when the plans were made. */
    public static RescheduleSession reschedule(SessionId session, Instant start) {
        return reschedule(session, start, null, anna(), Episodes.ASSIGNED_AT);
    }

    public static RescheduleSession reschedule(SessionId session, Instant start, @Nullable Integer minutes,
            TherapistStanding therapist, Instant now) {
        return new RescheduleSession(EPISODE, session, therapist, mila(), start, minutes, now);
    }

    public static RevertNoShow revertNoShow(SessionId session, String reason) {
        return revertNoShow(session, reason, FOUND_OUT_AT);
    }

    public static RevertNoShow revertNoShow(SessionId session, String reason, Instant now) {
        return new RevertNoShow(EPISODE, session, anna(), mila(), reason, now);
    }

    /** Correct a session. */
    public static ACorrection correct(SessionId session) {
        return new ACorrection(session);
    }

    public static VoidSession enteredInError(SessionId session, String reason) {
        return new VoidSession(EPISODE, session, reason, FOUND_OUT_AT);
    }

    /** Correct the intake. */
    public static AnIntakeCorrection correctIntake() {
        return new AnIntakeCorrection();
    }

    public static VoidEpisode voidEpisode(String reason) {
        return new VoidEpisode(EPISODE, reason, FOUND_OUT_AT);
    }

    /** Report something that began on the evening of the first session. */
    public static ReportAdverseEvent report(String hex, AdverseEvent.Duration duration, Severity severity,
            @Nullable SessionId session, @Nullable String description) {
        return new ReportAdverseEvent(EPISODE, new AdverseEventId(id(hex)), duration, severity,
                FIRST_AT.plus(Duration.ofHours(9)), session, description, FOUND_OUT_AT);
    }

    public static CorrectAdverseEvent correctAdverseEvent(String hex, AdverseEvent.Duration duration, String reason) {
        return correctAdverseEvent(hex, duration, reason, FOUND_OUT_AT);
    }

    public static CorrectAdverseEvent correctAdverseEvent(String hex, AdverseEvent.Duration duration, String reason,
            Instant now) {
        return new CorrectAdverseEvent(EPISODE, new AdverseEventId(id(hex)), duration, null, null, null, null,
                List.of(), reason, now);
    }

    public static CorrectMeasurement correct(Taking taking, String reason) {
        return correct(taking, reason, FOUND_OUT_AT);
    }

    public static CorrectMeasurement correct(Taking taking, String reason, Instant now) {
        return new CorrectMeasurement(EPISODE, taking, reason, now);
    }

    public static VoidMeasurement enteredInError(String measurement, String reason) {
        return new VoidMeasurement(EPISODE, new MeasurementId(id(measurement)), reason, FOUND_OUT_AT);
    }

    /** The plan that {@link Episodes#planned} makes. */
    public static Plan planAt(Instant start) {
        return new Plan(ANNA, start, 50, Style.SWEDISH,
                SessionKind.STRUCTURAL);
    }
}
