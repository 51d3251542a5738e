package io.lumbar.infrastructure.projection;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import io.lumbar.application.Page;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.PositionNotReached;
import io.lumbar.application.Scope;
import io.lumbar.application.episode.EpisodeList;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.episode.ProjectedEpisodeList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LiveProjectionIT {
    private static final List<List<EpisodeEvent>> HISTORY = Histories.of(11, 15);

    private final Witness witness = new Witness();
    private final EpisodeProjection episodes = new EpisodeProjection(new StoredEvents()::event);
    private final World world = new World(witness, episodes);

    @AfterEach
    void drop() {
        world.close();
    }

    /** Remembers what it was told, in committed batches or not. */
    private static final class Witness implements Projection {
        final List<String> told = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String name() {
            return "witness-v1";
        }

        @Override
        public StreamId.Kind follows() {
            return StreamId.Kind.CARE_EPISODE;
        }

        @Override
        public List<String> tables() {
            return List.of("projection.clinic_v1");
        }

        @Override
        public void project(Connection transaction, List<Occurrence> events) {
            events.forEach(event -> told.add(event.stream() + "@" + event.version()));
        }
    }

    private static List<String> all() {
        return Told.appends(HISTORY).stream().map(event -> event.stream() + "@" + event.version()).toList();
    }

    private Position appendAll() {
        Position last = new Position("1-0-0");
        for (List<EpisodeEvent> events : HISTORY) {
            last = world.append(events);
        }
        return last;
    }

    private void await(Projection projection, Position position) {
        world.readings.read(Set.of(projection), Readings.position(position), (_, _) -> true);
    }

    @Test
    void a_list_that_must_include_a_write_does() {
        try (var _ = world.start()) {
            var list = new ProjectedEpisodeList(world.readings, episodes);
            var all = new EpisodeList.Filter(Set.of(), Set.of(), Set.of(), Set.of(EpisodeList.State.values()), null,
                    null);
            for (List<EpisodeEvent> events : HISTORY.subList(0, 40)) {
                Position written = world.append(events);

                Page<EpisodeList.Entry> page = list.find(all, new PageRequest(200, null, written, Scope.EVERYTHING));

                long version = world.query("select max(version) from eventstore.event where stream_id = ?",
                        row -> row.getLong(1), events.getFirst().episode().value()).getFirst();
                assertThat(page.items()).anySatisfy(entry -> {
                    assertThat(entry.id()).isEqualTo(events.getFirst().episode());
                    assertThat(entry.version()).isEqualTo(version);
                });
                assertThat(Readings.position(page.position())).isGreaterThanOrEqualTo(Readings.position(written));
            }
        }
    }

    @Test
    void a_list_that_cannot_include_a_write_in_time_says_so() {
        Position written = world.append(HISTORY.getFirst());
        var impatient = new Readings(world.database.dataSource(), world.serializer, Duration.ofMillis(100));

        assertThatThrownBy(() -> new ProjectedEpisodeList(impatient, episodes).find(EpisodeList.Filter.ANY,
                new PageRequest(10, null, written, Scope.EVERYTHING))).isInstanceOf(PositionNotReached.class);
        assertThat(new ProjectedEpisodeList(impatient, episodes).find(EpisodeList.Filter.ANY,
                new PageRequest(10, null, null, Scope.EVERYTHING)).items()).isEmpty();
    }

    @Test
    void every_event_is_told_once_in_the_order_of_its_stream() {
        try (var _ = world.start()) {
            await(witness, appendAll());
        }
        assertThat(witness.told).isEqualTo(all());
    }

    @Test
    void a_restart_goes_on_where_the_last_run_stopped() {
        int half = HISTORY.size() / 2;
        try (var _ = world.start()) {
            HISTORY.subList(0, half).forEach(world::append);
            await(witness, world.append(HISTORY.get(half)));
        }
        HISTORY.subList(half + 1, HISTORY.size() - 1).forEach(world::append);
        try (var _ = world.start()) {
            await(witness, world.append(HISTORY.getLast()));
        }
        assertThat(witness.told).isEqualTo(all());
    }

    @Test
    void segments_share_the_streams_and_none_holds_up_readers() {
        world.execute("insert into axon.token (processor_name, segment, claimed_at)"
                + " values ('witness-v1', 1, '2026-01-01T00:00:00Z')");
        try (var _ = world.start()) {
            await(witness, appendAll());
            // Of all that follows one segment gets nothing, and is waited for as well.
            long begun = System.nanoTime();
            await(witness, world.append(HISTORY.getLast().subList(0, 1)));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        }
        assertThat(witness.told).hasSize(all().size() + 1).containsAll(all());
    }

    @Test
    void two_instances_together_tell_every_event_once() {
        world.execute("insert into axon.token (processor_name, segment, claimed_at)"
                + " values ('witness-v1', 1, '2026-01-01T00:00:00Z')");
        try (var _ = world.start(); var _ = world.start()) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::eachOwnsOneSegment);
            await(witness, appendAll());
            assertThat(owners()).hasSize(2);
        }
        assertThat(witness.told).containsExactlyInAnyOrderElementsOf(all());
    }

    /** Who was first takes both: until the other has one, the second is taken away from it. */
    private boolean eachOwnsOneSegment() {
        if (owners().size() == 2) {
            return true;
        }
        world.execute("update axon.token set owner = null where processor_name = 'witness-v1' and segment = 1");
        return false;
    }

    private Set<String> owners() {
        return Set.copyOf(world.query("select distinct owner from axon.token where processor_name = 'witness-v1'"
                + " and owner is not null", row -> row.getString(1)));
    }

    @Test
    void when_one_instance_stops_another_goes_on() {
        int half = HISTORY.size() / 2;
        var first = world.start();
        try (var _ = world.start()) {
            HISTORY.subList(0, half).forEach(world::append);
            await(witness, world.append(HISTORY.get(half)));
            first.close();
            HISTORY.subList(half + 1, HISTORY.size() - 1).forEach(world::append);
            await(witness, world.append(HISTORY.getLast()));
        }
        assertThat(witness.told).isEqualTo(all());
    }

    @Test
    void tells_whether_it_has_caught_up() {
        world.append(HISTORY.getFirst());
        try (var instance = world.start()) {
            await(episodes, world.append(HISTORY.get(1)));
            assertThat(instance.running.standing()).contains(new Projections.Standing(EpisodeProjection.NAME, true, 0));
        }
        world.append(HISTORY.get(2));
        try (var instance = world.new Instance(false)) {
            assertThat(instance.running.standing())
                    .contains(new Projections.Standing(EpisodeProjection.NAME, false, 0));
        }
    }
}
