package io.lumbar.infrastructure.projection;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.lumbar.application.Position;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RebuildIT {
    private static final List<List<EpisodeEvent>> HISTORY = Histories.of(13, 40);

    private final EpisodeProjection episodes = new EpisodeProjection(new StoredEvents()::event);
    private final World world = new World(episodes);

    @AfterEach
    void drop() {
        world.close();
    }

    private List<String> rows() {
        return Told.rows(world.database.dataSource(), episodes);
    }

    private void await(Position position) {
        world.readings.read(Set.of(episodes), Readings.position(position), (_, _) -> true);
    }

    @Test
    void makes_the_rows_that_the_processors_made_one_by_one() {
        try (var _ = world.start()) {
            HISTORY.subList(0, HISTORY.size() - 1).forEach(world::append);
            await(world.append(HISTORY.getLast()));
        }
        List<String> rows = rows();
        world.execute("update projection.episode_v2 set held = 99");

        Rebuild.Done done = world.rebuild().of(Set.of(EpisodeProjection.NAME));

        assertThat(rows()).isEqualTo(rows);
        assertThat(done.events()).isEqualTo(HISTORY.stream().mapToLong(List::size).sum());
    }

    @Test
    void beside_running_processors_and_writers_nothing_is_lost_or_told_twice() {
        try (var _ = world.start()) {
            int half = HISTORY.size() / 2;
            HISTORY.subList(0, half - 1).forEach(world::append);
            await(world.append(HISTORY.get(half - 1)));
            var writing = CompletableFuture
                    .runAsync(() -> HISTORY.subList(half, HISTORY.size() - 1).forEach(world::append));
            do {
                world.rebuildAll();
            } while (!writing.isDone());
            writing.join();
            await(world.append(HISTORY.getLast()));
        }
        List<String> rows = rows();
        assertThat(world.parked().list(10)).isEmpty();
        world.rebuildAll();
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void parked_events_are_tried_again() {
        world.execute("alter table projection.session_v2 add constraint no_hot_stones"
                + " check (style <> 'HOT_STONE')");
        HISTORY.forEach(world::append);
        world.rebuildAll();
        assertThat(world.parked().list(10)).isNotEmpty();
        world.execute("alter table projection.session_v2 drop constraint no_hot_stones");

        world.rebuildAll();

        assertThat(world.parked().list(10)).isEmpty();
    }

    @Test
    void an_unknown_projection_is_refused_before_anything_is_emptied() {
        HISTORY.forEach(world::append);
        world.rebuildAll();
        List<String> rows = rows();

        assertThatThrownBy(() -> world.rebuild().of(Set.of(EpisodeProjection.NAME, "episodes-v0")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rows()).isEqualTo(rows).isNotEmpty();
    }
}
