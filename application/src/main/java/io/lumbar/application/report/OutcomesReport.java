package io.lumbar.application.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.lumbar.application.report.Outcomes.At;
import io.lumbar.application.report.Outcomes.Group;
import io.lumbar.application.report.Outcomes.Occasion;
import io.lumbar.application.report.Outcomes.Point;
import io.lumbar.application.report.ReportFacts.Known;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.EpisodeFacts.Standing;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.outcome.GlobalImpression;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import io.lumbar.domain.outcome.statistics.Proportion;
import org.jspecify.annotations.Nullable;

/** How people are, compared with how they were. */
public final class OutcomesReport extends Report<Outcomes> {

    /** What the figures mean; docs/reports.md repeats it. */
    public static final Definition DEFINITION = new Definition("outcomes", 1, """
            Change from baseline by instrument: after each number of held sessions, at discharge and at each follow-up. Each \
            person is followed in one episode: the first in the group that had a held session and does not go on with \
            an episode of another clinic. It is among those opened from the first to the last day of the window (local \
            date at the clinic, both included) that match the filters; what happened to it later counts, whenever it \
            did. After k sessions stands the last score that judges k held sessions; one taken on arrival does not judge \
            the session it was taken at. DISCHARGE is the last score of treatment after at least one session, of \
            episodes that were discharged. n were measured with the same version of the instrument as at baseline; \
            expected are all who had a baseline of the instrument and could have been: at least k sessions held, \
            discharged, or the follow-up recorded or missed. meanChange is later minus baseline in points: below zero \
            is better for NPRS, ODI and RMDQ, above zero for PSFS; sd is the standard deviation of the sample. \
            responders improved by at least the important change of the instrument: 30 percent of baseline and 2 points \
            on the NPRS, 10 on the ODI, 5 on the RMDQ; 2 points on the PSFS. This does not ask for a baseline of at \
            least 3, as the response rule of sessions-to-response does. PGIC has no baseline: n answered, expected are \
            the follow-ups recorded or missed, responders are much or very much improved. Style, kind and therapist are \
            those of the episode's first held session; for grouping, the cause is the primary one, while a filter \
            matches any.\s""" + Definition.SMALL_GROUPS, null, null, "Wilson, 95 percent", Definition.NOTE);

