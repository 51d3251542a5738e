package io.lumbar.infrastructure.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.projection.Histories;
import io.lumbar.infrastructure.projection.Occurrence;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Told;
import io.lumbar.infrastructure.projection.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrailsOfFactsIT {

    private static EpisodeProjection projection() {
        return new EpisodeProjection(new StoredEvents()::event);
    }

    /** In batches that end within appends, too. */
    @Test
    void the_way_back_leads_to_what_the_history_has_or_nowhere() {
        try (var world = new World(projection())) {
            Histories.of(2027, 40).forEach(world::append);
            List<Occurrence> events = world.reader.after(EventPosition.BEGINNING, Integer.MAX_VALUE).stream()
                    .map(each -> new Occurrence(world.event(each), each.version(), each.recordedAt())).toList();
            for (int batch : List.of(1, 7, 5_000)) {
                var projection = projection();
                Told.reset(world.database.dataSource(), projection);
                Told.project(world.database.dataSource(), projection, events, batch);
                long told = 0;
                long asked = 0;
                Map<UUID, Map<Instant, String>> history = history(world);
                for (Trailed each : trailed(world)) {
                    for (var version : history.getOrDefault(each.facts.episode().value(), Map.of()).entrySet()) {
                        asked++;
                        EpisodeFacts stood = FactsTrail.at(each.facts, FactPage.micros(each.since), each.trail,
                                FactPage.micros(version.getKey()));
                        if (stood != null) {
                            told++;
                            assertThat(text(FactsCodec.encoded(stood))).isEqualTo(version.getValue());
                        }
                    }
                }
                assertThat(told).as("in batches of %d", batch).isGreaterThan(batch < 5_000 ? 0 : asked / 2);
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // read only
    private record Trailed(EpisodeFacts facts, Instant since, byte[] trail) {}

    private static List<Trailed> trailed(World world) {
        var codec = new FactsCodec();
        return world.query("select * from projection.episode_facts_v2 where facts is not null", row -> new Trailed(
                codec.decoded(new EpisodeId(row.getObject("episode", UUID.class)), row.getBytes("facts")),
                instant(row, "recorded_at"), row.getBytes("trail")));
    }

    private static Map<UUID, Map<Instant, String>> history(World world) {
        Map<UUID, Map<Instant, String>> history = new HashMap<>();
        world.query("select * from projection.episode_facts_history_v2",
                row -> history.computeIfAbsent(row.getObject("episode", UUID.class), _ -> new TreeMap<>())
                        .put(instant(row, "recorded_from"), text(row.getBytes("facts"))));
        return history;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Query.instant(row, column));
    }

    private static String text(byte @Nullable [] facts) {
        return facts == null ? "none" : HexFormat.of().formatHex(facts);
    }
}
