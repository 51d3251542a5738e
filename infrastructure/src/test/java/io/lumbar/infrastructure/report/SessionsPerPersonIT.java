package io.lumbar.infrastructure.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.application.Scope;
import io.lumbar.application.report.Cohort;
import io.lumbar.application.report.Dimension;
import io.lumbar.application.report.ReportQuery;
import io.lumbar.application.report.SessionsPerPerson;
import io.lumbar.application.report.SessionsPerPersonReport;
import io.lumbar.domain.Cause;
import io.lumbar.domain.DomainError.InFuture;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionKind;
import io.lumbar.domain.Sex;
import io.lumbar.domain.Style;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.Complaint;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Intake.Findings;
import io.lumbar.domain.episode.Intake.IntakeCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.outcome.AgeBand;
import io.lumbar.domain.outcome.BaselineBand;
import io.lumbar.domain.outcome.Chronicity;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.projection.Histories;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class SessionsPerPersonIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<Instant> MOMENTS = new ArrayList<>();

    private static World world;
    private static SessionsPerPersonReport report;

    @BeforeAll
    static void record() {
        world = new World(projection());
        List<List<EpisodeEvent>> history = Histories.of(30, 250);
        for (int n = 0; n < history.size(); n++) {
            world.append(history.get(n));
            // The very moment of an event belongs to what is asked for, and so does the time until the next one.
            if (n > MOMENTS.size() * history.size() / 8 && history.get(n).getFirst() instanceof SessionHeld) {
                MOMENTS.add(MOMENTS.size() % 2 == 0 ? recordedLast() : world.now());
            }
        }
        world.rebuildAll();
        report = new SessionsPerPersonReport(new Fivefold(facts(world, PATIENCE)));
    }

    private static Instant recordedLast() {
        return world.query("select max(recorded_at) as at from eventstore.event",
                row -> Objects.requireNonNull(Query.instant(row, "at"))).getFirst();
    }

    private static EpisodeProjection projection() {
        return new EpisodeProjection(new StoredEvents()::event);
    }

    private static ProjectedFacts facts(World world, Duration patience) {
        return new ProjectedFacts(world.readings, projection(), world.reader, world.database.dataSource(), patience);
    }

    @AfterAll
    static void drop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
    void counts_what_a_slow_computation_from_the_events_counts(long seed) {
        var random = new Random(seed);
        var query = new ReportQuery(cohort(random), groupBy(random), random.nextBoolean()
                ? MOMENTS.get(random.nextInt(MOMENTS.size()))
                : null, null, seed % 3 == 0 ? new Scope(false, Set.of(Histories.clinic(1)), null) : Scope.EVERYTHING);

        SessionsPerPerson answer = report.answer(query);

        assertThat(answer.suppressed()).isEmpty();
        assertThat(answer.groups()).as("seed %d: %s", seed, query)
                .isEqualTo(new SlowCounts(world, answer.asOf(), query.scope()).answer(query));
    }

    @Test
    void counts_everybody_at_each_moment_when_nothing_is_filtered() {
        assertThat(MOMENTS).hasSize(8);
        for (Instant moment : MOMENTS) {
            var everybody = new ReportQuery(Cohort.EVERYONE, List.of(), moment, null, Scope.EVERYTHING);

            assertThat(report.answer(everybody).groups()).isEqualTo(new SlowCounts(world, moment).answer(everybody))
                    .singleElement().satisfies(all -> assertThat(all.pva()).isPositive());
        }
    }

    private static Cohort cohort(Random random) {
        LocalDate from = random.nextBoolean() ? null : LocalDate.of(2026, 1, 1).plusDays(random.nextInt(120));
        LocalDate to = random.nextBoolean() ? null : LocalDate.of(2026, 5, 1).plusDays(random.nextInt(120));
        return new Cohort(rarely(random) ? Set.of(Histories.clinic(0)) : Set.of(), from, to,
                rarely(random) ? Set.of(Histories.therapist(1), Histories.therapist(3)) : Set.of(),
                rarely(random) ? Set.of(Style.SWEDISH, Style.SHIATSU, Style.SPORTS, Style.DEEP_TISSUE) : Set.of(),
                rarely(random) ? Set.of(SessionKind.STRUCTURAL) : Set.of(),
                rarely(random) ? Set.of(Cause.STRESS, Cause.INJURY) : Set.of(),
                rarely(random) ? Set.of(Chronicity.ACUTE, Chronicity.CHRONIC) : Set.of(),
                rarely(random) ? Set.of(AgeBand.FROM_18_TO_29, AgeBand.FROM_80, AgeBand.FROM_40_TO_49) : Set.of(),
                rarely(random) ? Set.of(Sex.FEMALE, Sex.MALE) : Set.of(),
                rarely(random) ? Set.of(BaselineBand.FROM_5_TO_6, BaselineBand.FROM_9_TO_10) : Set.of());
    }

    private static boolean rarely(Random random) {
        return random.nextInt(4) == 0;
    }

    private static List<Dimension> groupBy(Random random) {
        Dimension[] all = Dimension.values();
        return random.ints(0, all.length).distinct().limit(random.nextInt(3)).mapToObj(n -> all[n]).toList();
    }

    @Test
    void as_of_a_moment_the_answer_stays_the_same_byte_for_byte_whatever_is_recorded_later() {
        try (var other = new World(projection())) {
            List<List<EpisodeEvent>> history = Histories.of(31, 120);
            int half = history.size() / 2;
            history.subList(0, half).forEach(other::append);
            other.rebuildAll();
            var report = new SessionsPerPersonReport(facts(other, PATIENCE));
            Instant moment = other.now();
            var query = new ReportQuery(Cohort.EVERYONE, List.of(Dimension.CLINIC), moment, null, Scope.EVERYTHING);
            String before = json(report.answer(query));

            history.subList(half, history.size()).forEach(other::append);
            other.rebuildAll();

            assertThat(json(report.answer(query))).isEqualTo(before);
            assertThat(json(report
                    .answer(new ReportQuery(Cohort.EVERYONE, List.of(Dimension.CLINIC), null, null, Scope.EVERYTHING))))
                    .isNotEqualTo(before);
        }
    }

    @Test
    void an_episode_entered_in_error_leaves_the_report_and_stays_in_it_as_of_before() {
        try (var other = new World(projection())) {
            Histories.of(33, 40).forEach(other::append);
            List<EpisodeEvent> mistaken = Histories.of(34, 1).getFirst();
            other.append(mistaken);
            other.rebuildAll();
            var report = new SessionsPerPersonReport(facts(other, PATIENCE));
            var before = new ReportQuery(Cohort.EVERYONE, List.of(), other.now(), null, Scope.EVERYTHING);
            String answered = json(report.answer(before));
            long episodes = episodes(report.answer(before));

            other.append(List.of(new EpisodeVoided(mistaken.getFirst().episode(),
                    Personal.of(Subject.of(((EpisodeOpened) mistaken.getFirst()).client()), "of another client"),
                    Instant.parse("2026-10-01T08:00:00Z"))));
            other.rebuildAll();

            assertThat(json(report.answer(before))).isEqualTo(answered);
            assertThat(
                    episodes(report.answer(new ReportQuery(Cohort.EVERYONE, List.of(), null, null, Scope.EVERYTHING))))
                    .isEqualTo(episodes - 1);
        }
    }

    @Test
    void an_intake_put_right_moves_the_episode_to_its_group_and_leaves_the_report_as_of_before() {
        try (var other = new World(projection())) {
            Histories.of(33, 60).forEach(other::append);
            List<EpisodeEvent> mistaken = Histories.of(34, 1).getFirst();
            var opened = (EpisodeOpened) mistaken.getFirst();
            other.append(mistaken);
            other.rebuildAll();
            var report = new SessionsPerPersonReport(new Fivefold(facts(other, PATIENCE)));
            var before = new ReportQuery(Cohort.EVERYONE, List.of(Dimension.CHRONICITY), other.now(), null,
                    Scope.EVERYTHING);
            String answered = json(report.answer(before));
            Map<String, Long> known = byChronicity(report.answer(before));
            String was = chronicity(opened.openedAt(), opened.zone(), opened.complaint().onsetOn());

            Instant openedAt = opened.openedAt().minus(Duration.ofDays(2));
            LocalDate onset = LocalDate.ofInstant(openedAt, opened.zone()).minusDays(was.equals("CHRONIC") ? 1 : 200);
            other.append(List.of(new IntakeCorrected(opened.episode(),
                    new Findings(openedAt, opened.ageBand(), opened.sex(),
                            new Complaint(onset, opened.complaint().sites(), opened.complaint().causes(), List.of(),
                                    List.of()),
                            null, true, opened.preference(), 1, List.of()),
                    Personal.of(Subject.of(opened.client()), "wrong line"), Instant.parse("2026-10-01T08:00:00Z"))));
            other.rebuildAll();

            assertThat(json(report.answer(before))).isEqualTo(answered);
            Map<String, Long> now = byChronicity(report.answer(
                    new ReportQuery(Cohort.EVERYONE, List.of(Dimension.CHRONICITY), null, null, Scope.EVERYTHING)));
            String is = chronicity(openedAt, opened.zone(), onset);
            assertThat(is).isNotEqualTo(was);
            assertThat(now.getOrDefault(was, 0L)).isEqualTo(known.getOrDefault(was, 0L) - 1);
            assertThat(now.getOrDefault(is, 0L)).isEqualTo(known.getOrDefault(is, 0L) + 1);
        }
    }

    private static String chronicity(Instant openedAt, ZoneId zone, LocalDate onset) {
        return Chronicity.at(LocalDate.ofInstant(openedAt, zone), onset).name();
    }

    private static Map<String, Long> byChronicity(SessionsPerPerson answer) {
        var episodes = new HashMap<String, Long>();
        answer.groups().forEach(group -> episodes.put(String.valueOf(group.key().get("chronicity")),
                Objects.requireNonNull(group.episodes()) / Fivefold.TIMES));
        return episodes;
    }

    private static long episodes(SessionsPerPerson answer) {
        return Objects.requireNonNull(answer.groups().getFirst().episodes());
    }

    private static String json(SessionsPerPerson answer) {
        return world.serializer.getObjectMapper().writeValueAsString(answer);
    }

    @Test
    void a_moment_that_is_still_to_come_is_refused() {
        var query = new ReportQuery(Cohort.EVERYONE, List.of(), world.now().plusSeconds(60), null, Scope.EVERYTHING);

        assertThatThrownBy(() -> report.answer(query)).asInstanceOf(type(Rejected.class)).extracting(Rejected::error)
                .isInstanceOf(InFuture.class);
    }

    @Test
    void a_transaction_that_may_still_record_something_by_the_moment_is_waited_for() throws Exception {
        try (var writer = world.database.ownerDataSource().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("select pg_current_xact_id()");
            var now = new ReportQuery(Cohort.EVERYONE, List.of(), world.now(), null, Scope.EVERYTHING);

            var impatient = new SessionsPerPersonReport(facts(world, Duration.ofMillis(200)));
            assertThatThrownBy(() -> impatient.answer(now)).isInstanceOf(PositionNotReached.class);

            writer.rollback();
            assertThat(report.answer(now).groups()).isNotEmpty();
        }
    }

    @Test
    void what_is_recorded_but_not_yet_projected_is_waited_for() {
        try (var other = new World(projection())) {
            other.append(Histories.of(32, 1).getFirst());
            var impatient = new Readings(other.database.dataSource(), other.serializer, Duration.ofMillis(100));
            var behind = new SessionsPerPersonReport(new Fivefold(new ProjectedFacts(impatient, projection(),
                    other.reader, other.database.dataSource(), PATIENCE)));
            var query = new ReportQuery(Cohort.EVERYONE, List.of(), null, null, Scope.EVERYTHING);

            assertThatThrownBy(() -> behind.answer(query)).isInstanceOf(PositionNotReached.class);

            other.rebuildAll();
            assertThat(behind.answer(query).groups()).singleElement()
                    .satisfies(all -> assertThat(all.people()).isEqualTo(Fivefold.TIMES));
        }
    }

    @Test
    void a_position_that_is_no_position_is_refused() {
        var query = new ReportQuery(Cohort.EVERYONE, List.of(), null, new Position("yesterday"), Scope.EVERYTHING);

        assertThatThrownBy(() -> report.answer(query)).isInstanceOf(Rejected.class);
    }
}
