package io.lumbar.infrastructure.episode;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.lumbar.application.episode.EpisodeList.State;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.Course;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Measurement.Occasion.Baseline;
import io.lumbar.domain.episode.Session;
import io.lumbar.domain.outcome.Instrument;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.projection.Histories;
import io.lumbar.infrastructure.projection.Occurrence;
import io.lumbar.infrastructure.projection.Query;
import io.lumbar.infrastructure.projection.Told;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EpisodeProjectionIT {
    private static final List<List<EpisodeEvent>> HISTORY = Histories.of(2026, 40);

    private static TestDatabase database;
    private final EpisodeProjection projection = new EpisodeProjection();

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        Told.reset(database.dataSource(), projection);
    }

    @Test
    void holds_what_the_decider_folds_from_the_same_events() throws SQLException {
        project(Told.appends(HISTORY), 100);

        var decider = new CareEpisodeDecider();
        for (EpisodeId id : HISTORY.stream().map(append -> append.getFirst().episode()).distinct().toList()) {
            CareEpisode state = decider
                    .replay(HISTORY.stream().flatMap(List::stream).filter(e -> e.episode().equals(id)).toList());
            if (state instanceof CareEpisode.Voided) {
                assertThat(known(id)).as(id.toString()).containsExactly("VOIDED 0 0 0");
            } else {
                assertThat(row(id)).as(id.toString()).isEqualTo(expected((Opened) state));
            }
        }
    }

    /** Where it stands, and how many facts are known of it and its parts. */
    private static List<String> known(EpisodeId id) throws SQLException {
        var counts = new ArrayList<String>();
        for (String table : List.of("episode", "session", "adverse_event")) {
            counts.add("(select count(*) from projection." + table
                    + "_fact_v1 f where f.episode = e.episode and recorded_to = 'infinity')");
        }
        try (Connection connection = database.dataSource().getConnection()) {
            return new Query("select concat_ws(' ', state, " + String.join(", ", counts)
                    + ") as known from projection.episode_v1 e where episode = ?", id.value())
                    .list(connection, row -> row.getString("known"));
        }
    }

    private record Row(State state, int held, String firstStyle, LocalDate openedOn, int sessions, boolean ended,
            boolean continued, int baseline, List<String> adverseEvents, List<String> breached) {}

    private static Row expected(Opened state) {
        List<Session.Held> held = state.course().sessions().values().stream()
                .flatMap(each -> each instanceof Session.Held it ? Stream.of(it) : Stream.empty())
                .sorted(Comparator.comparing((Session.Held it) -> it.treatment().startedAt())
                        .thenComparing(it -> it.id().value()))
                .toList();
        State at = switch (state) {
            case CareEpisode.AwaitingClearance _ -> State.AWAITING_CLEARANCE;
            case CareEpisode.AwaitingTherapist _ -> State.AWAITING_THERAPIST;
            case CareEpisode.InTreatment _ -> State.IN_TREATMENT;
            case CareEpisode.OnHold _ -> State.ON_HOLD;
            case CareEpisode.Discharged _ -> State.DISCHARGED;
            case CareEpisode.Declined _ -> State.DECLINED;
            case CareEpisode.Voided _ -> State.VOIDED;
        };
        return new Row(at, held.size(), held.isEmpty() ? "none" : held.getFirst().treatment().style().name(),
                LocalDate.ofInstant(state.course().openedAt(), state.course().zone()), sessions(state.course()),
                at == State.DISCHARGED || at == State.DECLINED, state.course().intake().continues() != null,
                baseline(state.course()),
                state.course().adverseEvents().values().stream()
                        .map(it -> it.happening().grade() + " " + it.happening().session()).sorted().toList(),
                held.stream().flatMap(it -> it.breaches().stream()).map(it -> it.rule().name()).sorted().toList());
    }

    private static int sessions(Course course) {
        return Math.toIntExact(course.sessions().values().stream()
                .filter(session -> !(session instanceof Session.Voided)).count());
    }

    /** Minus 1 when there is none. */
    private static int baseline(Course course) {
        return course.measurements().values().stream()
                .filter(taken -> taken.occasion() instanceof Baseline
                        && taken.reading().instrument() == Instrument.NPRS)
                .map(taken -> taken.reading().score().whole()).findFirst().orElse(-1);
    }

    private static Row row(EpisodeId id) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return new Query("""
                    select e.state, e.held, coalesce(f.first_style, 'none') as first_style, f.opened_on,
                        (select count(*) from projection.session_fact_v1 s
                         where s.episode = e.episode and s.recorded_to = 'infinity') as sessions,
                        e.ended_at is not null and f.ended_on is not null as ended,
                        f.continued, coalesce(f.baseline_nprs, -1) as baseline,
                        (select coalesce(array_agg(a.grade || ' ' || coalesce('SessionId[value=' || a.session || ']', 'null')
                                                   order by 1), '{}')
                         from projection.adverse_event_fact_v1 a
                         where a.episode = e.episode and a.recorded_to = 'infinity') as adverse_events,
                        (select coalesce(array_agg(b.rule), '{}')
                         from projection.session_fact_v1 s, unnest(s.breached) b(rule)
                         where s.episode = e.episode and s.recorded_to = 'infinity') as breached
                    from projection.episode_v1 e join projection.episode_fact_v1 f using (episode)
                    where episode = ? and f.recorded_to = 'infinity' and f.held = e.held and f.state = e.state
                      and f.continued = e.continued
                    """, id.value()).list(connection,
                    row -> new Row(State.valueOf(row.getString("state")), row.getInt("held"),
                            row.getString("first_style"), row.getObject("opened_on", LocalDate.class),
                            row.getInt("sessions"), row.getBoolean("ended"),
                            row.getBoolean("continued"), row.getInt("baseline"),
                            Query.texts(row, "adverse_events").stream().sorted().toList(),
                            Query.texts(row, "breached").stream().sorted().toList()))
                    .getFirst();
        }
    }

    @Test
    void the_same_events_again_change_nothing() {
        List<Occurrence> events = Told.appends(HISTORY);
        project(events, 100);
        List<String> rows = rows();

        project(events, 100);

        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void after_a_reset_a_replay_makes_the_same_rows() {
        List<Occurrence> events = Told.appends(HISTORY);
        project(events, 100);
        List<String> rows = rows();

        Told.reset(database.dataSource(), projection);
        assertThat(rows()).isEmpty();
        project(events, 5_000);

        assertThat(rows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void however_the_events_are_cut_into_batches_the_rows_are_the_same(int batch) {
        List<Occurrence> events = Told.appends(HISTORY.subList(0, 250));
        project(events, 5_000);
        List<String> rows = rows();

        Told.reset(database.dataSource(), projection);
        project(events, batch);

        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void events_that_come_again_and_streams_in_another_order_make_the_same_rows() {
        List<Occurrence> events = Told.appends(HISTORY);
        project(events, 5_000);
        List<String> rows = rows();

        Told.reset(database.dataSource(), projection);
        var random = new Random(7);
        List<Occurrence> shuffled = streamsShuffled(events, random);
        for (int from = 0; from < shuffled.size(); from += 50) {
            int begin = Math.max(0, from - random.nextInt(60));
            project(shuffled.subList(begin, Math.min(shuffled.size(), from + 50)), 5_000);
        }

        assertThat(rows()).isEqualTo(rows);
    }

    /** Each stream keeps its order, and so does no pair of streams. */
    private static List<Occurrence> streamsShuffled(List<Occurrence> events, Random random) {
        var queues = new LinkedHashMap<String, Deque<Occurrence>>();
        events.forEach(event -> queues.computeIfAbsent(event.stream(), _ -> new ArrayDeque<>()).add(event));
        var order = new ArrayList<Deque<Occurrence>>();
        queues.values().forEach(queue -> order.addAll(Collections.nCopies(queue.size(), queue)));
        Collections.shuffle(order, random);
        return order.stream().map(Deque::removeFirst).toList();
    }

    @Test
    void what_was_known_at_a_moment_stays_in_the_facts() throws SQLException {
        List<Occurrence> events = Told.appends(HISTORY);
        int half = events.size() / 2;
        while (events.get(half).recordedAt().equals(events.get(half - 1).recordedAt())) {
            half++;
        }
        Instant moment = events.get(half - 1).recordedAt();
        project(events.subList(0, half), 100);
        List<String> known = factsAt(moment);

        project(events.subList(half, events.size()), 100);

        assertThat(factsAt(moment)).isEqualTo(known).isNotEmpty();
        assertThat(factsAt(events.getLast().recordedAt())).isNotEqualTo(known);
    }

    private static List<String> factsAt(Instant moment) throws SQLException {
        var facts = new ArrayList<String>();
        try (Connection connection = database.dataSource().getConnection()) {
            for (String table : List.of("episode_fact_v1", "session_fact_v1", "adverse_event_fact_v1")) {
                facts.addAll(new Query("select (to_jsonb(t) - 'recorded_to')::text from projection." + table
                        + " t where recorded_from <= ? and recorded_to > ? order by 1", moment, moment)
                        .list(connection, row -> row.getString(1)));
            }
        }
        return facts;
    }

    @Test
    void what_was_true_only_between_the_events_of_one_append_leaves_no_row() throws SQLException {
        project(Told.appends(HISTORY), 3);
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(new Query("""
                    select count(*) from projection.episode_fact_v1
                    where recorded_from = recorded_to or (state = 'AWAITING_THERAPIST' and baseline_nprs is null)""")
                    .list(connection, row -> row.getLong(1))).containsExactly(0L);
        }
    }

    @Test
    void an_event_without_the_opening_is_refused() {
        List<Occurrence> withoutOpening = Told.appends(HISTORY).subList(1, 3);

        assertThatThrownBy(() -> project(withoutOpening, 10)).hasMessageContaining("was never opened");
    }

    private void project(List<Occurrence> events, int batch) {
        Told.project(database.dataSource(), projection, events, batch);
    }

    private List<String> rows() {
        return Told.rows(database.dataSource(), projection);
    }
}
