package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;

import io.lumbar.domain.Cause;
import io.lumbar.domain.ClinicId;
import io.lumbar.domain.DomainError.InvalidValue;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import org.jspecify.annotations.Nullable;

/**
 * Which episodes a report is about: alternatives within a filter, all filters together; an empty set lets everything
 * through. {@link Dimension} says what each is judged by.
 *
 * @param from first local date of opening; null for no bound
 * @param to last local date of opening; null for no bound
 */
public record Cohort(Set<ClinicId> clinics, @Nullable LocalDate from, @Nullable LocalDate to,
        Set<TherapistId> therapists, Set<Style> styles, Set<SessionKind> kinds, Set<Cause> causes,
        Set<Chronicity> chronicities, Set<AgeBand> ageBands, Set<Sex> sexes, Set<BaselineBand> baselineBands) {

    /** All episodes. */
    public static final Cohort EVERYONE = new Cohort(Set.of(), null, null, Set.of(), Set.of(), Set.of(), Set.of(),
            Set.of(), Set.of(), Set.of(), Set.of());

    /** @throws Rejected when {@code to} lies before {@code from} */
    public Cohort {
        if (from != null && to != null && to.isBefore(from)) {
            throw new Rejected(new InvalidValue("to", "must not lie before from"));
        }
        clinics = Set.copyOf(clinics);
        therapists = Set.copyOf(therapists);
        styles = Set.copyOf(styles);
        kinds = Set.copyOf(kinds);
        causes = Set.copyOf(causes);
        chronicities = Set.copyOf(chronicities);
        ageBands = Set.copyOf(ageBands);
        sexes = Set.copyOf(sexes);
        baselineBands = Set.copyOf(baselineBands);
    }

    /** The values that a filter lets through; empty when it lets everything through. */
    Set<?> values(Dimension dimension) {
        return switch (dimension) {
            case CLINIC -> clinics;
            case THERAPIST -> therapists;
            case STYLE -> styles;
            case KIND -> kinds;
            case CAUSE -> causes;
            case CHRONICITY -> chronicities;
            case AGE_BAND -> ageBands;
            case SEX -> sexes;
            case BASELINE_BAND -> baselineBands;
        };
    }

    /** The same whenever they were opened, and whoever held the first session. */
    Cohort atAnyTimeByAnybody() {
        return new Cohort(clinics, null, null, Set.of(), styles, kinds, causes, chronicities, ageBands, sexes,
                baselineBands);
    }

    /** Everything of these clinics and days. */
    Cohort ofTheSameClinicsAndDays() {
        return new Cohort(clinics, from, to, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(),
                Set.of());
    }

    /** The same with the window widened to whole months. */
    public Cohort inWholeMonths() {
        return new Cohort(clinics, from == null ? null : from.withDayOfMonth(1),
                to == null ? null : YearMonth.from(to).atEndOfMonth(), therapists, styles, kinds, causes, chronicities,
                ageBands, sexes, baselineBands);
    }
}
