package io.lumbar.infrastructure.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.application.report.MonthOfOpenings;
import io.lumbar.application.report.ReportFacts;
import io.lumbar.domain.DomainError.InFuture;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.projection.Histories;
import io.lumbar.infrastructure.projection.Occurrence;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Readings;
import io.lumbar.infrastructure.projection.Told;
import io.lumbar.infrastructure.projection.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

class KnowingFactsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<List<EpisodeEvent>> HISTORY = Histories.of(61, 150);
    private static final List<Instant> MOMENTS = new ArrayList<>();
    private static World world;
    private static ReportFacts facts;

    /** A history that is projected as it goes on, with moments between and at its appends. */
    @BeforeAll
    static void record() {
        world = new World(projection());
        var random = new Random(62);
        for (List<EpisodeEvent> append : HISTORY) {
            world.append(append);
            if (MOMENTS.size() < 50 && random.nextInt(HISTORY.size() / 60) == 0) {
                MOMENTS.add(random.nextBoolean() ? recordedLast() : world.now());
            }
        }
        world.rebuildAll();
        facts = facts(world, PATIENCE);
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

    private static List<SlowFacts.Month> seen(ReportFacts.Known known) {
        return known.months().stream().map(SlowFacts.Month::of).toList();
    }

    @Test
    void as_of_each_of_fifty_moments_it_is_what_the_events_recorded_by_then_say() {
        assertThat(MOMENTS).hasSize(50);
        for (Instant moment : MOMENTS) {
            assertThat(seen(facts.known(moment, null))).as("%s", moment).isEqualTo(SlowFacts.at(world, moment))
                    .isNotEmpty();
        }
        ReportFacts.Known now = facts.known(null, null);
        assertThat(seen(now)).isEqualTo(SlowFacts.at(world, now.asOf()));
    }

    @Test
    void as_of_a_moment_it_is_what_a_new_system_knows_that_was_fed_only_what_was_recorded_by_then() {
        try (var other = new World(projection()); var _ = other.start()) {
            int fed = 0;
            for (int n = 0; n < MOMENTS.size(); n += 1) {
                long recorded = world.query("select count(distinct (transaction_id)) from eventstore.event"
                        + " where recorded_at <= ?", row -> row.getLong(1), MOMENTS.get(n)).getFirst();
                for (; fed < recorded; fed++) {
                    other.append(HISTORY.get(fed));
                }
                assertThat(seen(facts.known(MOMENTS.get(n), null))).as("moment %d", n)
                        .isEqualTo(seen(facts(other, PATIENCE).known(null, null)));
            }
        }
    }

    @Test
    void instances_follow_what_is_recorded_and_tell_every_moment_before_as_it_was() {
        var random = new Random(63);
        try (var other = new World(projection()); var _ = other.start(); var _ = other.start()) {
            var instances = List.of(facts(other, PATIENCE), facts(other, PATIENCE));
            var told = new ArrayList<ReportFacts.Known>();
            for (List<EpisodeEvent> append : Histories.of(64, 60)) {
                Position position = other.append(append);
                if (random.nextInt(8) == 0) {
                    ReportFacts.Known known = instances.get(random.nextInt(2)).known(null, position);
                    assertThat(seen(known)).isEqualTo(SlowFacts.at(other, known.asOf()));
                    told.add(known);
                    ReportFacts.Known earlier = told.get(random.nextInt(told.size()));
                    assertThat(seen(instances.get(random.nextInt(2)).known(earlier.asOf(), null)))
                            .isEqualTo(seen(earlier));
                }
            }
            assertThat(told).hasSizeGreaterThan(40);
        }
    }

    @Test
    void months_of_which_nothing_changed_are_the_same_objects() {
        try (var other = new World(projection()); var _ = other.start()) {
            Histories.of(65, 60).forEach(other::append);
            var book = facts(other, PATIENCE);
            List<MonthOfOpenings> before = book.known(null, null).months();
            assertThat(book.known(null, null).months()).isEqualTo(before);
            other.append(Histories.of(69, 1).getFirst());
            List<MonthOfOpenings> after = new ArrayList<>(book.known(null, null).months());
            after.removeAll(before);
            assertThat(after).hasSizeBetween(1, 2);
            assertThat(before).hasSizeGreaterThan(4);
        }
    }

    @Test
    void the_same_moment_again_has_the_same_objects_unless_something_is_missing() {
        Instant moment = MOMENTS.get(20);
        assertThat(facts.known(moment, null).months()).isEqualTo(facts.known(moment, null).months());
        world.execute("insert into projection.parked_event (processor, stream, version, event_id)"
                + " values (?, 'care-episode:' || gen_random_uuid(), 3, gen_random_uuid())", EpisodeProjection.NAME);
        try {
            ReportFacts.Known incomplete = facts.known(moment, null);
            assertThat(incomplete.incompleteEpisodes()).isEqualTo(1);
            assertThat(incomplete.months()).isNotEqualTo(facts.known(moment, null).months());
        } finally {
            world.execute("delete from projection.parked_event");
        }
    }

    @Test
    void what_a_rebuild_leaves_out_is_known_no_longer() throws SQLException {
        try (var other = new World(projection())) {
            Histories.of(66, 20).forEach(other::append);
            other.rebuildAll();
            var book = facts(other, PATIENCE);
            List<SlowFacts.Month> right = seen(book.known(null, null));
            other.execute("insert into projection.episode_facts_v2 (episode, version, change, first_recorded_at,"
                    + " recorded_at, facts) select gen_random_uuid(), version, change + 1, first_recorded_at, recorded_at, facts"
                    + " from projection.episode_facts_v2 where facts is not null order by change desc limit 1");
            assertThat(seen(book.known(null, null))).isNotEqualTo(right);
            other.rebuildAll();
            assertThat(seen(book.known(null, null))).isEqualTo(right);
        }
    }

    /** Two processors that both believe they are the one. */
    @Test
    void changes_of_one_who_commits_later_than_another_are_not_passed_over() throws Exception {
        try (var other = new World(projection());
                var slow = other.database.dataSource().getConnection();
                var reading = other.database.dataSource().getConnection()) {
            List<Occurrence> first = Told.appends(Histories.of(67, 1));
            List<Occurrence> second = Told.appends(Histories.of(68, 1));
            var book = new FactBook();
            slow.setAutoCommit(false);
            projection().project(slow, first);
            var quick = CompletableFuture
                    .runAsync(() -> Told.project(other.database.dataSource(), projection(), second, 1_000));
            await().until(() -> quick.isDone() || waitingForLocks(other) > 0);
            episodes(book, reading);
            slow.commit();
            quick.get(10, SECONDS);
            assertThat(episodes(book, reading)).isEqualTo(2);
        }
    }

    private static long waitingForLocks(World other) {
        return other.query("select count(*) from pg_locks where not granted", row -> row.getLong(1)).getFirst();
    }

    private static long episodes(FactBook book, Connection connection) throws SQLException {
        return book.known(connection, Instant.parse("2100-01-01T00:00:00Z"), true).stream()
                .mapToLong(month -> month.only().size() + month.recurring().size()).sum();
    }

    @Test
    void a_moment_that_is_still_to_come_is_refused() {
        assertThatThrownBy(() -> facts.known(world.now().plusSeconds(60), null)).asInstanceOf(type(Rejected.class))
                .extracting(Rejected::error).isInstanceOf(InFuture.class);
    }

    @Test
    void a_transaction_that_may_still_record_something_by_the_moment_is_waited_for() throws Exception {
        try (var writer = world.database.ownerDataSource().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("select pg_current_xact_id()");
            Instant now = world.now();
            var impatient = facts(world, Duration.ofMillis(200));
            assertThatThrownBy(() -> impatient.known(now, null)).isInstanceOf(PositionNotReached.class);
            writer.rollback();
            assertThat(facts.known(now, null).months()).isNotEmpty();
        }
    }

    @Test
    void what_is_recorded_but_not_yet_projected_is_waited_for() {
        try (var other = new World(projection())) {
            other.append(Histories.of(32, 1).getFirst());
            var impatient = new Readings(other.database.dataSource(), other.serializer, Duration.ofMillis(100));
            var behind = new ProjectedFacts(impatient, projection(), other.reader, other.database.dataSource(),
                    PATIENCE);
            assertThatThrownBy(() -> behind.known(null, null)).isInstanceOf(PositionNotReached.class);
            other.rebuildAll();
            assertThat(behind.known(null, null).months()).hasSize(1);
        }
    }

    @Test
    void a_position_that_is_no_position_is_refused() {
        assertThatThrownBy(() -> facts.known(null, new Position("yesterday"))).isInstanceOf(Rejected.class);
    }
}
