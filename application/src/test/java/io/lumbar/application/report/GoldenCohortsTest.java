package io.lumbar.application.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.lumbar.application.Desk;
import io.lumbar.application.Scope;
import io.lumbar.application.report.ToldClinic.Story;
import io.lumbar.domain.Cause;
import io.lumbar.domain.Style;
import io.lumbar.domain.WeeklyHours;
import io.lumbar.domain.episode.AdverseEvent.Duration;
import io.lumbar.domain.episode.AdverseEvent.Severity;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.statistics.Summary;
import io.lumbar.domain.therapist.Absence;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.lumbar.domain.episode.FollowUp.Kind.M12;
import static io.lumbar.domain.episode.FollowUp.Kind.M3;
import static io.lumbar.domain.episode.FollowUp.Kind.M6;
import static io.lumbar.domain.episode.FollowUp.Kind.W6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

/**
 * Small cohorts, told day by day to the use cases, with every figure worked out by hand from the definitions of the
 * reports. In the tables, {@code 14.1. (6)} is a session on 14 January with pain of 6 on arrival, which judges the
 * sessions before; {@code pain 2} is asked in the evening, and judges that day's session, too. As of 23 November 2026.
 */
class GoldenCohortsTest {
    private static final Offset<Double> DIGITS = offset(5e-7);
    private static final Cohort WINTER = cohort("2026-01-01", "2026-03-31");

    private static Cohort cohort(String from, String to) {
        return new Cohort(Set.of(), LocalDate.parse(from), LocalDate.parse(to), Set.of(), Set.of(), Set.of(), Set.of(),
                Set.of(), Set.of(), Set.of(), Set.of());
    }

    private static ReportQuery about(Cohort cohort) {
        return new ReportQuery(cohort, List.of(), null, null, Scope.EVERYTHING);
    }

    private static void close(@Nullable Double figure, double byHand) {
        assertThat(figure).isNotNull().isCloseTo(byHand, DIGITS);
    }

