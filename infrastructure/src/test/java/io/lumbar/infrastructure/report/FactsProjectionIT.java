package io.lumbar.infrastructure.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.domain.Event;
import io.lumbar.domain.Personal;
import io.lumbar.domain.Subject;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Intake.EpisodeOpened;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Measurement.Occasion;
import io.lumbar.domain.facts.EpisodeFacts;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.eventstore.EventPosition;
import io.lumbar.infrastructure.projection.Histories;
import io.lumbar.infrastructure.projection.Occurrence;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Told;
import io.lumbar.infrastructure.projection.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FactsProjectionIT {
    private static final List<List<EpisodeEvent>> HISTORY = Histories.of(2027, 40);
    private static World world;
    private static List<Occurrence> events;

    private FactsProjection projection = anew();

    @BeforeAll
    static void record() {
        world = new World(anew());
        HISTORY.forEach(world::append);
        world.append(voided(Histories.of(2028, 1).getFirst()));
        events = world.reader.after(EventPosition.BEGINNING, Integer.MAX_VALUE).stream()
                .map(each -> new Occurrence(world.event(each), each.version(), each.recordedAt())).toList();
    }

    private static FactsProjection anew() {
        return new FactsProjection(new StoredEvents()::event);
    }

    /** Opened and entered in error within one append. */
    private static List<EpisodeEvent> voided(List<EpisodeEvent> opening) {
        var opened = (EpisodeOpened) opening.getFirst();
        return Stream.concat(opening.stream(), Stream.of(new EpisodeVoided(opened.episode(),
                Personal.of(Subject.of(opened.client()), "twice"), opened.openedAt()))).toList();
    }

    @AfterAll
    static void drop() {
        world.close();
    }

    @BeforeEach
    void empty() {
        Told.reset(world.database.dataSource(), projection);
    }

    @Test
    void the_history_is_what_the_decider_folds_at_each_moment_and_the_present_is_its_end() {
        project(events, 100);
        assertThat(history()).isEqualTo(expected());
        for (var each : present().entrySet()) {
            Deque<Map.Entry<Instant, String>> versions = new ArrayDeque<>(expected()
                    .getOrDefault(each.getKey(), new TreeMap<>()).entrySet());
            if (versions.isEmpty()) {
                assertThat(each.getValue().facts).isEqualTo("none");
            } else {
                assertThat(each.getValue()).isEqualTo(new Present(lastVersion(each.getKey()),
                        versions.getFirst().getKey(), versions.getLast().getKey(), versions.getLast().getValue()));
            }
        }
        assertThat(present()).hasSize((int) events.stream().map(Occurrence::stream).distinct().count());
    }

    private record Present(long version, Instant first, Instant since, String facts) {}

    private static Map<UUID, Present> present() {
        Map<UUID, Present> present = new HashMap<>();
        world.query("select * from projection.episode_facts_v1",
                row -> present.put(row.getObject("episode", UUID.class), new Present(row.getLong("version"),
                        instant(row, "first_recorded_at"), instant(row, "recorded_at"),
                        text(row.getBytes("facts")))));
        return present;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Query.instant(row, column));
    }

    private static Map<UUID, Map<Instant, String>> history() {
        Map<UUID, Map<Instant, String>> history = new HashMap<>();
        world.query("select * from projection.episode_facts_history_v1",
                row -> history.computeIfAbsent(row.getObject("episode", UUID.class), _ -> new TreeMap<>())
                        .put(instant(row, "recorded_from"), text(row.getBytes("facts"))));
        return history;
    }

    private static String text(byte @Nullable [] facts) {
        return facts == null ? "none" : HexFormat.of().formatHex(facts);
    }

    private static long lastVersion(UUID episode) {
        return events.stream().filter(each -> each.event().stream().id().equals(episode))
                .mapToLong(Occurrence::version).max().orElseThrow();
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
    void the_same_events_again_change_nothing() {
        project(events, 100);
        List<String> rows = rows();
        List<Long> changes = changes();
        project(events, 100);
        projection = anew();
        project(events, 30);
        assertThat(rows()).isEqualTo(rows);
        assertThat(changes()).isEqualTo(changes);
    }

    private static List<Long> changes() {
        return world.query("select change from projection.episode_facts_v1 order by 1", row -> row.getLong(1));
    }

    @Test
    void after_a_reset_a_replay_makes_the_same_rows() {
        project(events, 100);
        List<String> rows = rows();
        Told.reset(world.database.dataSource(), projection);
        assertThat(rows()).isEmpty();
        project(events, 5_000);
        assertThat(rows()).isEqualTo(rows).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void however_the_events_are_cut_into_batches_the_rows_are_the_same(int batch) {
        project(events, 5_000);
        List<String> rows = rows();
        Told.reset(world.database.dataSource(), projection);
        project(events, batch);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void whatever_is_forgotten_between_batches_is_folded_from_the_store() {
        project(events, 5_000);
        List<String> rows = rows();
        Told.reset(world.database.dataSource(), projection);
        for (int from = 0; from < events.size(); from += 13) {
            projection = anew();
            project(events.subList(from, Math.min(events.size(), from + 13)), 5_000);
        }
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void what_an_operator_gave_up_is_left_out_also_when_an_episode_is_folded_again() {
        Occurrence given = events.stream().filter(FactsProjectionIT::standsAlone).findFirst().orElseThrow();
        List<Occurrence> rest = events.stream().filter(each -> !each.equals(given)).toList();
        project(rest, 5_000);
        List<String> rows = rows();
        Told.reset(world.database.dataSource(), projection);
        world.execute("insert into projection.discarded_event (processor, stream, version, event_id, reason)"
                + " values (?, ?, ?, gen_random_uuid(), 'test')", FactsProjection.NAME, given.stream(),
                given.version());
        try {
            for (int from = 0; from < rest.size(); from += 13) {
                projection = anew();
                project(rest.subList(from, Math.min(rest.size(), from + 13)), 5_000);
            }
        } finally {
            world.execute("delete from projection.discarded_event");
        }
        assertThat(rows()).isEqualTo(rows);
    }

    /** A measurement in treatment that nothing later is about, though something later happens. */
    private static boolean standsAlone(Occurrence one) {
        return one.event() instanceof MeasurementRecorded taken && taken.occasion() instanceof Occasion.AtSession
                && lastVersion(one.event().stream().id()) > one.version() + 20
                && events.stream().filter(each -> each.stream().equals(one.stream()))
                        .noneMatch(each -> switch (each.event()) {
                            case MeasurementCorrected corrected -> corrected.measurement()
                                    .equals(taken.measurement());
                            case MeasurementVoided voided -> voided.measurement().equals(taken.measurement());
                            case Event other -> other instanceof EpisodeVoided;
                        });
    }

    @Test
    void a_memory_of_one_that_trusts_it_makes_the_same_rows() {
        project(events, 5_000);
        List<String> rows = rows();
        Told.reset(world.database.dataSource(), projection);
        projection = new FactsProjection(new StoredEvents()::event, true, 3);
        project(events, 11);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void two_that_take_turns_make_the_same_rows() {
        project(events, 5_000);
        List<String> rows = rows();
        Told.reset(world.database.dataSource(), projection);
        FactsProjection one = anew();
        FactsProjection other = anew();
        for (int from = 0; from < events.size(); from += 20) {
            projection = from % 3 == 0 ? one : other;
            project(events.subList(from, Math.min(events.size(), from + 20)), 5_000);
        }
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void events_that_come_again_and_streams_in_another_order_make_the_same_rows() {
        project(events, 5_000);
        List<String> rows = rows();
        Told.reset(world.database.dataSource(), projection);
        var random = new Random(7);
        List<Occurrence> shuffled = streamsShuffled(random);
        for (int from = 0; from < shuffled.size(); from += 50) {
            int begin = Math.max(0, from - random.nextInt(60));
            project(shuffled.subList(begin, Math.min(shuffled.size(), from + 50)), 5_000);
        }
        assertThat(rows()).isEqualTo(rows);
    }

    /** Each stream keeps its order, and so does no pair of streams. */
    private static List<Occurrence> streamsShuffled(Random random) {
        var queues = new LinkedHashMap<String, Deque<Occurrence>>();
        events.forEach(event -> queues.computeIfAbsent(event.stream(), _ -> new ArrayDeque<>()).add(event));
        var order = new ArrayList<Deque<Occurrence>>();
        queues.values().forEach(queue -> order.addAll(Collections.nCopies(queue.size(), queue)));
        Collections.shuffle(order, random);
        return order.stream().map(Deque::removeFirst).toList();
    }

    @Test
    void an_event_that_changes_no_fact_changes_nothing_but_the_version() {
        project(events, 5_000);
        long versions = events.stream().map(each -> each.stream() + each.recordedAt()).distinct().count();
        assertThat(world.query("select count(*) from projection.episode_facts_history_v1", row -> row.getLong(1)))
                .first().satisfies(count -> assertThat(count).isLessThan(versions).isGreaterThan(versions / 2));
    }

    private void project(List<Occurrence> some, int batch) {
        Told.project(world.database.dataSource(), projection, some, batch);
    }

    /** Numbers of changes follow the batches; everything else follows the events. */
    private static List<String> rows() {
        return world.query("select (to_jsonb(t) - 'change')::text from projection.episode_facts_v1 t union all"
                + " select t::text from projection.episode_facts_history_v1 t order by 1", row -> row.getString(1));
    }
}
