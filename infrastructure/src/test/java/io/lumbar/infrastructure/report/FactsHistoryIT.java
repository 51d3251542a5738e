package io.lumbar.infrastructure.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.episode.RecordedHistory;
import io.lumbar.infrastructure.projection.Occurrence;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FactsHistoryIT {
    private static RecordedHistory history;
    private static World world;
    private static List<Occurrence> events;

    private final EpisodeProjection projection = RecordedHistory.projection();

    @BeforeAll
    static void record() {
        history = new RecordedHistory();
        world = history.world;
        events = history.events;
    }

    @AfterAll
    static void drop() {
        history.close();
    }

    @BeforeEach
    void empty() {
        history.reset(projection);
    }

    @Test
    void the_history_is_what_the_decider_folds_at_each_moment_and_the_present_is_its_end() {
        project(events, 100);
        assertThat(versions()).isEqualTo(expected());
        for (var each : present().entrySet()) {
            Deque<Map.Entry<Instant, String>> versions = new ArrayDeque<>(expected()
                    .getOrDefault(each.getKey(), new TreeMap<>()).entrySet());
            if (versions.isEmpty()) {
                assertThat(each.getValue().facts).isEqualTo("none");
            } else {
                assertThat(each.getValue()).isEqualTo(new Present(history.lastVersion(each.getKey()),
                        versions.getFirst().getKey(), versions.getLast().getKey(), versions.getLast().getValue()));
            }
        }
        assertThat(present()).hasSize((int) events.stream().map(Occurrence::stream).distinct().count());
    }

    private record Present(long version, Instant first, Instant since, String facts) {}

    private static Map<UUID, Present> present() {
        Map<UUID, Present> present = new HashMap<>();
        world.query("select * from projection.episode_facts_v2",
                row -> present.put(row.getObject("episode", UUID.class), new Present(row.getLong("version"),
                        instant(row, "first_recorded_at"), instant(row, "recorded_at"),
                        text(row.getBytes("facts")))));
        return present;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Query.instant(row, column));
    }

    private static Map<UUID, Map<Instant, String>> versions() {
        Map<UUID, Map<Instant, String>> all = new HashMap<>();
        world.query("select * from projection.episode_facts_history_v2",
                row -> all.computeIfAbsent(row.getObject("episode", UUID.class), _ -> new TreeMap<>())
                        .put(instant(row, "recorded_from"), text(row.getBytes("facts"))));
        return all;
    }

    private static String text(byte @Nullable [] facts) {
        return facts == null ? "none" : HexFormat.of().formatHex(facts);
    }

    /** What stands after each moment, where it is not what stood before. */
    private static Map<UUID, Map<Instant, String>> expected() {
        var decider = new CareEpisodeDecider();
        Map<UUID, Map<Instant, String>> expected = new HashMap<>();
        for (UUID episode : events.stream().map(each -> each.event().stream().id()).distinct().toList()) {
            CareEpisode state = decider.initial();
            var standing = new TreeMap<Instant, String>();
            for (Occurrence each : events) {
                if (each.event() instanceof EpisodeEvent event && event.episode().value().equals(episode)) {
                    state = decider.evolve(state, event);
                    EpisodeFacts facts = state instanceof CareEpisode.Opened opened ? EpisodeFacts.of(opened) : null;
                    standing.put(each.recordedAt(), text(facts == null ? null : FactsCodec.encoded(facts)));
                }
            }
            var versions = new TreeMap<Instant, String>();
            String before = "none";
            for (var each : standing.entrySet()) {
                if (!each.getValue().equals(before)) {
                    versions.put(each.getKey(), each.getValue());
                }
                before = each.getValue();
            }
            if (!versions.isEmpty()) {
                expected.put(episode, versions);
            }
        }
        return expected;
    }

    @Test
    void what_was_known_at_a_moment_stays() {
        int half = events.size() / 2;
        while (events.get(half).recordedAt().equals(events.get(half - 1).recordedAt())) {
            half++;
        }
        project(events.subList(0, half), 100);
        Map<UUID, Map<Instant, String>> known = versions();
        project(events.subList(half, events.size()), 100);
        Instant moment = events.get(half - 1).recordedAt();
        Map<UUID, Map<Instant, String>> then = versions();
        assertThat(then).isNotEqualTo(known);
        then.values().forEach(versions -> versions.keySet().removeIf(moment::isBefore));
        then.values().removeIf(Map::isEmpty);
        assertThat(then).isEqualTo(known).isNotEmpty();
    }

    @Test
    void an_event_that_changes_no_fact_changes_nothing_but_the_version() {
        project(events, 5_000);
        long versions = events.stream().map(each -> each.stream() + each.recordedAt()).distinct().count();
        assertThat(world.query("select count(*) from projection.episode_facts_history_v2", row -> row.getLong(1)))
                .first().satisfies(count -> assertThat(count).isLessThan(versions).isGreaterThan(versions / 2));
    }

    private void project(List<Occurrence> some, int batch) {
        history.project(projection, some, batch);
    }
}
