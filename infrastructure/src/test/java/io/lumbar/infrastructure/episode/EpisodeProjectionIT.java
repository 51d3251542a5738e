package io.lumbar.infrastructure.episode;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import io.lumbar.application.calendar.Calendar;
import io.lumbar.application.episode.EpisodeList.State;
import io.lumbar.domain.Event;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.CareEpisode.Opened;
import io.lumbar.domain.episode.CareEpisodeDecider;
import io.lumbar.domain.episode.EpisodeEvent;
import io.lumbar.domain.episode.Intake.EpisodeVoided;
import io.lumbar.domain.episode.Measurement.MeasurementCorrected;
import io.lumbar.domain.episode.Measurement.MeasurementRecorded;
import io.lumbar.domain.episode.Measurement.MeasurementVoided;
import io.lumbar.domain.episode.Measurement.Occasion;
import io.lumbar.domain.episode.Session;
import io.lumbar.infrastructure.axon.StoredEvents;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EpisodeProjectionIT {
    private static RecordedHistory history;
    private static World world;
    private static List<Occurrence> events;

    private EpisodeProjection projection = RecordedHistory.projection();

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
    void the_rows_are_what_the_decider_folds_from_the_same_events() {
        var seen = EnumSet.noneOf(State.class);
        for (int upTo = 10; upTo <= events.size(); upTo = upTo == events.size() ? upTo + 1
                : Math.min(events.size(), 2 * upTo)) {
            List<Occurrence> told = events.subList(0, upTo);
            project(told, 100);
            List<Row> expected = expected(told);
            assertThat(world.query("select * from projection.episode_v2", EpisodeProjectionIT::row))
                    .containsExactlyInAnyOrderElementsOf(expected);
            expected.forEach(row -> seen.add(row.state));
        }
        assertThat(seen).contains(State.values());
    }

    private static List<Row> expected(List<Occurrence> told) {
        var decider = new CareEpisodeDecider();
        var byEpisode = new LinkedHashMap<String, List<Occurrence>>();
        told.forEach(each -> byEpisode.computeIfAbsent(each.stream(), _ -> new ArrayList<>()).add(each));
        return byEpisode.values().stream().map(own -> expected(own.getLast().version(), (Opened) decider
                .replay(own.stream().map(each -> (EpisodeEvent) each.event()).toList()))).toList();
    }

    /** @param sessions each in words, in the order of their ids */
    private record Row(UUID episode, State state, long version, @Nullable UUID therapist, int held, LocalDate openedOn,
            @Nullable Instant lastHeldAt, @Nullable Instant nextPlanned, @Nullable Instant endedAt,
            @Nullable String endReason, String cause, List<String> sessions) {}

    private static Row expected(long version, Opened state) {
        List<Session> standing = state.course().sessions().values().stream()
                .filter(each -> !(each instanceof Session.Voided))
                .sorted(Comparator.comparing(each -> each.id().value().toString())).toList();
        State at = switch (state) {
            case CareEpisode.AwaitingClearance _ -> State.AWAITING_CLEARANCE;
            case CareEpisode.AwaitingTherapist _ -> State.AWAITING_THERAPIST;
            case CareEpisode.InTreatment _ -> State.IN_TREATMENT;
            case CareEpisode.OnHold _ -> State.ON_HOLD;
            case CareEpisode.Discharged _ -> State.DISCHARGED;
            case CareEpisode.Declined _ -> State.DECLINED;
            case CareEpisode.Voided _ -> State.VOIDED;
        };
        return new Row(state.course().episode().value(), at, version,
                state.responsible() == null ? null : state.responsible().value(),
                (int) standing.stream().filter(Session.Held.class::isInstance).count(),
                LocalDate.ofInstant(state.course().openedAt(), state.course().zone()),
                starts(standing, Session.Held.class).max(Comparator.naturalOrder()).orElse(null),
                starts(standing, Session.Planned.class).min(Comparator.naturalOrder()).orElse(null),
                state instanceof CareEpisode.Discharged it ? stored(it.at())
                        : state instanceof CareEpisode.Declined declined ? stored(declined.at()) : null,
                state instanceof CareEpisode.Discharged it ? it.reason().name() : null,
                state.course().intake().complaint().causes().getFirst().name(),
                standing.stream().map(EpisodeProjectionIT::inWords).toList());
    }

    private static Stream<Instant> starts(List<Session> sessions, Class<? extends Session> which) {
        return sessions.stream().filter(which::isInstance).map(each -> stored(each.start()));
    }

    /** In the database's precision. */
    private static Instant stored(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    private static String inWords(Session session) {
        Calendar.State state = switch (session) {
            case Session.Held _ -> Calendar.State.HELD;
            case Session.Planned _ -> Calendar.State.PLANNED;
            case Session.Missed _ -> Calendar.State.MISSED;
            case Session.Cancelled _ -> Calendar.State.CANCELLED;
            case Session.Voided _ -> throw new AssertionError("shown nowhere");
        };
        int minutes = session instanceof Session.Held held ? held.treatment().minutes() : minutes(session.plan());
        String style = session instanceof Session.Held held ? held.treatment().style().name() : style(session.plan());
        return session.id().value() + " " + state + " " + session.therapist().value() + " " + stored(session.start())
                + " "
                + minutes + " " + style;
    }

    private static int minutes(Session.@Nullable Plan plan) {
        return plan == null ? 0 : plan.minutes();
    }

    private static String style(Session.@Nullable Plan plan) {
        return plan == null ? "none" : plan.style().name();
    }

    private static Row row(ResultSet row) throws SQLException {
        UUID episode = row.getObject("episode", UUID.class);
        return new Row(episode, State.valueOf(row.getString("state")), row.getLong("version"),
                row.getObject("therapist", UUID.class), row.getInt("held"),
                row.getObject("opened_on", LocalDate.class), Query.instant(row, "last_held_at"),
                Query.instant(row, "next_planned"), Query.instant(row, "ended_at"), row.getString("end_reason"),
                row.getString("primary_cause"),
                world.query("select session || ' ' || state || ' ' || therapist as who, start_at, ' '"
                        + " || extract(epoch from end_at - start_at)::int / 60 || ' ' || style as what"
                        + " from projection.session_v2 where episode = ? order by session::text",
                        session -> session.getString("who") + " " + Query.instant(session, "start_at")
                                + session.getString("what"),
                        episode));
    }

    @Test
    void the_same_events_again_change_nothing() {
        project(events, 100);
        List<String> rows = rows();
        List<Long> changes = changes();
        project(events, 100);
        projection = RecordedHistory.projection();
        project(events, 30);
        assertThat(rows()).isEqualTo(rows);
        assertThat(changes()).isEqualTo(changes);
    }

    private static List<Long> changes() {
        return world.query("select change from projection.episode_facts_v2 order by 1", row -> row.getLong(1));
    }

    @Test
    void after_a_reset_a_replay_makes_the_same_rows() {
        project(events, 100);
        List<String> rows = rows();
        history.reset(projection);
        assertThat(rows()).isEmpty();
        project(events, 5_000);
        assertThat(rows()).isEqualTo(rows).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void however_the_events_are_cut_into_batches_the_rows_are_the_same(int batch) {
        project(events, 5_000);
        List<String> rows = rows();
        history.reset(projection);
        project(events, batch);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void whatever_is_forgotten_between_batches_is_folded_from_the_store() {
        project(events, 5_000);
        List<String> rows = rows();
        history.reset(projection);
        for (int from = 0; from < events.size(); from += 13) {
            projection = RecordedHistory.projection();
            project(events.subList(from, Math.min(events.size(), from + 13)), 5_000);
        }
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void what_an_operator_gave_up_is_left_out_also_when_an_episode_is_folded_again() {
        Occurrence given = events.stream().filter(EpisodeProjectionIT::standsAlone).findFirst().orElseThrow();
        List<Occurrence> rest = events.stream().filter(each -> !each.equals(given)).toList();
        project(rest, 5_000);
        List<String> rows = rows();
        history.reset(projection);
        world.execute("insert into projection.discarded_event (processor, stream, version, event_id, reason)"
                + " values (?, ?, ?, gen_random_uuid(), 'test')", EpisodeProjection.NAME, given.stream(),
                given.version());
        try {
            for (int from = 0; from < rest.size(); from += 13) {
                projection = RecordedHistory.projection();
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
                && history.lastVersion(one.event().stream().id()) > one.version() + 20
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
        history.reset(projection);
        projection = new EpisodeProjection(new StoredEvents()::event, true, 3);
        project(events, 11);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void two_that_take_turns_make_the_same_rows() {
        project(events, 5_000);
        List<String> rows = rows();
        history.reset(projection);
        EpisodeProjection one = RecordedHistory.projection();
        EpisodeProjection other = RecordedHistory.projection();
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
        history.reset(projection);
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

    private void project(List<Occurrence> some, int batch) {
        history.project(projection, some, batch);
    }

    @Test
    void an_event_without_the_opening_is_refused() {
        List<Occurrence> withoutOpening = Told.appends(RecordedHistory.EPISODES).subList(1, 3);

        assertThatThrownBy(() -> project(withoutOpening, 10)).hasMessageContaining("before the opening");
    }

    private List<String> rows() {
        return Told.rows(world.database.dataSource(), projection);
    }
}
