package io.lumbar.application.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.lumbar.application.report.FollowUpRates.Row;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.facts.MeasurementFacts.Occasion;
import io.lumbar.domain.facts.ObservedOutcome;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Response;
import io.lumbar.domain.outcome.ResponseRule;
import io.lumbar.domain.outcome.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/** Whether people are asked again after their discharge, and how they are then. */
public final class FollowUpsReport extends Report<FollowUpRates> {
    private static final ResponseRule RULE = ResponseRule.NPRS_30PCT_2PTS_V1;

    /** What the figures mean; docs/reports.md repeats it. */
    public static final Definition DEFINITION = new Definition("follow-ups", 1, """
            Follow-ups 6 weeks, 3, 6 and 12 months after the discharge, of the episodes that were opened from the first \
            to the last day of the window (local date at the clinic, both included) and match the filters; those that \
            were withdrawn because the episode was reopened are not counted. due are those whose day has come by the \
            date of asOf (UTC), and those recorded before; pending are neither recorded nor missed, whether due or not. \
            stillResponding counts, of the episodes in which a response was observed in treatment and pain (NPRS) was \
            recorded at the follow-up, those in which that pain still meets the response rule; proportion is their \
            share. A follow-up never creates a response. Style, kind and therapist are those of the episode's first \
            held session; for grouping, the cause is the primary one, while a filter matches any.\s"""
            + Definition.SMALL_GROUPS, Responses.name(RULE), null, "Wilson, 95 percent", Definition.NOTE);

    /** Answers from {@code facts}. */
    public FollowUpsReport(ReportFacts facts) {
        super(facts, List.of(new Version<>(DEFINITION, FollowUpsReport::answer)));
    }

    private static FollowUpRates answer(Definition definition, Known known, ReportQuery query,
            Disclosure disclosure) {
        LocalDate today = LocalDate.ofInstant(known.asOf(), ZoneOffset.UTC);
        var suppressed = new ArrayList<String>();
        var rows = new ArrayList<Row>();
        for (Census.Group<Map<FollowUp.Kind, Counts>> group : Census.of(known, query, new FollowUps(), disclosure)) {
            for (FollowUp.Kind kind : FollowUp.Kind.values()) {
                String path = "rows[" + rows.size() + "]";
                Counts counts = group.counts().getOrDefault(kind, new Counts());
                if (group.withholds(new Planned(kind))) {
                    suppressed.add(path);
                    rows.add(new Row(group.key(), kind, null, null, null, null, null, null, null, null));
                } else if (group.withholds(new Asked(kind))) {
                    List.of(".stillResponding", ".proportion", ".low", ".high")
                            .forEach(of -> suppressed.add(path + of));
                    rows.add(new Row(group.key(), kind, counts.due(today), counts.recorded, counts.missed,
                            counts.pending(), null, null, null, null));
                } else {
                    var share = Proportion.of(counts.stillResponding, counts.asked);
                    rows.add(new Row(group.key(), kind, counts.due(today), counts.recorded, counts.missed,
                            counts.pending(), counts.stillResponding, share.value(), share.low(), share.high()));
                }
            }
        }
        return new FollowUpRates(definition, known.asOf(), known.position(), known.incompleteEpisodes(),
                Filters.of(query), suppressed, rows);
    }

    /** Follow-ups of a kind. */
    private record Planned(FollowUp.Kind kind) {}

    /** People who responded and were asked at a follow-up of a kind. */
    private record Asked(FollowUp.Kind kind) {}

    /** Of one kind. */
    private static final class Counts {
        private final Map<LocalDate, Long> pendingByDay = new TreeMap<>();
        private long recorded;
        private long missed;
        private long asked;
        private long stillResponding;

        long pending() {
            return pendingByDay.values().stream().mapToLong(Long::longValue).sum();
        }

        long due(LocalDate today) {
            return recorded + missed + pendingByDay.entrySet().stream().filter(day -> !day.getKey().isAfter(today))
                    .mapToLong(Map.Entry::getValue).sum();
        }
    }

    private static final class FollowUps implements Tally.OfEpisodes<Map<FollowUp.Kind, Counts>> {
        @Override
        public Map<FollowUp.Kind, Counts> none() {
            return new EnumMap<>(FollowUp.Kind.class);
        }

        @Override
        public void plus(Map<FollowUp.Kind, Counts> counts, Map<FollowUp.Kind, Counts> more, int times) {
            more.forEach((kind, others) -> {
                Counts sum = counts.computeIfAbsent(kind, _ -> new Counts());
                others.pendingByDay.forEach((day, pending) -> sum.pendingByDay.merge(day, times * pending, Long::sum));
                sum.recorded += times * others.recorded;
                sum.missed += times * others.missed;
                sum.asked += times * others.asked;
                sum.stillResponding += times * others.stillResponding;
            });
        }

        @Override
        public void add(Map<FollowUp.Kind, Counts> counts, EpisodeFacts episode) {
            for (FollowUpFacts followUp : episode.followUps()) {
                Counts sum = counts.computeIfAbsent(followUp.kind(), _ -> new Counts());
                switch (followUp.state()) {
                    case PENDING -> sum.pendingByDay.merge(followUp.dueOn(), 1L, Long::sum);
                    case RECORDED -> sum.recorded++;
                    case MISSED -> sum.missed++;
                }
                Response response = responseAt(episode, followUp);
                sum.asked += response == null ? 0 : 1;
                sum.stillResponding += response == Response.RESPONDED ? 1 : 0;
            }
        }

        @Override
        public void parts(EpisodeFacts episode, Consumer<Object> parts) {
            for (FollowUpFacts followUp : episode.followUps()) {
                parts.accept(new Planned(followUp.kind()));
                if (responseAt(episode, followUp) != null) {
                    parts.accept(new Asked(followUp.kind()));
                }
            }
        }

        /** Null unless there was a response in treatment and pain was asked for now. */
        private static @Nullable Response responseAt(EpisodeFacts episode, FollowUpFacts followUp) {
            if (followUp.state() != FollowUpFacts.State.RECORDED) {
                return null;
            }
            MeasurementFacts pain = null;
            for (MeasurementFacts taken : episode.measurements()) {
                if (taken.instrument() == Instrument.NPRS && taken.occasion() == occasion(followUp.kind())) {
                    pain = taken;
                }
            }
            return pain == null || ObservedOutcome.of(episode, RULE).kind() != ObservedOutcome.Kind.RESPONDED
                    ? null
                    : RULE.evaluate(episode.baselineNprs(), pain.score().whole());
        }
    }

    /** When what was asked at a follow-up was taken. */
    static Occasion occasion(FollowUp.Kind kind) {
        return switch (kind) {
            case W6 -> Occasion.W6;
            case M3 -> Occasion.M3;
            case M6 -> Occasion.M6;
            case M12 -> Occasion.M12;
        };
    }
}
