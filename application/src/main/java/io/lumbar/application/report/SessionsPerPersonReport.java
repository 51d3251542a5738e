package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

import io.lumbar.application.PositionNotReached;
import io.lumbar.application.report.SessionCounts.Count;
import io.lumbar.application.report.SessionsPerPerson.Bar;
import io.lumbar.application.report.SessionsPerPerson.Definition;
import io.lumbar.application.report.SessionsPerPerson.Distributions;
import io.lumbar.application.report.SessionsPerPerson.Filters;
import io.lumbar.application.report.SessionsPerPerson.Group;
import io.lumbar.domain.Id;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.statistics.Histogram;
import io.lumbar.domain.outcome.statistics.Summary;
import org.jspecify.annotations.Nullable;

/** How many sessions people had. */
public final class SessionsPerPersonReport {

    /** What the figures mean; docs/reports.md repeats it. */
    public static final Definition DEFINITION = new Definition("sessions-per-person", 1, """
            Held sessions of the episodes that were opened from the first to the last day of the window (local date at \
            the clinic, both included) and match the filters, whenever the sessions were held. A person's sessions are \
            summed over all of the person's episodes in the group. People and episodes without a held session are in \
            no distribution; withoutSession counts such people. An episode is finished when it was discharged or \
            declined, a person when all of the person's episodes in the group are. Style, kind and therapist are those \
            of the episode's first held session; for grouping, the cause is the primary one, while a filter matches \
            any. pva (patient visit average) is the number of sessions held on a day of the window, in matching \
            episodes opened at any time, for each person whose first episode ever was opened in the window and \
            matches; it mixes finished and unfinished people and moves with the inflow. visitsPerDischargedCase is the \
            number of all sessions of the matching episodes discharged on a day of the window, opened at any time, for \
            each such episode; it counts the finished only. Both are biased and stand here for comparison. \
            sessionsAgainstRules counts those of the sessions that took place against a rule, such as without consent, \
            and were recorded all the same; they count like any other. Groups of 1 to 4 people (1 to 9 in \
            exports) are withheld, and so are groups by which so few could be found by subtraction.""",
            null, "Hyndman-Fan type 7", "descriptive, not causal");

    private final SessionCounts counts;

    /** Answers from {@code counts}. */
    public SessionsPerPersonReport(SessionCounts counts) {
        this.counts = counts;
    }

    /**
     * Answers a question.
     *
     * @throws Rejected when {@link ReportQuery#asOf()} is still to come
     * @throws PositionNotReached when not everything that must be counted was read in time
     */
    public SessionsPerPerson answer(ReportQuery query) {
        return answer(query, Disclosure.ON_SCREEN);
    }

    /** The same, with as much about small groups as {@code disclosure} allows. */
    public SessionsPerPerson answer(ReportQuery query, Disclosure disclosure) {
        SessionCounts.Counted counted = counts.count(query);
        List<SessionCounts.Group> found = counted.groups().isEmpty() && query.groupBy().isEmpty()
                ? List.of(new SessionCounts.Group(new SessionCounts.Key(null, null), 0, 0, List.of(), List.of(),
                        List.of(), 0, 0, 0, 0, 0))
                : counted.groups();
        Set<Integer> withheld = SmallCells.among(found, disclosure);
        var groups = new ArrayList<Group>();
        var suppressed = new ArrayList<String>();
        for (int n = 0; n < found.size(); n++) {
            Map<String, @Nullable String> key = key(query.groupBy(), found.get(n).key());
            if (withheld.contains(n)) {
                suppressed.add("groups[" + n + "]");
                groups.add(new Group(key, null, null, null, null, null, null, null, null, null, null));
            } else {
                groups.add(figures(key, found.get(n)));
            }
        }
        return new SessionsPerPerson(DEFINITION, counted.asOf(), counted.position(), counted.incompleteEpisodes(),
                filters(query.cohort(), query.groupBy()), suppressed, groups);
    }

    private static Map<String, @Nullable String> key(List<Dimension> groupBy,
            SessionCounts.Key values) {
        var key = new LinkedHashMap<String, @Nullable String>();
        for (int n = 0; n < groupBy.size(); n++) {
            key.put(groupBy.get(n).label(), n == 0 ? values.first() : values.second());
        }
        return Collections.unmodifiableMap(key);
    }

    private static Group figures(Map<String, @Nullable String> key, SessionCounts.Group group) {
        Distributions perPerson = distributions(group.perPerson());
        long sessions = group.perEpisode().stream().mapToLong(count -> count.sessions() * count.count()).sum();
        long episodes = group.perEpisode().stream().mapToLong(Count::count).sum();
        return new Group(key, group.people(), episodes, sessions, group.people() - perPerson.all().n(), perPerson,
                distributions(group.perEpisode()), histogram(group.perPerson()),
                ratio(group.sessionsInWindow(), group.newPeople()),
                ratio(group.sessionsOfDischarged(), group.discharged()), group.againstRules());
    }

    private static Distributions distributions(List<Count> counts) {
        return new Distributions(summary(counts, _ -> true), summary(counts, Count::finished),
                summary(counts, count -> !count.finished()));
    }

    private static Summary summary(List<Count> counts, Predicate<Count> which) {
        var treated = new TreeMap<Integer, Long>();
        counts.stream().filter(count -> count.sessions() > 0).filter(which)
                .forEach(count -> treated.merge(count.sessions(), count.count(), Math::addExact));
        return Summary.of(new Histogram(treated));
    }

    private static List<Bar> histogram(List<Count> counts) {
        SortedMap<Integer, Bar> bars = new TreeMap<>();
        counts.stream().filter(count -> count.sessions() > 0).forEach(count -> bars.merge(count.sessions(),
                new Bar(count.sessions(), count.finished() ? count.count() : 0, count.finished() ? 0 : count.count()),
                (one, other) -> new Bar(one.sessions(), one.finishedPeople() + other.finishedPeople(),
                        one.unfinishedPeople() + other.unfinishedPeople())));
        return List.copyOf(bars.values());
    }

    private static @Nullable Double ratio(long numerator, long divisor) {
        return divisor == 0 ? null : (double) numerator / divisor;
    }

    private static Filters filters(Cohort cohort, List<Dimension> groupBy) {
        return new Filters(ids(cohort.clinics()), cohort.from(), cohort.to(), ids(cohort.therapists()),
                names(cohort.styles()), names(cohort.kinds()), names(cohort.causes()), names(cohort.chronicities()),
                labels(cohort.ageBands(), AgeBand::label), names(cohort.sexes()),
                labels(cohort.baselineBands(), BaselineBand::label), groupBy.stream().map(Dimension::label).toList());
    }

    private static List<String> ids(Collection<? extends Id> ids) {
        return ids.stream().map(id -> id.value().toString()).sorted().toList();
    }

    private static <E extends Enum<E>> List<String> names(Collection<E> values) {
        return labels(values, Enum::name);
    }

    private static <E extends Enum<E>> List<String> labels(Collection<E> values, Function<E, String> label) {
        return new TreeSet<>(values).stream().map(label).toList();
    }
}
