package io.lumbar.infrastructure.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.MeasurementFacts;
import io.lumbar.domain.facts.MeasurementFacts.Occasion;
import io.lumbar.domain.facts.RandomFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.domain.outcome.Score;
import io.lumbar.infrastructure.projection.Histories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FactsTrailTest {
    private static final long OPENED = 1_700_000_000_000_000L;
    private static final long DAY = 86_400_000_000L;

    private record Version(long since, @Nullable EpisodeFacts facts) {}

    /** What stood after each change, of every episode, at times of our own. */
    private static Map<EpisodeId, List<Version>> versions(long seed, int episodes) {
        var decider = new CareEpisodeDecider();
        var random = new Random(seed);
        Map<EpisodeId, CareEpisode> states = new HashMap<>();
        Map<EpisodeId, List<Version>> versions = new HashMap<>();
        long moment = OPENED;
        for (List<EpisodeEvent> append : Histories.of(seed, episodes)) {
            EpisodeId episode = append.getFirst().episode();
            for (EpisodeEvent event : append) {
                states.put(episode, decider.evolve(states.getOrDefault(episode, decider.initial()), event));
            }
            moment += 1 + random.nextLong(10 * DAY);
            EpisodeFacts facts = EpisodeFacts.of((CareEpisode.Opened) Objects.requireNonNull(states.get(episode)));
            List<Version> known = versions.computeIfAbsent(episode, _ -> new ArrayList<>());
            if (known.isEmpty() || !Objects.equals(known.getLast().facts, facts)) {
                known.add(new Version(moment, facts));
            }
        }
        return versions;
    }

    @Test
    void it_leads_back_to_what_stood_at_each_moment() {
        int asked = 0;
        int told = 0;
        for (List<Version> known : versions(71, 60).values()) {
            byte[] trail = FactsTrail.NONE;
            for (int n = 0; n < known.size(); n++) {
                Version last = known.get(n);
                if (n > 0) {
                    Version before = known.get(n - 1);
                    trail = FactsTrail.after(trail, last.facts, last.since, before.facts, before.since);
                }
                for (int then = 0; last.facts != null && then < n; then++) {
                    for (long at : List.of(known.get(then).since, known.get(then + 1).since - 1)) {
                        EpisodeFacts stood = FactsTrail.at(last.facts, last.since, trail, at);
                        asked++;
                        if (stood != null) {
                            told++;
                            assertThat(stood).isEqualTo(known.get(then).facts);
                        }
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(8_000);
        assertThat(told).isGreaterThan(asked * 2 / 3);
    }

    @Test
    void whatever_changes_it_leads_back_exactly_or_not_at_all() {
        var random = new Random(72);
        var invented = new RandomFacts(random);
        int told = 0;
        for (int n = 0; n < 2_000; n++) {
            EpisodeFacts one = invented.episode();
            EpisodeFacts other = invented.episode();
            EpisodeFacts before = random.nextInt(4) == 0 ? other : mixed(one, other, random);
            byte[] trail = FactsTrail.after(FactsTrail.NONE, one, OPENED + DAY, before, OPENED);
            EpisodeFacts stood = FactsTrail.at(one, OPENED + DAY, trail, OPENED);
            if (stood != null) {
                told++;
                assertThat(stood).isEqualTo(before);
            }
        }
        assertThat(told).isBetween(1_400, 1_600);
    }

    /** The intake of one, and of the rest whatever comes. */
    private static EpisodeFacts mixed(EpisodeFacts one, EpisodeFacts other, Random random) {
        return new EpisodeFacts(one.episode(), one.client(), one.clinic(), one.openedOn(), one.chronicity(),
                one.ageBand(), one.sex(), one.causes(), one.continued(), either(one, other, random).baselineNprs(),
                either(one, other, random).standing(), either(one, other, random).therapist(),
                either(one, other, random).endedOn(), either(one, other, random).endReason(),
                part(one.sessions(), other.sessions(), random), part(one.measurements(), other.measurements(), random),
                part(one.adverseEvents(), other.adverseEvents(), random),
                part(one.followUps(), other.followUps(), random));
    }

    private static EpisodeFacts either(EpisodeFacts one, EpisodeFacts other, Random random) {
        return random.nextBoolean() ? one : other;
    }

    private static <T> List<T> part(List<T> one, List<T> other, Random random) {
        var part = new ArrayList<>(one);
        switch (random.nextInt(4)) {
            case 0 -> {}
            case 1 -> part.subList(random.nextInt(part.size() + 1), part.size()).clear();
            case 2 -> part.addAll(random.nextInt(part.size() + 1), other);
            default -> {
                return other;
            }
        }
        return part;
    }

    @Test
    void it_ends_where_nothing_is_known_before_or_nothing_stood() {
        EpisodeFacts facts = new RandomFacts(new Random(73)).episode();
        EpisodeFacts treated = with(facts, sessions -> List.of());
        byte[] trail = FactsTrail.after(FactsTrail.NONE, facts, OPENED + DAY, treated, OPENED);
        assertThat(FactsTrail.at(facts, OPENED + DAY, trail, OPENED)).isEqualTo(treated);
        assertThat(FactsTrail.at(facts, OPENED + DAY, trail, OPENED - 1)).isNull();
        assertThat(FactsTrail.at(facts, OPENED, FactsTrail.NONE, OPENED - 1)).isNull();
        assertThat(FactsTrail.after(trail, null, OPENED + 2 * DAY, facts, OPENED + DAY)).isEmpty();
        assertThat(FactsTrail.after(trail, facts, OPENED + 2 * DAY, null, OPENED + DAY)).isEmpty();
        assertThat(FactsTrail.after(trail, facts, OPENED, treated, OPENED)).isEmpty();
    }

    private static EpisodeFacts with(EpisodeFacts facts, UnaryOperator<List<SessionFacts>> sessions) {
        return with(facts, sessions.apply(facts.sessions()), facts.measurements(), facts.followUps());
    }

    private static EpisodeFacts with(EpisodeFacts facts, List<SessionFacts> sessions,
            List<MeasurementFacts> measurements, List<FollowUpFacts> followUps) {
        return new EpisodeFacts(facts.episode(), facts.client(), facts.clinic(), facts.openedOn(), facts.chronicity(),
                facts.ageBand(), facts.sex(), facts.causes(), facts.continued(), facts.baselineNprs(),
                facts.standing(), facts.therapist(), facts.endedOn(), facts.endReason(), sessions, measurements,
                facts.adverseEvents(), followUps);
    }

    /** A million episodes are kept in memory with theirs. */
    @Test
    void what_happens_most_takes_few_bytes() {
        LocalDate on = LocalDate.of(2026, 3, 4);
        EpisodeFacts opened = with(new RandomFacts(new Random(74)).episode(), List.of(), List.of(), List.of());
        var held = new SessionFacts(on, 45, new TherapistId(new UUID(2, 1)), Style.SPORTS, SessionKind.STRUCTURAL,
                SessionFacts.State.HELD, null, false);
        var measured = new MeasurementFacts(Instrument.NPRS, Occasion.TREATMENT, 1, Score.of(3), null, false);
        EpisodeFacts treated = with(opened, List.of(held), List.of(measured), List.of());
        EpisodeFacts due = with(treated, treated.sessions(), treated.measurements(),
                List.of(new FollowUpFacts(FollowUp.Kind.W6, on, FollowUpFacts.State.PENDING)));
        EpisodeFacts missed = with(treated, treated.sessions(), treated.measurements(),
                List.of(new FollowUpFacts(FollowUp.Kind.W6, on, FollowUpFacts.State.MISSED)));
        assertThat(FactsTrail.after(FactsTrail.NONE, treated, OPENED + 7 * DAY, opened, OPENED)).hasSize(7);
        assertThat(FactsTrail.after(FactsTrail.NONE, due, OPENED + 7 * DAY, treated, OPENED)).hasSize(7);
        assertThat(FactsTrail.after(FactsTrail.NONE, missed, OPENED + 90 * DAY, due, OPENED)).hasSize(10);
    }
}
