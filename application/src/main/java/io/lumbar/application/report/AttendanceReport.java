package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.lumbar.application.report.Attendance.DropOff;
import io.lumbar.application.report.Attendance.GapDays;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.statistics.Histogram;
import org.jspecify.annotations.Nullable;

/** Whether people come, and go on coming. */
public final class AttendanceReport extends Report<Attendance> {

    /** What the figures mean; docs/reports.md repeats it. */
    public static final Definition DEFINITION = new Definition("attendance", 1, """
            Sessions on a day of the window (local date of their start at the clinic, both ends included) in matching \
            episodes opened at any time. held took place, noShow are those to which nobody came, cancelled are told \
            apart by who cancelled, those that the discharge cancelled by themselves; planned are still only planned, \
            past ones that nobody has closed included. Sessions that were entered in error are not counted. dropOff \
            numbers the held sessions of an episode from 1, whenever they were held: atRisk are those with this number \
            that were held in the window, ended are those of them after which the episode was discharged or declined \
            without another one; it stops where fewer than 5 (10 in exports) are at risk. gapDays are the days from one \
            held session of an episode to the next, where the later lies in the window. Style, kind and therapist are \
            those of the episode's first held session; for grouping, the cause is the primary one, while a filter \
            matches any.\s""" + Definition.SMALL_GROUPS, null, Definition.QUANTILES, null, Definition.NOTE);

    /** Answers from {@code facts}. */
    public AttendanceReport(ReportFacts facts) {
        super(facts, List.of(new Version<>(DEFINITION, AttendanceReport::answer)));
    }

    private static Attendance answer(Definition definition, Known known, ReportQuery query, Disclosure disclosure) {
        var suppressed = new ArrayList<String>();
        var groups = new ArrayList<Attendance.Group>();
        for (Census.Group<Counts> group : Census.of(known, query, new Sessions(), disclosure)) {
            if (group.withheld()) {
                suppressed.add("groups[" + groups.size() + "]");
                groups.add(new Attendance.Group(group.key(), null, null, null, null, null, null));
            } else {
                groups.add(figures(group.key(), group.counts(), disclosure));
            }
        }
        return new Attendance(definition, known.asOf(), known.position(), known.incompleteEpisodes(),
                Filters.of(query), suppressed, groups);
    }

    private static Attendance.Group figures(Map<String, @Nullable String> key, Counts counts, Disclosure disclosure) {
        Histogram gaps = counts.gaps.histogram();
        return new Attendance.Group(key, counts.planned, counts.held, counts.missed,
                Collections.unmodifiableMap(counts.cancelled),
                dropOff(counts, disclosure),
                new GapDays(gaps.quantile(50), gaps.quantile(25), gaps.quantile(75)));
    }

    private static List<DropOff> dropOff(Counts counts, Disclosure disclosure) {
        var steps = new ArrayList<DropOff>();
        for (int n = 1; counts.atRisk.of(n) > disclosure.tooFew(); n++) {
            steps.add(new DropOff(n, counts.atRisk.of(n), counts.ended.of(n)));
        }
        return steps;
    }

    private static final class Counts {
        private final Map<CancelledBy, Long> cancelled = new EnumMap<>(CancelledBy.class);
        private final Numbers atRisk = new Numbers();
        private final Numbers ended = new Numbers();
        private final Numbers gaps = new Numbers();
        private long planned;
        private long held;
        private long missed;

        Counts() {
            for (CancelledBy by : CancelledBy.values()) {
                cancelled.put(by, 0L);
            }
        }
    }

    private static final class Sessions implements Tally.OfDays<Counts> {
        @Override
        public Counts none() {
            return new Counts();
        }

        @Override
        public void plus(Counts counts, Counts more, int times) {
            counts.planned += times * more.planned;
            counts.held += times * more.held;
            counts.missed += times * more.missed;
            more.cancelled.forEach((by, cancelled) -> counts.cancelled.merge(by, times * cancelled, Long::sum));
            counts.atRisk.add(more.atRisk, times);
            counts.ended.add(more.ended, times);
            counts.gaps.add(more.gaps, times);
        }

        @Override
        public void days(EpisodeFacts episode, Presence.Days days) {
            for (SessionFacts session : episode.sessions()) {
                days.add(session.on());
            }
        }

        @Override
        public void add(EpisodeFacts episode, Function<LocalDate, Counts> counts) {
            int number = 0;
            LocalDate last = null;
            for (SessionFacts session : episode.sessions()) {
                Counts there = counts.apply(session.on());
                switch (session.state()) {
                    case PLANNED -> there.planned++;
                    case MISSED -> there.missed++;
                    case CANCELLED -> {
                        if (session.cancelledBy() != null) {
                            there.cancelled.merge(session.cancelledBy(), 1L, Long::sum);
                        }
                    }
                    case HELD -> {
                        number++;
                        there.held++;
                        there.atRisk.add(number, 1);
                        if (last != null) {
                            there.gaps.add((int) ChronoUnit.DAYS.between(last, session.on()), 1);
                        }
                        last = session.on();
                    }
                }
            }
            if (last != null && episode.finished()) {
                counts.apply(last).ended.add(number, 1);
            }
        }
    }
}
