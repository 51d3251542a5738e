package io.lumbar.domain.episode;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import io.lumbar.domain.Area;
import io.lumbar.domain.Cause;
import io.lumbar.domain.ClientId;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.FollowUpId;
import io.lumbar.domain.Gender;
import io.lumbar.domain.MeasurementId;
import io.lumbar.domain.Muscle;
import io.lumbar.domain.Personal;
import io.lumbar.domain.RandomCommands;
import io.lumbar.domain.RuleOverride;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.client.ClientStanding;
import io.lumbar.domain.episode.Assignment.AssignTherapist;
import io.lumbar.domain.episode.Assignment.PlannedSessions;
import io.lumbar.domain.episode.Discharge.DischargeEpisode;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.Discharge.ReopenEpisode;
import io.lumbar.domain.episode.FollowUp.FurtherCare;
import io.lumbar.domain.episode.FollowUp.MissFollowUp;
import io.lumbar.domain.episode.FollowUp.RecordFollowUp;
import io.lumbar.domain.episode.Intake.Continued;
import io.lumbar.domain.episode.Intake.DeclineEpisode;
import io.lumbar.domain.episode.Intake.OpenEpisode;
import io.lumbar.domain.episode.Measurement.RecordMeasurement;
import io.lumbar.domain.episode.Measurement.Taking;
import io.lumbar.domain.episode.Screening.ClearanceOutcome;
import io.lumbar.domain.episode.Screening.RecordClearance;
import io.lumbar.domain.episode.Screening.RecordScreening;
import io.lumbar.domain.episode.Session.CancelSession;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.episode.Session.Despite;
import io.lumbar.domain.episode.Session.HoldSession;
import io.lumbar.domain.episode.Session.MarkNoShow;
import io.lumbar.domain.episode.Session.PlanSession;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.PsfsActivities;
import io.lumbar.domain.outcome.PsfsActivity;
import io.lumbar.domain.outcome.Reading;
import io.lumbar.domain.outcome.RmdqTicked;
import io.lumbar.domain.therapist.Absence;
import io.lumbar.domain.therapist.TherapistStanding;
import io.lumbar.domain.therapist.WorkingHours;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.People.ANNA;
import static io.lumbar.domain.People.BEN;
import static io.lumbar.domain.People.CLINIC;
import static io.lumbar.domain.People.CONSENTED_AT;
import static io.lumbar.domain.People.MILA;
import static io.lumbar.domain.People.OPENED_AT;
import static io.lumbar.domain.People.OTHER_CLINIC;
import static io.lumbar.domain.People.ZONE;
import static io.lumbar.domain.People.anna;
import static io.lumbar.domain.People.ben;
import static io.lumbar.domain.People.client;
import static io.lumbar.domain.People.id;
import static io.lumbar.domain.episode.Episodes.EPISODE;
import static io.lumbar.domain.episode.Episodes.FOLLOW_UPS;
import static io.lumbar.domain.episode.Episodes.personal;

/** What a careless clinic asks of one episode while a year goes by. */
public final class RandomEpisodeCommands extends RandomCommands<EpisodeCommand> {

    private static final List<FollowUpId> LATER_FOLLOW_UPS = Stream.of("f21", "f22", "f23", "f24")
            .map(hex -> new FollowUpId(id(hex))).toList();

    Instant now = OPENED_AT.plusSeconds(60);
    private boolean begun;

    public RandomEpisodeCommands(Random random) {
        super(random);
    }

