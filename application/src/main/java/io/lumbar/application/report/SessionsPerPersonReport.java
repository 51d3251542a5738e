package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.application.report.SessionsPerPerson.Bar;
import io.lumbar.application.report.SessionsPerPerson.Distributions;
import io.lumbar.application.report.SessionsPerPerson.Group;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.EpisodeFacts.Standing;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.statistics.Histogram;
import io.lumbar.domain.outcome.statistics.Summary;
import org.jspecify.annotations.Nullable;

/** How many sessions people had. */
public final class SessionsPerPersonReport extends Report<SessionsPerPerson> {

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
            null, Definition.QUANTILES, null, Definition.NOTE);

    /** Answers from {@code facts}. */
    public SessionsPerPersonReport(ReportFacts facts) {
        super(facts, List.of(new Version<>(DEFINITION, SessionsPerPersonReport::answer)));
    }

    private static SessionsPerPerson answer(Definition definition, Known known, ReportQuery query,
            Disclosure disclosure) {
        Map<Map<String, @Nullable String>, Census.Group<Openings>> opened = byKey(
                Census.of(known, query, new Opened(), disclosure));
        Map<Map<String, @Nullable String>, Census.Group<Visits>> visited = byKey(
                Census.of(known, query, new Visited(), disclosure));
        List<Map<String, @Nullable String>> keys = Stream
                .concat(opened.keySet().stream(), visited.keySet().stream()).distinct()
                .sorted(Census.byKey(query.groupBy(), Function.identity())).toList();
        var suppressed = new ArrayList<String>();
        var groups = new ArrayList<Group>();
        for (Map<String, @Nullable String> key : keys) {
            String path = "groups[" + groups.size() + "]";
            Census.Group<Openings> openings = opened.getOrDefault(key, nobody(new Openings()));
            Census.Group<Visits> visits = visited.getOrDefault(key, nobody(new Visits()));
            // Where no episode was opened, the group is about those who came.
            if (openings.counts().people() == 0 ? visits.withheld() : openings.withheld()) {
                suppressed.add(path);
                groups.add(new Group(key, null, null, null, null, null, null, null, null, null, null));
            } else {
                if (visits.withheld()) {
                    suppressed.addAll(List.of(path + ".pva", path + ".visitsPerDischargedCase"));
                }
                groups.add(figures(key, openings.counts(), visits));
            }
        }
        return new SessionsPerPerson(definition, known.asOf(), known.position(), known.incompleteEpisodes(),
                Filters.of(query), suppressed, groups);
    }

    private static <C> Map<Map<String, @Nullable String>, Census.Group<C>> byKey(List<Census.Group<C>> groups) {
        return groups.stream().collect(Collectors.toMap(Census.Group::key, Function.identity()));
    }

    private static <C> Census.Group<C> nobody(C counts) {
        return new Census.Group<>(Map.of(), false, Set.of(), counts);
    }

    private static Group figures(Map<String, @Nullable String> key, Openings openings, Census.Group<Visits> visits) {
        return new Group(key, openings.people(), openings.finishedEpisodes.total() + openings.openEpisodes.total(),
                openings.sessions, openings.finishedPeople.of(0) + openings.unfinishedPeople.of(0),
                distributions(openings.finishedPeople, openings.unfinishedPeople),
                distributions(openings.finishedEpisodes, openings.openEpisodes),
                histogram(openings.finishedPeople, openings.unfinishedPeople),
                visits.withheld() ? null : ratio(visits.counts().held, openings.newPeople),
                visits.withheld() ? null : ratio(visits.counts().heldOfDischarged, visits.counts().discharged),
                openings.againstRules);
    }

    private static Distributions distributions(Numbers finished, Numbers unfinished) {
        var all = new Numbers();
        all.add(finished, 1);
        all.add(unfinished, 1);
        return new Distributions(summary(all), summary(finished), summary(unfinished));
    }

    private static Summary summary(Numbers sessions) {
        SortedMap<Integer, Long> treated = new TreeMap<>(sessions.histogram().counts());
        treated.remove(0);
        return Summary.of(new Histogram(treated));
    }

    private static List<Bar> histogram(Numbers finished, Numbers unfinished) {
        var bars = new ArrayList<Bar>();
        for (int n = 1; n <= Math.max(finished.highest(), unfinished.highest()); n++) {
            if (finished.of(n) + unfinished.of(n) > 0) {
                bars.add(new Bar(n, finished.of(n), unfinished.of(n)));
            }
        }
        return bars;
    }

    private static @Nullable Double ratio(long numerator, long divisor) {
        return divisor == 0 ? null : (double) numerator / divisor;
    }

    /** Of the episodes that were opened in the window. */
    private static final class Openings {
        private final Numbers finishedPeople = new Numbers();
        private final Numbers unfinishedPeople = new Numbers();
        private final Numbers finishedEpisodes = new Numbers();
        private final Numbers openEpisodes = new Numbers();
        private long sessions;
        private long againstRules;
        private long newPeople;

        long people() {
            return finishedPeople.total() + unfinishedPeople.total();
        }
    }

    private static final class Opened implements Tally.OfPeople<Openings> {
        @Override
        public Openings none() {
            return new Openings();
        }

        @Override
        public void plus(Openings counts, Openings more, int times) {
            counts.finishedPeople.add(more.finishedPeople, times);
            counts.unfinishedPeople.add(more.unfinishedPeople, times);
            counts.finishedEpisodes.add(more.finishedEpisodes, times);
            counts.openEpisodes.add(more.openEpisodes, times);
            counts.sessions += times * more.sessions;
            counts.againstRules += times * more.againstRules;
            counts.newPeople += times * more.newPeople;
        }

        @Override
        public void add(Openings counts, List<EpisodeFacts> episodes, EpisodeFacts first) {
            int all = 0;
            boolean finished = true;
            for (EpisodeFacts episode : episodes) {
                int held = 0;
                for (SessionFacts session : episode.sessions()) {
                    if (session.held()) {
                        held++;
                        counts.againstRules += session.againstRules() ? 1 : 0;
                    }
                }
                (episode.finished() ? counts.finishedEpisodes : counts.openEpisodes).add(held, 1);
                all += held;
                finished &= episode.finished();
                counts.newPeople += episode.episode().equals(first.episode()) ? 1 : 0;
            }
            (finished ? counts.finishedPeople : counts.unfinishedPeople).add(all, 1);
            counts.sessions += all;
        }
    }

    /** Of what happened in the window. */
    private static final class Visits {
        private long held;
        private long discharged;
        private long heldOfDischarged;
    }

    private static final class Visited implements Tally.OfDays<Visits> {
        @Override
        public Visits none() {
            return new Visits();
        }

        @Override
        public void plus(Visits counts, Visits more, int times) {
            counts.held += times * more.held;
            counts.discharged += times * more.discharged;
            counts.heldOfDischarged += times * more.heldOfDischarged;
        }

        @Override
        public void days(EpisodeFacts episode, Presence.Days days) {
            for (SessionFacts session : episode.sessions()) {
                if (session.held()) {
                    days.add(session.on());
                }
            }
            LocalDate discharged = dischargedOn(episode);
            if (discharged != null) {
                days.add(discharged);
            }
        }

        @Override
        public void add(EpisodeFacts episode, Function<LocalDate, Visits> counts) {
            int held = 0;
            for (SessionFacts session : episode.sessions()) {
                if (session.held()) {
                    held++;
                    counts.apply(session.on()).held++;
                }
            }
            LocalDate discharged = dischargedOn(episode);
            if (discharged != null) {
                Visits there = counts.apply(discharged);
                there.discharged++;
                there.heldOfDischarged += held;
            }
        }

        private static @Nullable LocalDate dischargedOn(EpisodeFacts episode) {
            return episode.standing() == Standing.DISCHARGED ? episode.endedOn() : null;
        }
    }
}