    /**
     * Twelve people, all with pain of 7 from stress unless it is said otherwise.
     *
     * <pre>
     * who  opened  sessions held (pain on arrival)                   response   end
     * Ada   5.1.   7.1.  14.1.(6)  21.1.  28.1.(4)                   4 of 7: 3  GOALS_MET 4.2.
     * Bea  12.1.   14.1.  21.1., pain 2; nobody came 28.1.           2 of 7: 2  open; injury first, then stress
     * Cas  12.1.   15.1., pain 7;  22.1. voided;  29.1.(6)           none       CLIENT_CHOICE 5.2., cancels 12.2.
     * Dik  19.1.   21.1.  4.2.  18.2.  4.3.; 11.3. still planned     none       open, never measured
     * Eva  19.1.   20.1.; pain 0 on 26.1.; baseline 2                undefined  GOALS_MET 27.1.
     * Fay   2.2.   3.2.  10.2.(5); 17.2. cancelled; baseline voided  undefined  open
     * Gus   2.2.   4.2.  11.2.(7)  18.2.(5); 24.2. cancelled         none       TRANSFERRED 25.2.
     *       2.3.   4.3.  11.3., pain 2; goes on next door, from 5    not asked  open
     * Hal   9.2.   -                                                 -          declined 16.2.
     * Ida   9.2.   11.2.  18.2.(7)  18.3.(4)  18.11.                 4 of 7: 2  PLATEAU 25.2., reopened 11.3.
     * Jan  16.2.   18.2.                                             none       LOST_TO_FOLLOW_UP 2.3.
     *      16.3.   18.3.  25.3.(1)                                   not asked  OTHER 2.11.
     * Kim  23.2.   25.2.  4.3.(7); 3.3. cancelled; 2 after 6 weeks   none       CLIENT_CHOICE 11.3.
     * Lea   2.3.   pain 1 on 3.3.; 4.3. against a rule               none       MOVED 11.3.
     * </pre>
     *
     * and five others who came in the first hour of 1 April, of which the clock in Greenwich thinks that it is March, and
     * were treated once, on 8 April.
     */
    private static KnownFacts winter() {
        var clinic = new ToldClinic();
        clinic.open("Ada", "2026-01-05", 7, 4, Cause.STRESS).held("2026-01-07").asked("2026-01-07", Instrument.PSFS, 6)
                .held("2026-01-14", 6).held("2026-01-21").held("2026-01-28", 4)
                .discharged("2026-02-04", Reason.GOALS_MET).followedUp(W6, "2026-03-18", 3, 2);
        clinic.open("Bea", "2026-01-12", 7, null, Cause.INJURY, Cause.STRESS).held("2026-01-14").held("2026-01-21")
                .pain("2026-01-21", 2).nobodyCame("2026-01-28");
        clinic.open("Cas", "2026-01-12", 7, 4, Cause.STRESS).held("2026-01-15").pain("2026-01-15", 7)
                .asked("2026-01-15", Instrument.PSFS, 5).held("2026-01-22").held("2026-01-29", 6).voided(2)
                .planned("2026-02-12").discharged("2026-02-05", Reason.CLIENT_CHOICE)
                .followedUp(W6, "2026-03-19", 5, 3);
        clinic.open("Dik", "2026-01-19").held("2026-01-21").held("2026-02-04").held("2026-02-18").held("2026-03-04")
                .planned("2026-03-11");
        clinic.open("Eva", "2026-01-19", 2, 4, Cause.STRESS).held("2026-01-20").pain("2026-01-26", 0)
                .asked("2026-01-26", Instrument.PSFS, 4).discharged("2026-01-27", Reason.GOALS_MET)
                .followedUp(W6, "2026-03-10", 2, 4);
        clinic.open("Fay", "2026-02-02").held("2026-02-03").held("2026-02-10", 5).baselineVoided()
                .cancelled("2026-02-17", CancelledBy.CLIENT);
        Story gus = clinic.open("Gus", "2026-02-02", 7, 4, Cause.STRESS).held("2026-02-04")
                .asked("2026-02-04", Instrument.PSFS, 7).held("2026-02-11", 7).held("2026-02-18", 5)
                .cancelled("2026-02-24", CancelledBy.THERAPIST).discharged("2026-02-25", Reason.TRANSFERRED)
                .followedUp(W6, "2026-04-08", 4, 2);
        clinic.goOn(gus, "Gus", "2026-03-02", 5).held("2026-03-04").held("2026-03-11").pain("2026-03-11", 2);
        clinic.openUnassigned("Hal", "2026-02-09").declined("2026-02-16");
        clinic.open("Ida", "2026-02-09").held("2026-02-11").held("2026-02-18", 7)
                .discharged("2026-02-25", Reason.PLATEAU).reopened("2026-03-11").held("2026-03-18", 4)
                .held("2026-11-18");
        clinic.open("Jan", "2026-02-16").held("2026-02-18").discharged("2026-03-02", Reason.LOST_TO_FOLLOW_UP)
                .missed(W6);
        clinic.open("Jan", "2026-03-16").held("2026-03-18").held("2026-03-25", 1)
                .discharged("2026-11-02", Reason.OTHER);
        clinic.open("Kim", "2026-02-23", 7, 4, Cause.STRESS).held("2026-02-25").asked("2026-02-25", Instrument.PSFS, 4)
                .cancelled("2026-03-03", CancelledBy.CLINIC).held("2026-03-04", 7)
                .discharged("2026-03-11", Reason.CLIENT_CHOICE)
                .followedUp(W6, "2026-04-22", 2, 1);
        clinic.open("Lea", "2026-03-02").pain("2026-03-03", 1).heldAgainstRules("2026-03-04")
                .discharged("2026-03-11", Reason.MOVED).missed(W6);
        for (int n = 0; n < 5; n++) {
            clinic.openAtMidnight("April " + n, "2026-04-01").held("2026-04-08");
        }
        return clinic.facts();
    }

