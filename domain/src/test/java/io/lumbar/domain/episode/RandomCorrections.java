package io.lumbar.domain.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

import io.lumbar.domain.AdverseEventId;
import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.episode.AdverseEvent.CorrectAdverseEvent;
import io.lumbar.domain.episode.AdverseEvent.ReportAdverseEvent;
import io.lumbar.domain.episode.FollowUp.CorrectFollowUp;
import io.lumbar.domain.episode.Intake.CorrectIntake;
import io.lumbar.domain.episode.Intake.VoidEpisode;
import io.lumbar.domain.episode.Measurement.CorrectMeasurement;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.Measurement.VoidMeasurement;
import io.lumbar.domain.episode.Session.Changes;
import io.lumbar.domain.episode.Session.CorrectSession;
import io.lumbar.domain.episode.Session.Detail;
import io.lumbar.domain.episode.Session.RescheduleSession;
import io.lumbar.domain.episode.Session.RevertNoShow;
import io.lumbar.domain.episode.Session.VoidSession;
import io.lumbar.domain.therapist.TherapistStanding;

import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;

/** What a careless clinic corrects and takes back of one episode. */
final class RandomCorrections extends RandomCommands<EpisodeCommand> {

    private final RandomEpisodeCommands others;

    RandomCorrections(Random random, RandomEpisodeCommands others) {
        super(random);
        this.others = others;
    }

    @Override
    public EpisodeCommand next() {
        if (random.nextInt(100) == 0) {
            return new VoidEpisode(EPISODE, text(4_000), others.now);
        }
        return switch (random.nextInt(12)) {
            case 0 -> reschedule();
            case 1 -> revertNoShow();
            case 2 -> correctMeasurement();
            case 3 -> voidMeasurement();
            case 4 -> voidSession();
            case 5, 6 -> correctSession();
            case 7 -> correctAdverseEvent();
            case 8 -> correctFollowUp();
            case 9 -> correctIntake();
            default -> report();
        };
    }

    private RescheduleSession reschedule() {
        return new RescheduleSession(EPISODE, others.session(), others.therapist(), others.person(),
                mostly(others.now.plus(Duration.ofDays(random.nextInt(40) - 10)), Instant.MAX, Instant.MIN),
                any(null, within(5, 240)), others.now);
    }

    private CorrectMeasurement correctMeasurement() {
        return new CorrectMeasurement(EPISODE, new Taking(others.measurement(), others.reading(), others.past()),
                text(4_000), others.now);
    }

    private VoidMeasurement voidMeasurement() {
        return new VoidMeasurement(EPISODE, others.measurement(), text(4_000), others.now);
    }

    private CorrectSession correctSession() {
        TherapistStanding therapist = others.therapist();
        return new CorrectSession(EPISODE, others.session(), therapist, others.person(),
                new Changes(any(null, null, therapist.therapist()), any(null, null, others.past()),
                        any(null, within(5, 240)), any(null, others.style()), any(null, any(SessionKind.values())),
                        any(null, some(0, Area.LUMBAR, mostly(Area.HIP, Area.LEG))), any(null, within(1, 5)),
                        any(null, within(0, 10)), any(null, within(0, 10)), any(null, text(4_000)),
                        any(null, some(0, "warm", text(200))),
                        random.nextInt(3) == 0 ? some(0, Detail.values()) : List.of()),
                text(4_000), others.despite(), others.now);
    }

    private VoidSession voidSession() {
        return new VoidSession(EPISODE, others.session(), text(4_000), others.now);
    }

    private ReportAdverseEvent report() {
        return new ReportAdverseEvent(EPISODE, adverseEvent(), any(AdverseEvent.Duration.values()),
                any(AdverseEvent.Severity.values()), others.past(), any(null, others.session()),
                any(null, text(4_000)), others.now);
    }

    private CorrectAdverseEvent correctAdverseEvent() {
        return new CorrectAdverseEvent(EPISODE, adverseEvent(), any(null, any(AdverseEvent.Duration.values())),
                any(null, any(AdverseEvent.Severity.values())), any(null, null, others.past()),
                any(null, null, others.session()), any(null, text(4_000)),
                random.nextInt(3) == 0 ? some(0, AdverseEvent.Detail.values()) : List.of(), text(4_000), others.now);
    }

    private CorrectIntake correctIntake() {
        boolean activities = random.nextInt(4) == 0;
        return new CorrectIntake(EPISODE, others.person(), new Intake.Changes(
                any(null, null, OPENED_AT.plusSeconds(random.nextInt(7_200) - 3_600L),
                        mostly(OPENED_AT, others.past())),
                any(null, mostly(LocalDate.of(2026, 2, 9), LocalDate.of(2026, 3, 3), LocalDate.MIN)),
                any(null, some(1, Area.LUMBAR, Area.HIP)), any(null, some(1, Cause.STRESS, Cause.INJURY)),
                any(null, some(0, Muscle.QUADRATUS_LUMBORUM, Muscle.OTHER)),
                activities ? some(0, LimitedActivity.LIFTING) : null, activities ? some(0, "garden", text(200)) : null,
                random.nextInt(3) == 0 ? new Intake.Screened(any(null, mostly(1, 2)), others.signs()) : null,
                any(null, random.nextBoolean()),
                any(null, new Preference(any(null, others.style()), any(null, within(1, 5)), null))), text(4_000),
                others.now);
    }

    private CorrectFollowUp correctFollowUp() {
        return new CorrectFollowUp(EPISODE, mostly(any(FOLLOW_UPS.toArray(FollowUpId[]::new)),
                new FollowUpId(id("f99"))), any(null, others.past()), any(null, any(FollowUp.FurtherCare.values())),
                random.nextInt(3) == 0 ? some(0, FollowUp.Detail.values()) : List.of(), text(4_000), others.now);
    }

    private AdverseEventId adverseEvent() {
        return new AdverseEventId(id("a2" + random.nextInt(5)));
    }

    private RevertNoShow revertNoShow() {
        return new RevertNoShow(EPISODE, others.session(), others.therapist(), others.person(), text(4_000),
                others.now);
    }
}
