package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.lumbar.application.report.AdverseEventRates.Row;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.facts.AdverseEventFacts;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.statistics.Rate;
import org.jspecify.annotations.Nullable;

/** How often treatment does harm. */
public final class AdverseEventsReport extends Report<AdverseEventRates> {

    /** What the figures mean; docs/reports.md repeats it. */
    public static final Definition DEFINITION = new Definition("adverse-events", 1, """
            Adverse events that occurred, and sessions that were held, on a day of the window (local date at the clinic, \
            both ends included) in matching episodes opened at any time. An event is counted under the style of the \
            session that is held responsible for it, as it was held, and under no style when none is; its rate is then \
            that among all sessions. Grades are worked out from duration and severity (Carnes 2010; cells the paper \
            leaves open are our choice); NOT_ADVERSE is a reaction that is to be expected. per1000 is the number of \
            events for each 1,000 sessions. An episode is selected by style, kind and therapist of its first held \
            session; for grouping, the cause is the primary one, while a filter matches any. Only what was reported is \
            counted.\s""" + Definition.SMALL_GROUPS, null, null, "Garwood, exact Poisson, 95 percent",
            Definition.NOTE);

    /** Answers from {@code facts}. */
    public AdverseEventsReport(ReportFacts facts) {
        super(facts, List.of(new Version<>(DEFINITION, AdverseEventsReport::answer)));
    }

    private static AdverseEventRates answer(Definition definition, Known known, ReportQuery query,
            Disclosure disclosure) {
        var suppressed = new ArrayList<String>();
        var rows = new ArrayList<Row>();
        for (Census.Group<Counts> group : Census.of(known, query, new Events(), disclosure)) {
            Counts counts = group.counts();
            Stream<@Nullable Style> styles = Stream.concat(
                    Arrays.stream(Style.values()).filter(style -> counts.sessions.containsKey(style)
                            || counts.events.keySet().stream().anyMatch(harm -> harm.style() == style)),
                    Stream.of((Style) null));
            styles.forEach(style -> {
                boolean withheld = style == null ? group.withheld() : group.withholds(style);
                long sessions = style == null ? counts.allSessions() : counts.sessions.getOrDefault(style, 0L);
                for (Grade grade : Grade.values()) {
                    if (withheld) {
                        suppressed.add("rows[" + rows.size() + "]");
                        rows.add(new Row(group.key(), style, grade, null, null, null, null, null));
                    } else {
                        rows.add(row(group.key(), style, grade,
                                counts.events.getOrDefault(new Harm(style, grade), 0L), sessions));
                    }
                }
            });
        }
        return new AdverseEventRates(definition, known.asOf(), known.position(), known.incompleteEpisodes(),
                Filters.of(query), suppressed, rows);
    }

    private static Row row(Map<String, @Nullable String> key, @Nullable Style style, Grade grade, long events,
            long sessions) {
        var rate = Rate.of(events, sessions, 1_000);
        return new Row(key, style, grade, events, sessions, rate.value(), rate.low(), rate.high());
    }

    private record Harm(@Nullable Style style, Grade grade) {}

    private static final class Counts {
        private final Map<Style, Long> sessions = new EnumMap<>(Style.class);
        private final Map<Harm, Long> events = new HashMap<>();

        long allSessions() {
            return sessions.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Parts are the styles of sessions and events. */
    private static final class Events implements Tally.OfDays<Counts> {
        @Override
        public Counts none() {
            return new Counts();
        }

        @Override
        public void plus(Counts counts, Counts more, int times) {
            more.sessions.forEach((style, held) -> counts.sessions.merge(style, times * held, Long::sum));
            more.events.forEach((harm, happened) -> counts.events.merge(harm, times * happened, Long::sum));
        }

        @Override
        public boolean partsAddUp() {
            return true;
        }

        @Override
        public void days(EpisodeFacts episode, Presence.Days days) {
            for (SessionFacts session : episode.sessions()) {
                if (session.held()) {
                    days.add(session.on(), session.style());
                }
            }
            for (AdverseEventFacts event : episode.adverseEvents()) {
                if (event.style() == null) {
                    days.add(event.on());
                } else {
                    days.add(event.on(), event.style());
                }
            }
        }

        @Override
        public void add(EpisodeFacts episode, Function<LocalDate, Counts> counts) {
            for (SessionFacts session : episode.sessions()) {
                if (session.held()) {
                    counts.apply(session.on()).sessions.merge(session.style(), 1L, Long::sum);
                }
            }
            for (AdverseEventFacts event : episode.adverseEvents()) {
                counts.apply(event.on()).events.merge(new Harm(event.style(), event.grade()), 1L, Long::sum);
            }
        }
    }
}
