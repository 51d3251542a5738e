package io.lumbar.infrastructure.projection;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
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
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Session.SessionCorrected;
import io.lumbar.domain.episode.Session.SessionHeld;
import io.lumbar.domain.episode.Session.SessionPlanned;
import io.lumbar.domain.episode.Session.SessionRescheduled;
import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.operator.OperatorCommand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ParkingIT {
    private static final List<List<EpisodeEvent>> HISTORY = Histories.of(12, 30);
    private static final String REFUSE = "alter table projection.session_v2"
            + " add constraint no_hot_stones check (style <> 'HOT_STONE')";
    private static final String ACCEPT = "alter table projection.session_v2 drop constraint no_hot_stones";

    private final EpisodeProjection episodes = new EpisodeProjection(new StoredEvents()::event);
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

    private static boolean takesMore(StreamId stream) {
        return HISTORY.stream().flatMap(List::stream).filter(each -> each.stream().equals(stream))
                .noneMatch(EpisodeVoided.class::isInstance);
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
        world.query("select episode::text, version from projection.episode_v2",
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
        StreamId stream = firstHotStones().keySet().stream().filter(ParkingIT::takesMore).findFirst().orElseThrow();
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

        assertThat(discard(refused)).isTrue();
        assertThat(discard(refused)).isFalse();
        assertThat(parked()).noneMatch(
                each -> each.stream().equals(refused.getKey()) && each.version() == refused.getValue());

        world.execute(ACCEPT);
        firstHotStones().keySet().forEach(each -> world.parked().retry(episodes.name(), each));
        List<String> without = Told.rows(world.database.dataSource(), episodes);
        List<Parked> left = parked();
        world.rebuildAll();
        assertThat(Told.rows(world.database.dataSource(), episodes)).as("made anew").isEqualTo(without);
        assertThat(parked()).extracting(Parked::event).isEqualTo(left.stream().map(Parked::event).toList());

        world.execute("delete from projection.discarded_event");
        world.rebuildAll();
        assertThat(Told.rows(world.database.dataSource(), episodes)).as("with it").isNotEqualTo(without);
    }

    private boolean discard(Map.Entry<StreamId, Long> event) {
        return world.parked().discard(episodes.name(), event.getKey(), event.getValue(), "no hot stones here");
    }

    @Test
    void an_operator_sees_it_tries_it_again_and_gives_it_up() {
        var commands = new ParkedCommand(world.parked());
        assertThat(told(0, commands.list(), null)).isEqualTo("nothing is parked");
        world.execute(REFUSE);
        recordAll();
        int all = parked().size();
        Parked first = parked().stream().filter(each -> each.cause() != null).findFirst().orElseThrow();
        assertThat(told(3, commands.list(), null)).contains(
                EpisodeProjection.NAME + " " + first.stream() + " " + first.version(),
                "failed 1 times: org.postgresql.util.PSQLException 23514", all + " parked");
        assertThat(told(3, commands.retry(), null)).contains("failed 2 times", all + " parked");
        assertThat(incomplete()).isEqualTo(firstHotStones().size());

        String[] event = {EpisodeProjection.NAME, first.stream().toString(), Long.toString(first.version())};
        assertThatThrownBy(() -> told(1, commands.discard(), " ", event)).isInstanceOf(StartRefused.class);
        world.execute(ACCEPT);
        assertThat(told(0, commands.discard(), "no hot stones here", event)).contains("discarded " + String.join(" ",
                event));
        assertThatThrownBy(() -> told(1, commands.discard(), "again", event)).isInstanceOf(StartRefused.class);
        told(parked().stream().anyMatch(each -> each.stream().equals(first.stream())) ? 3 : 0, commands.retry(), null);
        assertThat(parked()).allMatch(each -> each.stream().equals(first.stream()));
        assertThat(incomplete()).isOne();
    }

    private long incomplete() {
        return world.readings.read(Set.of(episodes), null,
                (connection, _) -> Readings.incomplete(connection, episodes, StreamId.Kind.CARE_EPISODE));
    }

    private static String told(int exitCode, OperatorCommand command, @Nullable String reason, String... words) {
        var out = new ByteArrayOutputStream();
        assertThat(command.run(List.of(words), reason, new PrintStream(out, true, UTF_8))).isEqualTo(exitCode);
        return out.toString(UTF_8).strip();
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
        world.execute("create sequence projection.tried");
        world.execute("grant usage, select on sequence projection.tried to lumbar_runtime");
        world.execute("create function projection.busy() returns trigger language plpgsql as"
                + " 'begin perform nextval(''projection.tried''); raise exception using errcode = ''40001''; end'");
        world.execute("create trigger busy before insert on projection.episode_v2 execute function projection.busy()");
        Position last = world.append(HISTORY.getFirst());
        try (var _ = world.start()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> world.query("select last_value from projection.tried",
                    row -> row.getLong(1) > 1).getFirst());
            assertThat(parked()).isEmpty();
            assertThat(Told.rows(world.database.dataSource(), episodes)).isEmpty();

            world.execute("drop trigger busy on projection.episode_v2");

            await().atMost(Duration.ofSeconds(20)).untilAsserted(
                    () -> assertThat(versions().values()).containsExactly(HISTORY.getFirst().size() - 1L));
            world.readings.read(Set.of(episodes), Readings.position(last), (_, _) -> true);
        }
        assertThat(parked()).isEmpty();
    }
}
