package io.lumbar.application.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import io.lumbar.application.Scope;
import io.lumbar.domain.Cause;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.episode.AdverseEvent.Grade;
import io.lumbar.domain.episode.Discharge.Reason;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.Session.CancelledBy;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.domain.facts.FollowUpFacts;
import io.lumbar.domain.facts.SessionFacts;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;

/** Two clinics of many people over two years, and questions about them. */
final class RandomFacts {
    private static final LocalDate BEGIN = LocalDate.of(2024, 6, 1);

    private final Random random;
    private final int days;

    RandomFacts(long seed) {
        this(seed, 700);
    }

    /** @param days in which episodes are opened, from the first of June 2024 */
    RandomFacts(long seed, int days) {
        this.random = new Random(seed);
        this.days = days;
    }

    List<EpisodeFacts> episodes(int howMany) {
        var episodes = new ArrayList<EpisodeFacts>();
        for (int n = 0; n < howMany; n++) {
            episodes.add(episode(howMany));
        }
        return episodes;
    }

    private EpisodeFacts episode(int people) {
        LocalDate day = BEGIN.plusDays(random.nextInt(days));
        var episode = AnEpisode.of(random.nextInt(people)).opened(day.toString())
                .at(random.nextInt(3) == 0 ? AnEpisode.OTHER_CLINIC : AnEpisode.CLINIC).with(any(Chronicity.values()))
                .with(seldom() ? any(AgeBand.values()) : random.nextBoolean() ? AgeBand.FROM_40_TO_49 : AgeBand.FROM_80)
                .with(seldom() ? any(Sex.values()) : random.nextBoolean() ? Sex.FEMALE : Sex.MALE)
                .with(causes()).by(therapist()).with(style()).with(any(SessionKind.values()))
                .baseline(seldom() ? null : random.nextInt(11));
        if (seldom()) {
            episode.continuing();
        }
        int held = sessions(episode, day);
        for (int n = 0; n < random.nextInt(6); n++) {
            episode.pain(random.nextInt(11), random.nextInt(held + 1));
        }
        for (Style after : seldom() ? Style.values() : new Style[0]) {
            episode.harmed(day.plusDays(random.nextInt(60)).toString(), random.nextBoolean() ? after : null,
                    any(Grade.values()));
        }
        return ended(episode).facts();
    }

    private int sessions(AnEpisode episode, LocalDate from) {
        LocalDate day = from;
        int held = 0;
        for (int n = seldom() ? 0 : random.nextInt(12); n > 0; n--) {
            day = day.plusDays(random.nextInt(15));
            var state = random.nextInt(3) == 0 ? any(SessionFacts.State.values()) : SessionFacts.State.HELD;
            held += state == SessionFacts.State.HELD ? 1 : 0;
            episode.session(state, day, state == SessionFacts.State.CANCELLED ? any(CancelledBy.values()) : null,
                    style(),
                    therapist(), 30 + random.nextInt(60));
        }
        return held;
    }

    private AnEpisode ended(AnEpisode episode) {
        if (random.nextInt(3) == 0) {
            return episode;
        }
        if (seldom()) {
            return episode.declined();
        }
        for (FollowUp.Kind kind : FollowUp.Kind.values()) {
            var state = any(FollowUpFacts.State.values());
            episode.followUp(kind, LocalDate.of(2026, 10, 20).plusDays(random.nextInt(70)).toString(), state);
            if (state == FollowUpFacts.State.RECORDED && random.nextBoolean()) {
                episode.painAt(kind, random.nextInt(8));
            }
        }
        return episode.discharged(any(Reason.values()));
    }

    private Cause[] causes() {
        return random.nextBoolean()
                ? new Cause[]{any(Cause.values())}
                : new Cause[]{Cause.STRESS, any(Cause.INJURY, Cause.POOR_POSTURE)};
    }

    private TherapistId therapist() {
        return new TherapistId(new UUID(2, 1 + random.nextInt(3)));
    }

    private Style style() {
        return seldom() ? any(Style.values()) : any(Style.SWEDISH, Style.SHIATSU);
    }

    private boolean seldom() {
        return random.nextInt(8) == 0;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }

    ReportQuery query() {
        LocalDate from = random.nextBoolean() ? null : BEGIN.plusDays(random.nextInt(300));
        LocalDate to = random.nextBoolean() ? null : BEGIN.plusDays(350 + random.nextInt(300));
        var cohort = new Cohort(seldom() ? Set.of(AnEpisode.CLINIC) : Set.of(), from, to,
                seldom() ? Set.copyOf(List.of(therapist(), AnEpisode.BEN)) : Set.of(),
                seldom() ? Set.copyOf(List.of(Style.SWEDISH, style())) : Set.of(),
                seldom() ? Set.of(SessionKind.STRUCTURAL) : Set.of(),
                seldom() ? Set.copyOf(List.of(Cause.STRESS, any(Cause.values()))) : Set.of(),
                seldom() ? Set.of(Chronicity.ACUTE, Chronicity.CHRONIC) : Set.of(),
                seldom() ? Set.of(AgeBand.FROM_40_TO_49, AgeBand.FROM_18_TO_29) : Set.of(),
                seldom() ? Set.of(any(Sex.values())) : Set.of(),
                seldom() ? Set.of(BaselineBand.FROM_5_TO_6, BaselineBand.FROM_7_TO_8) : Set.of());
        Dimension[] all = Dimension.values();
        List<Dimension> groupBy = random.ints(0, all.length).distinct().limit(random.nextInt(3))
                .mapToObj(n -> all[n]).toList();
        return new ReportQuery(cohort, groupBy, null, null,
                random.nextInt(4) == 0 ? new Scope(false, Set.of(AnEpisode.OTHER_CLINIC), null) : Scope.EVERYTHING);
    }
}