    /**
     * Followed is the first episode with a session of each person but Hal, who has none: 11. Of Gus and Jan the second is
     * later. Undefined: Eva, Fay. On the curve:
     *
     * <pre>
     * k  responded  dropped   censored  at risk
     * 1  -          Jan       Lea       9
     * 2  Bea Ida    Cas Kim   -         7
     * 3  Ada        -         Gus       3: the curve ends before
     * 4  -          -         Dik       1
     *
     * F(1) = 0                        dropped 1/9               still 8/9
     * F(2) = 8/9 * 2/7 = 16/63        1/9 + 8/9 * 2/7 = 23/63   8/9 * 3/7 = 24/63
     * var F(2) = (16/63)^2 / (9 * 8) + (8/9)^2 * 5/7 * 2/49 = 0.0239315, standard error 0.1546981
     * limits: F^exp(-+1.959964 * 0.1546981 / (F ln F)): 0.0378199, 0.5635099
     * </pre>
     *
     * By two sessions the upper limit has reached half, the curve and the lower limit have not. Measured after sessions:
     * Ada 1 3, Bea 2, Cas 1 (twice), Gus 1 2, Ida 1 2, Kim 1; never Dik, Jan, Lea. Sessions between: 1 2, 2, 1, 1 1, 1 1, 1,
     * the median of which is 1. Dormant: Bea, Dik, Fay; Ida was there 5 days ago.
     */
    @Test
    void sessions_to_response() {
        SessionsToResponse answer = new SessionsToResponseReport(winter()).answer(about(WINTER));

        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer.test()).isNull();
        SessionsToResponse.Group group = answer.groups().getFirst();
        assertThat(group.episodes()).isEqualTo(11);
        assertThat(group.responded()).isEqualTo(3);
        assertThat(group.dropped()).isEqualTo(3);
        assertThat(group.censored()).isEqualTo(3);
        assertThat(group.undefined()).isEqualTo(2);
        assertThat(group.withoutSession()).isEqualTo(1);
        assertThat(group.laterEpisodes()).isEqualTo(2);
        assertThat(group.neverMeasured()).isEqualTo(3);
        assertThat(group.dormant()).isEqualTo(3);
        assertThat(group.medianSessionsBetweenMeasurements()).isEqualTo(1);
        assertThat(group.medianSessionsToResponse()).isNull();
        assertThat(group.medianLow()).isEqualTo(2);
        assertThat(group.medianHigh()).isNull();
        assertThat(group.curve()).hasSize(2).satisfiesExactly(one -> {
            assertThat(List.of(one.sessions(), (int) one.atRisk(), (int) one.responded(), (int) one.dropped(),
                    (int) one.censored())).containsExactly(1, 9, 0, 1, 1);
            close(one.cumulativeResponse(), 0);
            close(one.standardError(), 0);
            close(one.ciLow(), 0);
            assertThat(one.ciHigh()).isNull();
            close(one.cumulativeDropout(), 1.0 / 9);
            close(one.stillInTreatment(), 8.0 / 9);
        }, two -> {
            assertThat(List.of(two.sessions(), (int) two.atRisk(), (int) two.responded(), (int) two.dropped(),
                    (int) two.censored())).containsExactly(2, 7, 2, 2, 0);
            close(two.cumulativeResponse(), 16.0 / 63);
            close(two.standardError(), 0.1546981);
            close(two.ciLow(), 0.0378199);
            close(two.ciHigh(), 0.5635099);
            close(two.cumulativeDropout(), 23.0 / 63);
            close(two.stillInTreatment(), 24.0 / 63);
        });
    }

    /**
     * The same eleven episodes. Change of pain after one session: Ada -1, Cas -1 (the later of two), Eva -2, Gus 0, Ida 0,
     * Kim 0: mean -4/6, sum of squares 6, variance (6 - 16/6) / 5 = 2/3; only Eva's is important, though the response rule
     * does not know her. Expected are all but Fay, who has no baseline. After 2, 3 and 4 sessions 3, 1 and 0 were
     * measured, which is withheld. At the discharge, which Ida's did not stay: Ada -3, Cas -1, Eva -2, Gus -2, Kim 0: mean
     * -8/5, squares 18, variance (18 - 64/5) / 4 = 1.3; important for Ada and Eva (Gus: 2 points, but 28.6 percent);
     * expected Jan and Lea, too. After 6 weeks, Jan and Lea being missed: Ada -4, Cas -2, Eva 0, Gus -3, Kim -5: mean -14/5, squares 54,
     * variance (54 - 196/5) / 4 = 3.7; important for Ada, Gus, Kim. How they say they are, 1 or 2: Ada, Gus, Kim. What
     * they can do again (PSFS, from 4): 6 5 4 7 4 after one session and so at the discharge: mean 6/5, squares 14, variance
     * (14 - 36/5) / 4 = 1.7; important for Ada and Gus.
     */
    @Test
    void outcomes() {
        Outcomes answer = new OutcomesReport(winter()).answer(about(WINTER));

        Map<String, Outcomes.Point> points = new LinkedHashMap<>();
        Objects.requireNonNull(answer.groups().getFirst().series()).forEach(point -> points.put(point.instrument() + " "
                + (point.at().sessions() == null ? point.at().occasion() : point.at().sessions()), point));
        is(shown(points, "NPRS 1"), 6, 10, -4 / 6.0, Math.sqrt(2 / 3.0), 1);
        close(shown(points, "NPRS 1").proportion(), 1 / 6.0);
        close(shown(points, "NPRS 1").low(), 0.0300534);
        close(shown(points, "NPRS 1").high(), 0.5635028);
        is(shown(points, "NPRS DISCHARGE"), 5, 7, -1.6, Math.sqrt(1.3), 2);
        close(shown(points, "NPRS DISCHARGE").proportion(), 0.4);
        close(shown(points, "NPRS DISCHARGE").low(), 0.1176208);
        close(shown(points, "NPRS DISCHARGE").high(), 0.7692757);
        is(shown(points, "NPRS W6"), 5, 7, -2.8, Math.sqrt(3.7), 3);
        is(shown(points, "PSFS 1"), 5, 5, 1.2, Math.sqrt(1.7), 2);
        is(shown(points, "PSFS DISCHARGE"), 5, 5, 1.2, Math.sqrt(1.7), 2);
        is(shown(points, "PGIC W6"), 5, 7, null, null, 3);
        is(shown(points, "PSFS W6"), 0, 5, null, null, 0);
        assertThat(points.keySet()).containsExactly("NPRS 1", "NPRS 2", "NPRS 3", "NPRS 4", "NPRS DISCHARGE", "NPRS W6",
                "PSFS 1", "PSFS 2", "PSFS 3", "PSFS 4", "PSFS DISCHARGE", "PSFS W6", "PGIC W6");
        assertThat(answer.suppressed()).containsExactly("groups[0].series[1]", "groups[0].series[2]",
                "groups[0].series[3]", "groups[0].series[7]", "groups[0].series[8]", "groups[0].series[9]");
    }

    private static Outcomes.Point shown(Map<String, Outcomes.Point> points, String at) {
        return Objects.requireNonNull(points.get(at), at);
    }

    private static void is(Outcomes.Point point, long n, long expected, @Nullable Double mean,
            @Nullable Double sd, long responders) {
        assertThat(point.n()).isEqualTo(n);
        assertThat(point.expected()).isEqualTo(expected);
        assertThat(point.responders()).isEqualTo(responders);
        if (mean == null || sd == null) {
            assertThat(point.meanChange()).isNull();
            assertThat(point.sd()).isNull();
        } else {
            close(point.meanChange(), mean);
            close(point.sd(), sd);
        }
    }

    /**
     * By the day of the session; Ida's in November and the five in April lie after the window. Held: Ada 4, Bea 2, Cas 2,
     * Dik 4, Eva 1, Fay 2, Gus 3 and 2, Ida 3, Jan 1 and 2, Kim 2, Lea 1: 29. Episodes with a first session: 13, after which
     * Eva's, Jan's first and Lea's ended; with a second: 10, all but those, after which Cas', Jan's second and Kim's ended;
     * with a third: Ada, Dik, Gus, Ida, too few. Days between sessions: 7 eleven times (Ada 3, Bea, Fay, Gus 2 and 1,
     * Ida, Jan, Kim), 14 four times (Cas, Dik 3), 28 once (Ida); of 16, the quartiles are 7 (rank 3.75), 7 (7.5) and
     * 14 (11.25).
     */
    @Test
    void attendance() {
        Attendance answer = new AttendanceReport(winter()).answer(about(WINTER));

        Attendance.Group group = answer.groups().getFirst();
        assertThat(group.held()).isEqualTo(29);
        assertThat(group.planned()).isEqualTo(1);
        assertThat(group.noShow()).isEqualTo(1);
        assertThat(group.cancelled()).isEqualTo(Map.of(CancelledBy.CLIENT, 1L, CancelledBy.THERAPIST, 1L,
                CancelledBy.CLINIC, 1L, CancelledBy.DISCHARGE, 1L));
        assertThat(group.dropOff()).containsExactly(new Attendance.DropOff(1, 13, 3),
                new Attendance.DropOff(2, 10, 3));
        assertThat(group.gapDays()).isEqualTo(new Attendance.GapDays(7.0, 7.0, 14.0));
    }

    /**
     * Sessions of each person, whenever they were held: Ada 4, Bea 2, Cas 2, Dik 4, Eva 1, Fay 2, Gus 3 + 2, Hal 0, Ida 4, Jan
     * 1 + 2, Kim 2, Lea 1: 30 of 12 people in 14 episodes.
     *
     * <pre>
     *             people                                          episodes
     * all         1 1 2 2 2 2 3 4 4 4 5: mean 30/11, 2 (2 to 4)   1 1 1 2 2 2 2 2 2 3 4 4 4: mean 30/13, 2 (2 to 3)
     *             p90 is that of rank 9: 4                        rank 10.8: 4
     * finished    1 1 2 2 3 4: mean 13/6, 2 (1.25 to 2.75)        1 1 1 2 2 2 3 4: mean 2, 2 (1 to 2.25)
     *             rank 4.5: 3.5                                   rank 6.3: 3.3
     * unfinished  2 2 4 4 5: mean 17/5, 4 (2 to 4)                2 2 2 4 4: mean 14/5, 2 (2 to 4)
     *             rank 3.6: 4.6                                   rank 3.6: 4
     * </pre>
     *
     * Gus is not finished, since it goes on next door; Jan is. 29 sessions lie in the window, and 12 people came for the
     * first time: 2.4167. Discharged in it were Ada, Cas, Eva, Gus, Jan, Kim, Lea with 4, 2, 1, 3, 1, 2, 1 sessions, but not Ida,
     * who came again, nor Hal, who was declined: 2.
     */
    @Test
    void sessions_per_person() {
        SessionsPerPerson answer = new SessionsPerPersonReport(winter()).answer(about(WINTER));

        SessionsPerPerson.Group group = answer.groups().getFirst();
        assertThat(group.people()).isEqualTo(12);
        assertThat(group.episodes()).isEqualTo(14);
        assertThat(group.sessions()).isEqualTo(30);
        assertThat(group.withoutSession()).isEqualTo(1);
        assertThat(group.sessionsAgainstRules()).isEqualTo(1);
        assertThat(group.perPerson()).isEqualTo(new SessionsPerPerson.Distributions(
                new Summary(11, 30 / 11.0, 2.0, 2.0, 4.0, 4.0, 5), new Summary(6, 13 / 6.0, 2.0, 1.25, 2.75, 3.5, 4),
                new Summary(5, 3.4, 4.0, 2.0, 4.0, 4.6, 5)));
        assertThat(group.perEpisode()).isEqualTo(new SessionsPerPerson.Distributions(
                new Summary(13, 30 / 13.0, 2.0, 2.0, 3.0, 4.0, 4), new Summary(8, 2.0, 2.0, 1.0, 2.25, 3.3, 4),
                new Summary(5, 2.8, 2.0, 2.0, 4.0, 4.0, 4)));
        assertThat(group.histogram()).containsExactly(new SessionsPerPerson.Bar(1, 2, 0),
                new SessionsPerPerson.Bar(2, 2, 2), new SessionsPerPerson.Bar(3, 1, 0),
                new SessionsPerPerson.Bar(4, 1, 2), new SessionsPerPerson.Bar(5, 0, 1));
        close(group.pva(), 29 / 12.0);
        close(group.visitsPerDischargedCase(), 2);
    }

    /**
     * Opened on 5 January with pain of 7, discharged on the 28th, so that they are due on 11 March, 28 April, 28 July and 28
     * January 2027; but Fia was taken up again on 10 February and discharged on 20 October.
     *
     * <pre>
     * who      in treatment     after 6 weeks        after 3 months
     * Ali      3, responded     3                    pending
     * Bob      3, responded     2                    pending
     * Cis      3, responded     6: no more           pending
     * Dan      3, responded     4: 3 points, 43 %    pending
     * Els      3, responded     7: no more           pending
     * Fia      none             2, before 1.12.      pending, due 20.1.
     * Guy      3, responded     pain was not asked   missed
     * Han      none             0: creates nothing   missed
     * Ike      none             missed               missed
     * </pre>
     *
     * After 6 weeks, 9 are due: 8 were recorded, Fia's before its day had come, and 1 was missed. Five responded and were asked
     * for their pain, and 3 respond still: 0.6, by Wilson 0.2307243 to 0.8823792. After 3 months 8 are due, of which 3 were
     * missed; Fia's is not. After 6 months 8 of 9, after 12 none.
     */
    @Test
    void follow_ups() {
        var clinic = new ToldClinic();
        Integer[] after6Weeks = {3, 2, 6, 4, 7};
        for (int n = 0; n < after6Weeks.length; n++) {
            treated(clinic, "Responder " + n, 3).followedUp(W6, "2026-03-11", after6Weeks[n], null);
        }
        treated(clinic, "Fia", 6).reopened("2026-02-10").held("2026-02-12").discharged("2026-10-20", Reason.OTHER)
                .followedUp(W6, "2026-11-20", 2, null);
        treated(clinic, "Guy", 3).followedUp(W6, "2026-03-11", null, 2).missed(M3);
        treated(clinic, "Han", 6).followedUp(W6, "2026-03-11", 0, null).missed(M3);
        treated(clinic, "Ike", 6).missed(W6).missed(M3);

        FollowUpRates answer = new FollowUpsReport(clinic.facts()).answer(about(WINTER));

        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer.rows()).extracting(FollowUpRates.Row::kind).containsExactly(W6, M3, M6, M12);
        FollowUpRates.Row first = answer.rows().getFirst();
        is(first, 9, 8, 1, 0, 3);
        close(first.proportion(), 0.6);
        close(first.low(), 0.2307243);
        close(first.high(), 0.8823792);
        is(answer.rows().get(1), 8, 0, 3, 6, 0);
        is(answer.rows().get(2), 8, 0, 0, 9, 0);
        is(answer.rows().get(3), 0, 0, 0, 9, 0);
        assertThat(answer.rows().get(1).proportion()).isNull();
    }

    /** Two sessions, with this pain on arrival at the second. */
    private static Story treated(ToldClinic clinic, String name, int nprs) {
        return clinic.open(name, "2026-01-05").held("2026-01-07").held("2026-01-14", nprs).discharged("2026-01-28",
                Reason.GOALS_MET);
    }

    private static void is(FollowUpRates.Row row, long due, long recorded, long missed, long pending,
            long stillResponding) {
        assertThat(row).extracting(FollowUpRates.Row::due, FollowUpRates.Row::recorded, FollowUpRates.Row::missed,
                FollowUpRates.Row::pending, FollowUpRates.Row::stillResponding)
                .containsExactly(due, recorded, missed, pending, stillResponding);
    }

    /**
     * Six people with two sessions of Swedish massage each, on 7 and 14 January. Una came in December; her first session had
     * been planned as deep tissue massage. Zoe's second was voided: 11 sessions.
     *
     * <pre>
     * who  what                                      grade         style
     * Una  mild, for hours, after the first          NOT_ADVERSE   SWEDISH
     * Vic  moderate, for days, after the second      MODERATE      SWEDISH
     * Wim  moderate, for weeks, after none           MAJOR         none
     * Xia  severe, corrected: mild, for days         MILD          SWEDISH
     * </pre>
     *
     * One in 11 are 90.909091 in 1,000; by Garwood 0.0253178 to 5.5716434 in 11: 2.301618 to 506.513036. None in 11: 0 to
     * 3.6888795 in 11: 335.352678.
     */
    @Test
    void adverse_events() {
        var clinic = new ToldClinic();
        clinic.open("Una", "2025-12-15").plannedAndHeld("2026-01-07", Style.DEEP_TISSUE).held("2026-01-14")
                .harmed("2026-01-07", Duration.HOURS, Severity.MILD, 1);
        twice(clinic, "Vic").harmed("2026-01-14", Duration.DAYS, Severity.MODERATE, 2);
        twice(clinic, "Wim").harmed("2026-01-16", Duration.WEEKS, Severity.MODERATE, 0);
        twice(clinic, "Xia").harmed("2026-01-07", Duration.WEEKS, Severity.SEVERE, 1).harmCorrected(Duration.DAYS,
                Severity.MILD);
        twice(clinic, "Yan");
        twice(clinic, "Zoe").voided(2);

        AdverseEventRates answer = new AdverseEventsReport(clinic.facts()).answer(about(WINTER));

        assertThat(answer.suppressed()).isEmpty();
        var counted = new ArrayList<String>();
        answer.rows().forEach(row -> {
            counted.add(row.style() + " " + row.grade() + " " + row.events() + " of " + row.sessions());
            boolean once = Long.valueOf(1).equals(row.events());
            close(row.per1000(), once ? 1_000 / 11.0 : 0);
            assertThat(row.low()).isNotNull().isCloseTo(once ? 2.301618 : 0, offset(1e-5));
            assertThat(row.high()).isNotNull().isCloseTo(once ? 506.513036 : 335.352678, offset(1e-5));
        });
        assertThat(counted).containsExactly("SWEDISH NOT_ADVERSE 1 of 11", "SWEDISH MILD 1 of 11",
                "SWEDISH MODERATE 1 of 11", "SWEDISH MAJOR 0 of 11", "null NOT_ADVERSE 0 of 11", "null MILD 0 of 11",
                "null MODERATE 0 of 11", "null MAJOR 1 of 11");
    }

    private static Story twice(ToldClinic clinic, String name) {
        return clinic.open(name, "2026-01-05").held("2026-01-07").held("2026-01-14");
    }

    /**
     * Opened on 5 January; Anna's come on the 7th and 14th, Ben's on the 8th and 15th. Discharged on the 28th.
     *
     * <pre>
     * first session by Anna                          first session by Ben
     * A1 to A3   4 of 7, responded                   B1        1 of 7, responded
     * A4         CLIENT_CHOICE                       B2 to B4  PLATEAU
     * A5         DECEASED                            B5        handed over to Anna on the 12th, PLATEAU
     * A6         baseline 2: does not count          O1 to O5  open: caseload, do not count
     * A7         MOVED, none: does not count
     * A8         3 of 7, TRANSFERRED: counts
     * n 6, responded 4                               n 5, responded 1
     * </pre>
     *
     * The share of all is 5/11. Anna held 2 sessions for A1 to A3 and A8, 1 for each of A4 to A7 and B5's second: 13 of 45
     * minutes are 585. She works on Mondays from 9 to 17, on 4 in January, but was away on the 12th: 1,440 minutes. What Ben
     * works is not known. Of 6, nobody responds with a chance of (6/11)^6 = 0.0263, more than 2.5 percent: there is no lower
     * limit. All respond with one of (5/11)^6 = 0.0088, all but one with 0.0635, together 0.0723: the upper limit at 2.5 percent
     * lies (1 - (0.0723232 - 0.025) / 0.0635033) / 6 = 0.0424653 below 1, that at 0.1 percent is 1.
     */
    @Test
    void therapists() {
        var clinic = new ToldClinic();
        Desk desk = clinic.desk();
        desk.therapists.setWorkingHours(Desk.request(), clinic.anna, desk.clinic,
                List.of(new WeeklyHours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 0))));
        desk.therapists.addAbsence(Desk.request(), clinic.anna,
                new Absence(ToldClinic.at("2026-01-12", 0), ToldClinic.at("2026-01-13", 0)));
        for (int n = 1; n <= 3; n++) {
            treated(clinic, "A" + n, 4);
        }
        once(clinic, "A4", 7).discharged("2026-01-28", Reason.CLIENT_CHOICE);
        once(clinic, "A5", 7).discharged("2026-01-28", Reason.DECEASED);
        once(clinic, "A6", 2).discharged("2026-01-28", Reason.GOALS_MET);
        once(clinic, "A7", 7).discharged("2026-01-28", Reason.MOVED);
        once(clinic, "A8", 7).held("2026-01-14", 3).discharged("2026-01-28", Reason.TRANSFERRED);
        byBen(clinic, "B1").held("2026-01-15", 1).discharged("2026-01-28", Reason.GOALS_MET);
        for (int n = 2; n <= 4; n++) {
            byBen(clinic, "B" + n).discharged("2026-01-28", Reason.PLATEAU);
        }
        byBen(clinic, "B5").assigned(clinic.anna, "2026-01-12").held("2026-01-15").discharged("2026-01-28",
                Reason.PLATEAU);
        for (int n = 1; n <= 5; n++) {
            byBen(clinic, "O" + n);
        }

        TherapistPoints answer = new TherapistsReport(clinic.facts(), clinic.books)
                .answer(about(cohort("2026-01-01", "2026-01-31")));

        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer.points()).hasSize(2);
        answer.points().forEach(point -> {
            boolean anna = clinic.anna.equals(point.therapistId());
            assertThat(point.caseload()).isEqualTo(anna ? 0 : 5);
            assertThat(point.n()).isEqualTo(anna ? 6 : 5);
            assertThat(point.responded()).isEqualTo(anna ? 4 : 1);
            close(point.proportion(), anna ? 4 / 6.0 : 0.2);
            if (anna) {
                close(point.utilisation(), 585 / 1440.0);
            } else {
                assertThat(point.utilisation()).isNull();
            }
        });
        assertThat(answer.limits()).extracting(TherapistPoints.Limit::n).containsExactly(1, 2, 3, 4, 5, 6);
        TherapistPoints.Limit six = answer.limits().getLast();
        close(six.expected(), 5 / 11.0);
        close(six.low95(), 0);
        close(six.high95(), 0.9575347);
        close(six.low998(), 0);
        close(six.high998(), 1);
    }

    private static Story once(ToldClinic clinic, String name, int baseline) {
        return clinic.open(name, "2026-01-05", baseline, null, Cause.STRESS).held("2026-01-07");
    }

    private static Story byBen(ToldClinic clinic, String name) {
        return clinic.openUnassigned(name, "2026-01-05").assigned(clinic.ben, "2026-01-05").held("2026-01-08");
    }
}
