package io.lumbar.infrastructure.projection;

import java.util.List;
import java.util.Set;

import io.lumbar.application.Position;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class CatchingUpIT {
    private static final List<List<EpisodeEvent>> HISTORY = Histories.of(12, 3);

    private final EpisodeProjection episodes = new EpisodeProjection(new StoredEvents()::event);
    private final World world = new World(episodes);

    @AfterEach
    void drop() {
        world.close();
    }

    @Test
    void an_empty_store_is_caught_up_with_before_anything_runs() {
        try (var instance = world.new Instance(false)) {
            assertThat(probe(instance).health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void is_out_of_service_until_what_was_there_at_the_start_is_projected_and_asks_nothing_from_then_on() {
        Position last = world.append(HISTORY.getFirst());
        CatchingUp probe;
        try (var instance = world.new Instance(false)) {
            probe = probe(instance);
            Health health = probe.health();
            assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(health.getDetails()).containsEntry("behind", List.of(EpisodeProjection.NAME));

            instance.running.start();
            world.readings.read(Set.of(episodes), Readings.position(last), (_, _) -> true);
            instance.running.stop();
            world.append(HISTORY.get(1)); // after the start, and therefore not waited for
            assertThat(probe.health().getStatus()).isEqualTo(Status.UP);
        }
        world.database.disconnect();
        assertThat(probe.health().getStatus()).isEqualTo(Status.UP);
    }

    private CatchingUp probe(World.Instance instance) {
        return new CatchingUp(instance.running, world.reader);
    }
}
