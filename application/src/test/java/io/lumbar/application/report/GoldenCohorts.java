package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Scope;
import io.lumbar.application.report.ToldClinic.Story;
import io.lumbar.domain.Cause;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.outcome.Instrument;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

import static io.lumbar.domain.episode.FollowUp.Kind.W6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

/**
 * Small cohorts, told day by day to the use cases. From them every figure of a report is worked out by hand, by nothing but its
 * definition. In the tables, {@code 14.1. (6)} is a session on 14 January with pain of 6 on arrival, which judges the
 * sessions before; {@code pain 2} is asked in the evening, and judges that day's session, too. As of 23 November 2026.
 */
final class GoldenCohorts {
    /** Those whom stress has brought: of nobody it is the primary cause. */
    static final Cohort WINTER = cohort("2026-01-01", "2026-03-31", Cause.STRESS);

    private static final Offset<Double> DIGITS = offset(5e-7);

    private GoldenCohorts() {}

    static Cohort cohort(String from, String to, Cause... causes) {
        return new Cohort(Set.of(), LocalDate.parse(from), LocalDate.parse(to), Set.of(), Set.of(), Set.of(),
                Set.of(causes),
                Set.of(), Set.of(), Set.of(), Set.of());
    }

    static ReportQuery about(Cohort cohort) {
        return new ReportQuery(cohort, List.of(), null, null, Scope.EVERYTHING);
    }

    static void close(@Nullable Double figure, double byHand) {
        assertThat(figure).isNotNull().isCloseTo(byHand, DIGITS);
    }

    /**
     * Twelve people, all with pain of 7 unless it is said otherwise, after an injury and from stress beside it.
     *
     * <pre>
     * who  opened  sessions held (pain on arrival)                   response   end
     * Ada   5.1.   7.1.  14.1.(6)  21.1.  28.1.(4)                   4 of 7: 3  GOALS_MET 4.2.
     * Bea  12.1.   14.1.  21.1., pain 2; nobody came 28.1.           2 of 7: 2  open
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
     * and ten others: five who came in the first hour of 1 April, of which the clock in Greenwich thinks that it is March,
     * and were treated once, on 8 April; and five of the winter whose posture is poor and who know no stress.
     */
    static KnownFacts winter() {
        var clinic = new ToldClinic();
        clinic.open("Ada", "2026-01-05", 7, 4, ToldClinic.CAUSES).held("2026-01-07")
                .asked("2026-01-07", Instrument.PSFS, 6)
                .held("2026-01-14", 6).held("2026-01-21").held("2026-01-28", 4)
                .discharged("2026-02-04", Reason.GOALS_MET).followedUp(W6, "2026-03-18", 3, 2);
        clinic.open("Bea", "2026-01-12", 7, null, ToldClinic.CAUSES).held("2026-01-14").held("2026-01-21")
                .pain("2026-01-21", 2).nobodyCame("2026-01-28");
        clinic.open("Cas", "2026-01-12", 7, 4, ToldClinic.CAUSES).held("2026-01-15").pain("2026-01-15", 7)
                .asked("2026-01-15", Instrument.PSFS, 5).held("2026-01-22").held("2026-01-29", 6).voided(2)
                .planned("2026-02-12").discharged("2026-02-05", Reason.CLIENT_CHOICE)
                .followedUp(W6, "2026-03-19", 5, 3);
        clinic.open("Dik", "2026-01-19").held("2026-01-21").held("2026-02-04").held("2026-02-18").held("2026-03-04")
                .planned("2026-03-11");
        clinic.open("Eva", "2026-01-19", 2, 4, ToldClinic.CAUSES).held("2026-01-20").pain("2026-01-26", 0)
                .asked("2026-01-26", Instrument.PSFS, 4).discharged("2026-01-27", Reason.GOALS_MET)
                .followedUp(W6, "2026-03-10", 2, 4);
        clinic.open("Fay", "2026-02-02").held("2026-02-03").held("2026-02-10", 5).baselineVoided()
                .cancelled("2026-02-17", CancelledBy.CLIENT);
        Story gus = clinic.open("Gus", "2026-02-02", 7, 4, ToldClinic.CAUSES).held("2026-02-04")
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
        clinic.open("Kim", "2026-02-23", 7, 4, ToldClinic.CAUSES).held("2026-02-25")
                .asked("2026-02-25", Instrument.PSFS, 4)
                .cancelled("2026-03-03", CancelledBy.CLINIC).held("2026-03-04", 7)
                .discharged("2026-03-11", Reason.CLIENT_CHOICE)
                .followedUp(W6, "2026-04-22", 2, 1);
        clinic.open("Lea", "2026-03-02").pain("2026-03-03", 1).heldAgainstRules("2026-03-04")
                .discharged("2026-03-11", Reason.MOVED).missed(W6);
        for (int n = 0; n < 5; n++) {
            clinic.open("Posture " + n, "2026-02-02", 7, null, Cause.POOR_POSTURE).held("2026-02-04", 1);
            clinic.openAtMidnight("April " + n, "2026-04-01").held("2026-04-08");
        }
        return clinic.facts();
    }

    /** Two sessions, with this pain on arrival at the second. */
    static Story treated(ToldClinic clinic, String name, int nprs) {
        return clinic.open(name, "2026-01-05").held("2026-01-07").held("2026-01-14", nprs).discharged("2026-01-28",
                Reason.GOALS_MET);
    }
}
