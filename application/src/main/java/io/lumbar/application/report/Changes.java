package io.lumbar.application.report;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.lumbar.application.report.Outcomes.At;
import io.lumbar.application.report.Outcomes.Occasion;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.EpisodeFacts.Standing;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.outcome.GlobalImpression;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import org.jspecify.annotations.Nullable;

/** How people changed since they came, by instrument and time. Parts are the series in which somebody was measured. */
final class Changes implements Tally.OfPeople<Changes.Sums> {
    private static final Occasion[] OCCASIONS = Occasion.values();
    private static final Instrument[] INSTRUMENTS = Instrument.values();

    /**
     * An instrument at a time; it is also the part of a group that may be about too few.
     *
     * @param time an occasion's place, and beyond them the number of sessions
     */
    @SuppressWarnings("EnumOrdinal") // a place lives no longer than the classes that made it
    record Series(Instrument instrument, int time) {
        private static Series after(Instrument instrument, int sessions) {
            return new Series(instrument, OCCASIONS.length + sessions - 1);
        }

        private static Series at(Instrument instrument, Occasion occasion) {
            return new Series(instrument, occasion.ordinal());
        }

        At at() {
            return time < OCCASIONS.length ? new At(null, OCCASIONS[time]) : new At(time - OCCASIONS.length + 1, null);
        }
    }

    /**
     * The figures of a series. Sums are of {@linkplain Score#parts() parts} of a point, and exact.
     *
     * @param n measured
     * @param changes of them, those who have a change
     * @param expected who could have been measured
     * @param improvement sum of the improvements
     * @param squares sum of their squares
     */
    record Figures(long n, long changes, long expected, long responders, long improvement, long squares) {

        /** Whether there is nobody, or all were taken away again. */
        boolean isOfNobody() {
            return n == 0 && expected == 0;
        }

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

    /** The figures of all series, as numbers in a row for each instrument: there are many of them to be added up. */
    @SuppressWarnings("EnumOrdinal") // a place lives no longer than the classes that made it
    static final class Sums {
        private static final int N = 0;
        private static final int CHANGES = 1;
        private static final int EXPECTED = 2;
        private static final int RESPONDERS = 3;
        private static final int IMPROVEMENT = 4;
        private static final int SQUARES = 5;
        private static final int FIGURES = 6;

        private final long[][] rows = new long[INSTRUMENTS.length][0];

        private void add(Series series, int figure, long more) {
            long[] row = rows[series.instrument.ordinal()];
            int place = series.time * FIGURES + figure;
            if (place >= row.length) {
                row = Arrays.copyOf(row, (series.time + 1) * FIGURES);
                rows[series.instrument.ordinal()] = row;
            }
            row[place] += more;
        }

        private void add(Sums more, int times) {
            for (int n = 0; n < rows.length; n++) {
                long[] others = more.rows[n];
                if (others.length > rows[n].length) {
                    rows[n] = Arrays.copyOf(rows[n], others.length);
                }
                for (int place = 0; place < others.length; place++) {
                    rows[n][place] += times * others[place];
                }
            }
        }

        /** Names all series in which somebody is or could have been, in order. */
        void forEach(BiConsumer<Series, Figures> taking) {
            for (Instrument instrument : INSTRUMENTS) {
                long[] row = rows[instrument.ordinal()];
                for (int time = OCCASIONS.length; time < row.length / FIGURES; time++) {
                    take(new Series(instrument, time), row, taking);
                }
                for (int time = 0; time < Math.min(OCCASIONS.length, row.length / FIGURES); time++) {
                    take(new Series(instrument, time), row, taking);
                }
            }
        }

        private static void take(Series series, long[] row, BiConsumer<Series, Figures> taking) {
            int place = series.time * FIGURES;
            var figures = new Figures(row[place + N], row[place + CHANGES], row[place + EXPECTED],
                    row[place + RESPONDERS], row[place + IMPROVEMENT], row[place + SQUARES]);
            if (!figures.isOfNobody()) {
                taking.accept(series, figures);
            }
        }
    }

    @Override
    public Sums none() {
        return new Sums();
    }

    @Override
    public void plus(Sums counts, Sums more, int times) {
        counts.add(more, times);
    }

    @Override
    public void add(Sums counts, List<EpisodeFacts> episodes, EpisodeFacts first) {
        EpisodeFacts episode = Responses.followed(episodes);
        if (episode != null) {
            taken(episode).forEach((series, taken) -> add(counts, series, taken));
            expected(episode, series -> counts.add(series, Sums.EXPECTED, 1));
        }
    }

    private static void add(Sums counts, Series series, MeasurementFacts taken) {
        counts.add(series, Sums.N, 1);
        if (taken.improvement() == null) {
            counts.add(series, Sums.RESPONDERS, GlobalImpression.of(taken.score().whole()).isResponse() ? 1 : 0);
        } else {
            long parts = taken.improvement().parts();
            counts.add(series, Sums.CHANGES, 1);
            counts.add(series, Sums.IMPROVEMENT, parts);
            counts.add(series, Sums.SQUARES, parts * parts);
            counts.add(series, Sums.RESPONDERS, taken.important() ? 1 : 0);
        }
    }

    @Override
    public void parts(EpisodeFacts episode, Consumer<Object> parts) {
        if (!episode.continued()) {
            taken(episode).keySet().forEach(parts);
        }
    }

    /** The last of each instrument at each time. */
    private static Map<Series, MeasurementFacts> taken(EpisodeFacts episode) {
        Map<Series, MeasurementFacts> taken = new HashMap<>();
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
