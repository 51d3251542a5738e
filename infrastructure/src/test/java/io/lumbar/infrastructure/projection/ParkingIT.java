package io.lumbar.infrastructure.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.lumbar.application.ParkedEvents.Parked;
import io.lumbar.application.Position;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.Style;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ParkingIT {
    private static final List<List<EpisodeEvent>> HISTORY = Histories.of(12, 30);
    private static final String REFUSE = "alter table projection.session_fact_v1"
            + " add constraint no_hot_stones check (style <> 'HOT_STONE')";
    private static final String ACCEPT = "alter table projection.session_fact_v1 drop constraint no_hot_stones";

    private final EpisodeProjection episodes = new EpisodeProjection();
    private final World world = new World(episodes);

    @AfterEach
    void drop() {
        world.close();
    }

    private void recordAll() {
        Position last = new Position("1-0-0");
        for (List<EpisodeEvent> events : HISTORY) {
            last = world.append(events);
        }
        try (var _ = world.start()) {
            world.readings.read(Set.of(episodes), Readings.position(last), (_, _) -> true);
        }
    }

    /** The version from which on each stream with a hot stone cannot go on. */
    private static Map<StreamId, Long> firstHotStones() {
        Map<StreamId, Long> first = new LinkedHashMap<>();
        Told.appends(HISTORY).stream().filter(each -> switch (each.event()) {
            case SessionPlanned e -> e.plan().style() == Style.HOT_STONE;
            case SessionRescheduled e -> e.plan().style() == Style.HOT_STONE;
            case SessionHeld e -> e.treatment().style() == Style.HOT_STONE;
            case SessionCorrected e -> e.treatment().style() == Style.HOT_STONE;
            default -> false;
        }).forEach(each -> first.putIfAbsent(each.event().stream(), each.version()));
        return first;
    }

    private List<Parked> parked() {
        return world.parked().list(10_000);
    }

    @Test
    void what_the_database_refuses_is_parked_with_its_stream_and_the_others_go_on() {
        world.execute(REFUSE);
        recordAll();

        Map<StreamId, Long> refused = firstHotStones();
        List<String> expected = Told.appends(HISTORY).stream()
                .filter(each -> each.version() >= refused.getOrDefault(each.event().stream(), Long.MAX_VALUE))
                .map(each -> each.stream() + "@" + each.version()).toList();
        assertThat(parked().stream().map(each -> each.stream() + "@" + each.version()))
                .containsExactlyInAnyOrderElementsOf(expected).isNotEmpty();
        assertThat(parked()).allSatisfy(each -> {
            if (each.version() == refused.getOrDefault(each.stream(), -1L)) {
                assertThat(each.attempts()).isEqualTo(1);
                assertThat(each.cause()).contains("23514");
            } else {
                assertThat(each.attempts()).isZero();
                assertThat(each.cause()).isNull();
            }
        });
        assertThat(new ArrayList<>(versions().keySet()))
                .hasSize((int) HISTORY.stream().map(append -> append.getFirst().episode()).distinct().count());
        versions().forEach((stream, version) -> assertThat(version).as(stream).isEqualTo(
                refusedAt(refused, stream) - 1));
    }

    private static long refusedAt(Map<StreamId, Long> refused, String stream) {
        return refused.entrySet().stream().filter(each -> each.getKey().toString().equals(stream))
                .map(Map.Entry::getValue).findFirst().orElseGet(() -> Told.appends(HISTORY).stream()
                        .filter(each -> each.stream().equals(stream)).count());
    }

    private Map<String, Long> versions() {
        Map<String, Long> versions = new LinkedHashMap<>();
        world.query("select episode::text, version from projection.episode_v1",
                row -> versions.put("care-episode:" + row.getString(1), row.getLong(2)));
        return versions;
    }

    @Test
    void retried_once_the_cause_is_gone_the_rows_are_as_if_nothing_had_failed() {
        world.execute(REFUSE);
        recordAll();
        StreamId stream = firstHotStones().keySet().iterator().next();
        assertThat(world.parked().retry(episodes.name(), stream)).isZero();
        assertThat(parked()).anySatisfy(each -> assertThat(each.attempts()).isEqualTo(2));

        world.execute(ACCEPT);
        firstHotStones().keySet().forEach(each -> world.parked().retry(episodes.name(), each));

        assertThat(parked()).isEmpty();
        List<String> rows = Told.rows(world.database.dataSource(), episodes);
        world.rebuildAll();
        assertThat(Told.rows(world.database.dataSource(), episodes)).isEqualTo(rows);
    }

    @Test
    void what_comes_later_waits_for_what_is_parked() {
        world.execute(REFUSE);
        recordAll();
        world.execute(ACCEPT);
        StreamId stream = firstHotStones().keySet().iterator().next();
        EpisodeEvent again = HISTORY.stream().flatMap(List::stream).filter(each -> each.stream().equals(stream))
                .filter(SessionHeld.class::isInstance).findFirst().orElseThrow();
        Position later = world.append(List.of(again));
        try (var _ = world.start()) {
            world.readings.read(Set.of(episodes), Readings.position(later), (_, _) -> true);
        }
        List<Parked> waiting = parked().stream().filter(each -> each.stream().equals(stream)).toList();
        assertThat(waiting.getLast().attempts()).isZero();

        assertThat(world.parked().retry(episodes.name(), stream)).isEqualTo(waiting.size());
    }

    @Test
    void discarded_it_is_as_if_it_had_never_happened() {
        world.execute(REFUSE);
        recordAll();
        Map.Entry<StreamId, Long> refused = firstHotStones().entrySet().iterator().next();

        assertThat(world.parked().discard(episodes.name(), refused.getKey(), refused.getValue())).isTrue();
        assertThat(world.parked().discard(episodes.name(), refused.getKey(), refused.getValue())).isFalse();

        assertThat(parked()).noneMatch(
                each -> each.stream().equals(refused.getKey()) && each.version() == refused.getValue());
    }

    @Test
    void what_cannot_be_read_is_parked_too() {
        StreamId stream = HISTORY.getFirst().getFirst().stream();
        world.append(HISTORY.getFirst());
        Position broken = world.appendRaw(stream, "care-episode.session-held", "{\"episode\":17}");
        try (var _ = world.start()) {
            world.readings.read(Set.of(episodes), Readings.position(broken), (_, _) -> true);
        }
        assertThat(parked()).singleElement().satisfies(each -> {
            assertThat(each.stream()).isEqualTo(stream);
            assertThat(each.cause()).doesNotContain("17");
        });
    }

    @Test
    void what_a_newer_release_recorded_is_parked_and_the_other_streams_go_on() {
        List<EpisodeEvent> first = HISTORY.getFirst();
        List<EpisodeEvent> second = HISTORY.stream().map(List::getFirst)
                .filter(event -> !event.stream().equals(first.getFirst().stream())).map(List::of).findFirst()
                .orElseThrow();
        StreamId stream = first.getFirst().stream();
        try (var _ = world.start()) {
            world.append(first);
            world.appendRaw(stream, "care-episode.cupped", "{\"episode\":\"%s\"}".formatted(stream.id()));
            Position other = world.append(second);
            world.readings.read(Set.of(episodes), Readings.position(other), (_, _) -> true);

            world.appendRaw(second.getFirst().stream(), "care-episode.session-cancelled", """
                    {"episode":"%s","session":"%s","by":"INSURER","reason":{"subject":"c","value":"cost"},
                    "at":"2026-03-02T10:00:00Z"}""".formatted(second.getFirst().stream().id(), stream.id()));
            Position last = world.appendRaw(stream, "care-episode.cupped", "{}");
            world.readings.read(Set.of(episodes), Readings.position(last), (_, _) -> true);
        }
        assertThat(parked().stream().map(each -> each.stream() + "@" + each.version())).containsExactlyInAnyOrder(
                stream + "@" + first.size(), stream + "@" + (first.size() + 1),
                second.getFirst().stream() + "@1");
        assertThat(versions()).containsOnlyKeys(stream.toString(), second.getFirst().stream().toString());
    }

    @Test
    void what_may_pass_by_itself_is_tried_again_and_not_parked() {
        world.execute("create function projection.busy() returns trigger language plpgsql as"
                + " 'begin raise exception using errcode = ''40001''; end'");
        world.execute("create trigger busy before insert on projection.episode_v1 execute function projection.busy()");
        Position last = world.append(HISTORY.getFirst());
        try (var _ = world.start()) {
            await().during(Duration.ofMillis(300)).untilAsserted(() -> assertThat(parked()).isEmpty());
            assertThat(Told.rows(world.database.dataSource(), episodes)).isEmpty();

            world.execute("drop trigger busy on projection.episode_v1");

            await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(Told.rows(world.database.dataSource(), episodes)).isNotEmpty());
        }
        assertThat(parked()).isEmpty();
        assertThat(Readings.position(last)).isNotNull();
    }
}
