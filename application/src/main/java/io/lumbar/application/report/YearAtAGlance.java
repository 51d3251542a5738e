package io.lumbar.application.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.report.Outcomes.Occasion;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.outcome.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * A clinic's last twelve months in six figures. Each is one of a report's, asked once for the year and once for each
 * month, so it is defined, and withheld, as it is there.
 */
public final class YearAtAGlance {
    private static final int MONTHS = 12;

    private final ReportFacts facts;
    private final SessionsToResponseReport responses;
    private final OutcomesReport outcomes;
    private final AttendanceReport attendance;
    private final FollowUpsReport followUps;
    private final SessionsPerPersonReport sessions;

    /** Asks these reports. */
    public YearAtAGlance(ReportFacts facts, SessionsToResponseReport responses, OutcomesReport outcomes,
            AttendanceReport attendance, FollowUpsReport followUps, SessionsPerPersonReport sessions) {
        this.facts = facts;
        this.responses = responses;
        this.outcomes = outcomes;
        this.attendance = attendance;
        this.followUps = followUps;
        this.sessions = sessions;
    }

    /**
     * The answer.
     *
     * @param from first of the months
     * @param year all of them
     * @param months in order; what is reckoned by opening is of the episodes opened in the month
     */
    public record Year(Instant asOf, Position position, YearMonth from, Figures year, List<Figures> months) {
        public Year {
            months = List.copyOf(months);
        }
    }

    /**
     * The figures of a window; null where one is withheld or there is none.
     *
     * @param opened episodes opened
     * @param held sessions held, whenever their episodes were opened
     * @param median sessions to response
     * @param medianLow of its 95 percent interval
     * @param responders share whose pain had improved by what matters when they were discharged, of those measured, 0 to 1
     * @param respondersLow of its 95 percent interval
     * @param noShow share of the sessions held or missed to which nobody came, 0 to 1
     * @param overdue follow-ups that are due and neither recorded nor missed
     */
    public record Figures(@Nullable Long opened, @Nullable Long held, @Nullable Integer median,
            @Nullable Integer medianLow, @Nullable Integer medianHigh, @Nullable Double responders,
            @Nullable Double respondersLow, @Nullable Double respondersHigh, @Nullable Double noShow,
            @Nullable Long overdue) {}

    /** Up to where everything is counted now; the answer is the same as long as this is. */
    public Position position() {
        return facts.known(null, null).position();
    }

    /**
     * The twelve months up to that of {@code today}.
     *
     * @param clinics those asked for; all of the scope when there is none
     */
    public Year answer(Set<ClinicId> clinics, LocalDate today, Scope scope) {
        YearMonth first = YearMonth.from(today).minusMonths(MONTHS - 1L);
        var known = facts.known(null, null);
        List<Figures> months = IntStream.range(0, MONTHS).mapToObj(first::plusMonths)
                .map(month -> figures(clinics, month, month, scope)).toList();
        return new Year(known.asOf(), known.position(), first,
                figures(clinics, first, first.plusMonths(MONTHS - 1L), scope), months);
    }

    private Figures figures(Set<ClinicId> clinics, YearMonth from, YearMonth to, Scope scope) {
        var query = new ReportQuery(new Cohort(clinics, from.atDay(1), to.atEndOfMonth(), Set.of(), Set.of(), Set.of(),
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of()), List.of(), null, null, scope);
        var opened = sessions.answer(query).groups().getFirst();
        var response = responses.answer(query, Disclosure.ON_SCREEN, null).groups().getFirst();
        var attended = attendance.answer(query, Disclosure.ON_SCREEN, null).groups().getFirst();
        Outcomes.Point discharge = atDischarge(outcomes.answer(query, Disclosure.ON_SCREEN, null).groups().getFirst());
        return new Figures(opened.episodes(), attended.held(), response.medianSessionsToResponse(),
                response.medianLow(), response.medianHigh(), discharge == null ? null : discharge.proportion(),
                discharge == null ? null : discharge.low(), discharge == null ? null : discharge.high(),
                noShow(attended), overdue(followUps.answer(query, Disclosure.ON_SCREEN, null).rows()));
    }

    private static Outcomes.@Nullable Point atDischarge(Outcomes.Group group) {
        return Objects.requireNonNullElse(group.series(), List.<Outcomes.Point>of()).stream()
                .filter(point -> point.instrument() == Instrument.NPRS && point.at().occasion() == Occasion.DISCHARGE)
                .findFirst().orElse(null);
    }

    private static @Nullable Double noShow(Attendance.Group group) {
        Long held = group.held();
        Long missed = group.noShow();
        return held == null || missed == null || held + missed == 0 ? null : (double) missed / (held + missed);
    }

    private static @Nullable Long overdue(List<FollowUpRates.Row> rows) {
        long overdue = 0;
        for (FollowUpRates.Row row : rows) {
            if (row.due() == null || row.recorded() == null || row.missed() == null) {
                return null;
            }
            overdue += row.due() - row.recorded() - row.missed();
        }
        return overdue;
    }
}
