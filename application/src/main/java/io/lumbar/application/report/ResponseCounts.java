package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.EpisodeFacts.Standing;
import io.lumbar.domain.facts.ObservedOutcome;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.ResponseRule;
import io.lumbar.domain.outcome.statistics.OutcomesAt;

/** How many came to what after how many sessions. */
final class ResponseCounts {
    private final Numbers responded = new Numbers();
    private final Numbers dropped = new Numbers();
    private final Numbers censored = new Numbers();
    private final Numbers between = new Numbers();
    private final Map<LocalDate, Long> openByLastSession = new TreeMap<>();
    private long undefined;
    private long withoutSession;
    private long laterEpisodes;
    private long neverMeasured;

    long responded() {
        return responded.total();
    }

    long dropped() {
        return dropped.total();
    }

    long censored() {
        return censored.total();
    }

    long undefined() {
        return undefined;
    }

    /** One for each person. */
    long episodes() {
        return responded() + dropped() + censored() + undefined;
    }

    long withoutSession() {
        return withoutSession;
    }

    long laterEpisodes() {
        return laterEpisodes;
    }

    long neverMeasured() {
        return neverMeasured;
    }

    /** Open ones whose last session was before a day. */
    long openSince(LocalDate day) {
        return openByLastSession.entrySet().stream().filter(last -> last.getKey().isBefore(day))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** Sessions between measurements. */
    Numbers between() {
        return between;
    }

    List<OutcomesAt> outcomes() {
        int highest = Math.max(responded.highest(), Math.max(dropped.highest(), censored.highest()));
        var outcomes = new ArrayList<OutcomesAt>();
        for (int n = 1; n <= highest; n++) {
            outcomes.add(new OutcomesAt(n, responded.of(n), dropped.of(n), censored.of(n)));
        }
        return outcomes;
    }

    /** Counts by a rule. */
    record By(ResponseRule rule) implements Tally.OfPeople<ResponseCounts> {
        @Override
        public Object question() {
            return this;
        }

        @Override
        public ResponseCounts none() {
            return new ResponseCounts();
        }

        @Override
        public void plus(ResponseCounts counts, ResponseCounts more, int times) {
            counts.responded.add(more.responded, times);
            counts.dropped.add(more.dropped, times);
            counts.censored.add(more.censored, times);
            counts.between.add(more.between, times);
            more.openByLastSession
                    .forEach((day, open) -> counts.openByLastSession.merge(day, times * open, Long::sum));
            counts.undefined += times * more.undefined;
            counts.withoutSession += times * more.withoutSession;
            counts.laterEpisodes += times * more.laterEpisodes;
            counts.neverMeasured += times * more.neverMeasured;
        }

        @Override
        public void add(ResponseCounts counts, List<EpisodeFacts> episodes, EpisodeFacts first) {
            EpisodeFacts followed = Responses.followed(episodes);
            for (EpisodeFacts episode : episodes) {
                counts.withoutSession += episode.first() == null ? 1 : 0;
                counts.laterEpisodes += episode.first() == null ? 0 : 1;
            }
            if (followed != null) {
                counts.laterEpisodes--;
                count(counts, followed);
            }
        }

        private void count(ResponseCounts counts, EpisodeFacts episode) {
            ObservedOutcome outcome = ObservedOutcome.of(episode, rule);
            switch (outcome.kind()) {
                case RESPONDED -> counts.responded.add(outcome.sessions(), 1);
                case DROPPED -> counts.dropped.add(outcome.sessions(), 1);
                case CENSORED -> counts.censored.add(outcome.sessions(), 1);
                case UNDEFINED -> counts.undefined++;
            }
            if (episode.standing() == Standing.OPEN) {
                counts.openByLastSession.merge(lastHeld(episode), 1L, Long::sum);
            }
            if (outcome.kind() != ObservedOutcome.Kind.UNDEFINED) {
                counts.neverMeasured += outcome.measuredAfter().isEmpty() ? 1 : 0;
                outcome.sessionsBetweenMeasurements().forEach(gap -> counts.between.add(gap, 1));
            }
        }

        private static LocalDate lastHeld(EpisodeFacts episode) {
            LocalDate last = episode.openedOn();
            for (SessionFacts session : episode.sessions()) {
                last = session.held() ? session.on() : last;
            }
            return last;
        }
    }
}