    @Override
    public EpisodeCommand next() {
        if (!begun) {
            begun = mostly(true, false);
            return mostly(open(), plan(), discharge());
        }
        now = now.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 12)));
        return switch (random.nextInt(36)) {
            case 0 -> mostly(measure(), open());
            case 1 -> mostly(noShow(), decline());
            case 2, 3 -> clear();
            case 4, 5, 6 -> assign();
            case 7, 8, 9, 10 -> plan();
            case 11 -> cancel();
            case 12, 13 -> noShow();
            case 14, 15, 16, 17, 18 -> hold();
            case 19, 20 -> measure();
            case 21 -> random.nextBoolean() ? discharge() : any(decline(), measure());
            case 24 -> screen();
            case 28 -> reopen();
            case 29 -> miss();
            case 22, 23 -> followUp();
            default -> new RandomCorrections(random, this).next();
        };
    }

    private OpenEpisode open() {
        var complaint = new Complaint(mostly(LocalDate.of(2026, 2, 9), LocalDate.of(2026, 3, 3), LocalDate.MIN),
                some(1, Area.LUMBAR, Area.HIP), some(1, Cause.STRESS, Cause.INJURY),
                some(0, Muscle.QUADRATUS_LUMBORUM, Muscle.OTHER), some(0, LimitedActivity.LIFTING));
        var baseline = new ArrayList<Taking>();
        baseline.add(new Taking(measurement(), mostly(pain(), function()), mostly(OPENED_AT, Instant.MIN, now)));
        if (random.nextBoolean()) {
            baseline.add(new Taking(measurement(), mostly(function(), pain()), OPENED_AT));
        }
        return new OpenEpisode(EPISODE, person(), CLINIC, ZONE, mostly(OPENED_AT, now.plusSeconds(121), Instant.MIN),
                complaint, some(0, "garden", text(200)), mostly(1, 0, 2), signs(), baseline, random.nextBoolean(),
                new Preference(any(null, null, style()), any(null, within(1, 5)),
                        any(null, null, Gender.FEMALE, Gender.MALE)),
                random.nextInt(4) == 0 ? before() : null,
                random.nextInt(4) == 0 ? new RuleOverride(text(4_000), mostly(true, false)) : null, now);
    }

    private Continued before() {
        return new Continued(new EpisodeId(id("e10")), mostly(MILA, new ClientId(id("a12"))),
                mostly(OPENED_AT, OPENED_AT.plusSeconds(1)), mostly(CLINIC, OTHER_CLINIC));
    }

    List<PositiveSign> signs() {
        if (random.nextBoolean()) {
            return List.of();
        }
        var signs = new ArrayList<PositiveSign>();
        some(1, "CI-DIAB", "CI-OSTEO", "RF-MAL-3")
                .forEach(code -> signs.add(new PositiveSign(mostly(code, "RF-NONE", ""), List.of())));
        signs.add(new PositiveSign("CI-VARIX", mostly(List.of(Area.LEG), List.of())));
        return signs;
    }

    private RecordScreening screen() {
        return new RecordScreening(EPISODE, person(), any(null, mostly(1, 0, 2)), signs(), past(), now);
    }

    private DeclineEpisode decline() {
        return new DeclineEpisode(EPISODE, text(4_000), now);
    }

    private RecordClearance clear() {
        return new RecordClearance(EPISODE, text(200), past(), any(ClearanceOutcome.values()),
                random.nextBoolean() ? List.of() : some(0, Style.DEEP_TISSUE, Style.HOT_STONE), now);
    }

    private AssignTherapist assign() {
        return new AssignTherapist(EPISODE, therapist(), any(Gender.FEMALE, Gender.MALE, null), past(),
                random.nextInt(3) == 0 ? text(4_000) : null,
                random.nextInt(4) == 0 ? new RuleOverride(text(4_000), mostly(true, false)) : null,
                mostly(PlannedSessions.MOVE, PlannedSessions.KEEP), mostly(Set.of(), Set.of(session())), now);
    }

    private PlanSession plan() {
        return new PlanSession(EPISODE, session(), therapist(), person(),
                mostly(now.plus(Duration.ofDays(random.nextInt(40) - 10)), Instant.MAX, Instant.MIN),
                within(5, 240), style(), any(SessionKind.values()), now);
    }

    private CancelSession cancel() {
        return new CancelSession(EPISODE, session(), any(CancelledBy.values()), any(null, text(4_000)), now);
    }

    private MarkNoShow noShow() {
        return new MarkNoShow(EPISODE, session(), now);
    }

    private HoldSession hold() {
        Instant startedAt = past();
        var takings = new ArrayList<Taking>();
        if (random.nextBoolean()) {
            takings.add(new Taking(measurement(), reading(), mostly(startedAt, past())));
        }
        return new HoldSession(EPISODE, session(), random.nextBoolean(), therapist(), person(), startedAt,
                within(5, 240), style(), any(SessionKind.values()), some(0, Area.LUMBAR, mostly(Area.HIP, Area.LEG)),
                any(null, within(1, 5)), any(null, within(0, 10)), any(null, within(0, 10)), any(null, text(4_000)),
                some(0, "warm", text(200)), takings, despite(), now);
    }

    /** Now and then somebody insists, not always a manager. */
    @Nullable
    Despite despite() {
        return random.nextInt(5) == 0
                ? new Despite(any(SessionRule.values()), some(0, any(SessionRule.values())),
                        new RuleOverride(text(4_000), mostly(true, false)))
                : null;
    }

    private RecordMeasurement measure() {
        return new RecordMeasurement(EPISODE, new Taking(measurement(), reading(), past()), now);
    }

    private DischargeEpisode discharge() {
        Reason reason = any(Reason.values());
        return new DischargeEpisode(EPISODE, reason,
                any(past(), past(), now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 30)))),
                mostly(reason == Reason.TRANSFERRED ? OTHER_CLINIC : null, CLINIC, OTHER_CLINIC),
                mostly(any(FOLLOW_UPS, LATER_FOLLOW_UPS), FOLLOW_UPS.subList(0, 2)), now);
    }

    private ReopenEpisode reopen() {
        return new ReopenEpisode(EPISODE, CLINIC, mostly(therapist(), ben()), text(4_000),
                random.nextInt(4) == 0 ? new RuleOverride(text(4_000), mostly(true, false)) : null,
                mostly(now, now.plus(Duration.ofDays(400))));
    }

    private MissFollowUp miss() {
        return new MissFollowUp(EPISODE, anyFollowUp(), now);
    }

    private FollowUpId anyFollowUp() {
        return mostly(any(any(FOLLOW_UPS, LATER_FOLLOW_UPS).toArray(FollowUpId[]::new)), new FollowUpId(id("f99")));
    }

    private RecordFollowUp followUp() {
        Instant takenAt = past();
        return new RecordFollowUp(EPISODE, anyFollowUp(), takenAt,
                random.nextBoolean() ? List.of() : List.of(new Taking(measurement(), reading(), takenAt)),
                any(null, any(FurtherCare.values())), now);
    }

    ClientStanding person() {
        Personal<LocalDate> birth = mostly(
                personal(any(LocalDate.of(1986, 5, 10), LocalDate.of(1960, 2, 29), LocalDate.of(2010, 1, 1))),
                new Personal.Erased<>(Subject.of(MILA)), personal(LocalDate.of(2030, 1, 1)));
        return client(birth, mostly(CONSENTED_AT, now));
    }

    TherapistStanding therapist() {
        return mostly(any(anna(), anna(), anna(), anna(), ben(), onARota()), onARota(), onARota(),
                new TherapistStanding(BEN, LocalDate.of(2015, 1, 1), List.of(OTHER_CLINIC), List.of()),
                new TherapistStanding(BEN, LocalDate.of(2030, 1, 1), List.of(CLINIC), anna().qualifications()));
    }

    /** Anna, who works on Mondays only, is off this week, and leaves in a year. */
    private TherapistStanding onARota() {
        return new TherapistStanding(ANNA, anna().practisingSince(), OPENED_AT.plus(Duration.ofDays(365)),
                anna().clinics(), anna().qualifications(),
                any(List.of(), List.of(new WorkingHours(CLINIC,
                        new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(8, 0), LocalTime.of(18, 0))))),
                List.of(new Absence(now, now.plus(Duration.ofDays(7)))));
    }

    Style style() {
        return any(Style.SWEDISH, Style.SWEDISH, Style.SWEDISH, Style.SHIATSU, Style.DEEP_TISSUE, Style.HOT_STONE);
    }

    SessionId session() {
        return new SessionId(id("5" + random.nextInt(10)));
    }

    MeasurementId measurement() {
        return new MeasurementId(id("7" + random.nextInt(60)));
    }

    /** Mostly of the last ten days, now and then far off. */
    Instant past() {
        Instant lately = now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 10)));
        return mostly(lately.isBefore(OPENED_AT) ? now : lately, now.plusSeconds(120), now.plusSeconds(121),
                OPENED_AT.minusMillis(1), Instant.MIN, Instant.MAX);
    }

    Reading reading() {
        return any(pain(), function(), Reading.of(new RmdqTicked(Set.of(1, 2, 24))),
                mostly(pain(), new Reading.Given(Instrument.NPRS, "24-hour", BigDecimal.ONE)));
    }

    private Reading pain() {
        return Reading.given(Instrument.NPRS, BigDecimal.valueOf(random.nextInt(11)));
    }

    private Reading function() {
        var names = new ArrayList<>(List.of("lift", "sit", "run", "Sit for long"));
        var rated = new ArrayList<PsfsActivity>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String name = names.remove(random.nextInt(names.size()));
            rated.add(new PsfsActivity(rated.size() + 1, personal(name), random.nextInt(11)));
        }
        return Reading.of(new PsfsActivities(rated));
    }
}