    private static final Comparator<At> IN_TIME = Comparator
            .comparing(At::sessions, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(At::occasion, Comparator.nullsFirst(Comparator.naturalOrder()));
    private static final Comparator<Series> IN_ORDER = Comparator.comparing(Series::instrument)
            .thenComparing(Series::at, IN_TIME);

    /** Answers from {@code facts}. */
    public OutcomesReport(ReportFacts facts) {
        super(facts, List.of(new Version<>(DEFINITION, OutcomesReport::answer)));
    }

    private static Outcomes answer(Definition definition, Known known, ReportQuery query, Disclosure disclosure) {
        var suppressed = new ArrayList<String>();
        var groups = new ArrayList<Group>();
        for (Census.Group<Map<Series, Counts>> group : Census.of(known, query, new Changes(), disclosure)) {
            String path = "groups[" + groups.size() + "]";
            if (group.withheld()) {
                suppressed.add(path);
                groups.add(new Group(group.key(), null));
                continue;
            }
            var series = new ArrayList<Point>();
            group.counts().keySet().stream().sorted(IN_ORDER).forEach(at -> {
                Counts counts = group.counts().getOrDefault(at, new Counts());
                if (group.withholds(at) || disclosure.isTooFew(counts.expected)) {
                    suppressed.add(path + ".series[" + series.size() + "]");
                    series.add(new Point(at.instrument, at.at, null, null, null, null, null, null, null, null));
                } else {
                    series.add(point(at, counts));
                }
            });
            groups.add(new Group(group.key(), series));
        }
        return new Outcomes(definition, known.asOf(), known.position(), known.incompleteEpisodes(), Filters.of(query),
                suppressed, groups);
    }

    private static Point point(Series at, Counts counts) {
        var share = Proportion.of(counts.responders, counts.n);
        return new Point(at.instrument, at.at, counts.n, counts.expected, counts.mean(at.instrument),
                counts.deviation(),
                counts.responders, share.value(), share.low(), share.high());
    }

    /** An instrument at a time; it is also the part of a group that may be about too few. */
    private record Series(Instrument instrument, At at) {
        static Series after(Instrument instrument, int sessions) {
            return new Series(instrument, new At(sessions, null));
        }

        static Series at(Instrument instrument, Occasion occasion) {
            return new Series(instrument, new At(null, occasion));
        }
    }

    /** Sums are of {@linkplain Score#parts() parts} of a point, and exact. */
    private static final class Counts {
        private long n;
        private long changes;
        private long expected;
        private long responders;
        private long improvement;
        private long squares;

        @Nullable
        Double mean(Instrument instrument) {
            double sign = instrument.direction() == Instrument.Direction.LOWER_IS_BETTER ? -1 : 1;
            return changes == 0
                    ? null
                    : improvement == 0 ? 0 : sign * improvement / changes / Score.PARTS_PER_POINT;
        }

        @Nullable
        Double deviation() {
            if (changes < 2) {
                return null;
            }
            double sum = improvement;
            double variance = (squares - sum * sum / changes) / (changes - 1);
            return Math.sqrt(Math.max(0, variance)) / Score.PARTS_PER_POINT;
        }
    }

    private static final class Changes implements Tally<Map<Series, Counts>> {
        @Override
        public Map<Series, Counts> none() {
            return new HashMap<>();
        }

        @Override
        public void plus(Map<Series, Counts> counts, Map<Series, Counts> more) {
            more.forEach((series, others) -> {
                Counts sum = counts.computeIfAbsent(series, _ -> new Counts());
                sum.n += others.n;
                sum.changes += others.changes;
                sum.expected += others.expected;
                sum.responders += others.responders;
                sum.improvement += others.improvement;
                sum.squares += others.squares;
            });
        }

        @Override
        public void add(Map<Series, Counts> counts, List<EpisodeFacts> episodes, EpisodeFacts first, Window window) {
            EpisodeFacts episode = Responses.followed(episodes);
            if (episode != null) {
                taken(episode)
                        .forEach((series, taken) -> add(counts.computeIfAbsent(series, _ -> new Counts()), taken));
                expected(episode, series -> counts.computeIfAbsent(series, _ -> new Counts()).expected++);
            }
        }

        private static void add(Counts counts, MeasurementFacts taken) {
            counts.n++;
            if (taken.improvement() == null) {
                counts.responders += GlobalImpression.of(taken.score().whole()).isResponse() ? 1 : 0;
            } else {
                long parts = taken.improvement().parts();
                counts.changes++;
                counts.improvement += parts;
                counts.squares += parts * parts;
                counts.responders += taken.important() ? 1 : 0;
            }
        }

        @Override
        public void parts(EpisodeFacts episode, Window window, Consumer<Object> parts) {
            taken(episode).keySet().forEach(parts);
        }

        /** The last of each instrument at each time. */
        private static Map<Series, MeasurementFacts> taken(EpisodeFacts episode) {
            Map<Series, MeasurementFacts> taken = new LinkedHashMap<>();
            if (episode.first() == null) {
                return taken;
            }
            for (MeasurementFacts each : episode.measurements()) {
                if (each.improvement() == null && each.instrument() != Instrument.PGIC) {
                    continue;
                }
                switch (each.occasion()) {
                    case BASELINE, AFTER_END -> {}
                    case TREATMENT -> {
                        if (each.sessions() > 0 && each.instrument() != Instrument.PGIC) {
                            taken.put(Series.after(each.instrument(), each.sessions()), each);
                            if (episode.standing() == Standing.DISCHARGED) {
                                taken.put(Series.at(each.instrument(), Occasion.DISCHARGE), each);
                            }
                        }
                    }
                    case W6 -> taken.put(Series.at(each.instrument(), Occasion.W6), each);
                    case M3 -> taken.put(Series.at(each.instrument(), Occasion.M3), each);
                    case M6 -> taken.put(Series.at(each.instrument(), Occasion.M6), each);
                    case M12 -> taken.put(Series.at(each.instrument(), Occasion.M12), each);
                }
            }
            return taken;
        }

        private static void expected(EpisodeFacts episode, Consumer<Series> expected) {
            Set<Instrument> baselines = EnumSet.noneOf(Instrument.class);
            for (MeasurementFacts each : episode.measurements()) {
                if (each.occasion() == MeasurementFacts.Occasion.BASELINE
                        && each.instrument().importantChange() != null) {
                    baselines.add(each.instrument());
                }
            }
            int held = episode.heldSessions();
            for (Instrument instrument : baselines) {
                for (int n = 1; n <= held; n++) {
                    expected.accept(Series.after(instrument, n));
                }
                if (episode.standing() == Standing.DISCHARGED) {
                    expected.accept(Series.at(instrument, Occasion.DISCHARGE));
                }
            }
            BiConsumer<Instrument, FollowUp.Kind> atFollowUp = (instrument, kind) -> expected
                    .accept(Series.at(instrument, occasion(kind)));
            for (FollowUpFacts followUp : episode.followUps()) {
                if (followUp.state() != FollowUpFacts.State.PENDING) {
                    baselines.forEach(instrument -> atFollowUp.accept(instrument, followUp.kind()));
                    atFollowUp.accept(Instrument.PGIC, followUp.kind());
                }
            }
        }

        private static Occasion occasion(FollowUp.Kind kind) {
            return switch (kind) {
                case W6 -> Occasion.W6;
                case M3 -> Occasion.M3;
                case M6 -> Occasion.M6;
                case M12 -> Occasion.M12;
            };
        }
    }
}
