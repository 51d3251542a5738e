package io.lumbar.infrastructure.worklist;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.lumbar.application.Decisions;
import io.lumbar.application.Desk;
import io.lumbar.application.PageRequest;
import io.lumbar.application.Position;
import io.lumbar.application.Scope;
import io.lumbar.application.Sight;
import io.lumbar.application.worklist.Agenda;
import io.lumbar.application.worklist.Policies;
import io.lumbar.application.worklist.WorkEntries;
import io.lumbar.application.worklist.WorkList;
import io.lumbar.application.worklist.WorkList.State;
import io.lumbar.domain.EpisodeId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.TherapistId;
import io.lumbar.domain.WorkEntryId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.domain.episode.FollowUp;
import io.lumbar.domain.episode.PositiveSign;
import io.lumbar.domain.worklist.Matter.Kind;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.axon.Instance;
import io.lumbar.infrastructure.axon.NamedSerializer;
import io.lumbar.infrastructure.axon.StoredEvents;
import io.lumbar.infrastructure.calendar.StoredBookedTimes;
import io.lumbar.infrastructure.client.ClientStandings;
import io.lumbar.infrastructure.client.Identities;
import io.lumbar.infrastructure.client.IdentityKey;
import io.lumbar.infrastructure.episode.EpisodeProjection;
import io.lumbar.infrastructure.projection.Readings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.lumbar.application.Desk.given;
import static io.lumbar.application.Desk.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The policies on PostgreSQL: a year in a second, two instances, an end in the middle, everything from the beginning. */
class PoliciesIT {
    private static final Duration DAY = Duration.ofDays(1);

    private final AtomicLong ids = new AtomicLong();
    private final List<RuntimeException> troubles = new ArrayList<>();
    private TestDatabase database;
    private JdbcClient sql;
    private Instance here;
    private Instance there;
    private WorkList list;
    private Desk desk;
    private Instant today;
    private volatile Instant now;

    @BeforeEach
    void open() {
        database = TestDatabase.migrated();
        sql = JdbcClient.create(database.dataSource());
        here = new Instance(database);
        there = new Instance(database);
        list = new StoredWorkList(new Readings(database.dataSource(), new NamedSerializer(), Duration.ofSeconds(5)),
                new EpisodeProjection(new StoredEvents()::event));
        today = sql.sql("select greatest(clock_timestamp(), ?)").param(Desk.NOW.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant()).single();
        now = today;
        desk = new Desk(here.decisions, here.records, new StoredBookedTimes(database.dataSource()),
                new ClientStandings(sql), new Identities(sql,
                        IdentityKey.of("a key of more than thirty-two characters", Path.of("unused"), sql)),
                Clock.fixed(today, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        database.close();
    }

    @Test
    void a_year_passes_in_which_a_client_stays_away() {
        EpisodeId episode = treated(1);
        Policies policies = policies(here, agenda());
        policies.run(() -> true);
        assertThat(open(Kind.values())).isEmpty();
        pass(policies, 61);
        assertThat(open(Kind.values())).containsExactly(Kind.LAPSE_CANDIDATE);
        pass(policies, 31);
        assertThat(standing(episode)).isInstanceOf(CareEpisode.Discharged.class);
        assertThat(open(Kind.values())).isEmpty();
        pass(policies, 64);
        assertThat(open(Kind.values())).containsExactly(Kind.MISSED_FOLLOW_UP);
        pass(policies, 365);
        assertThat(((CareEpisode.Opened) standing(episode)).course().followUps().values())
                .hasSize(4).allSatisfy(each -> assertThat(each).isInstanceOf(FollowUp.Missed.class));
        assertThat(actors(episode, "care-episode.discharged")).containsExactly(Policies.ACTOR);
        assertThat(troubles).isEmpty();
    }

    @Test
    void two_instances_at_once_do_everything_once() throws Exception {
        List<EpisodeId> episodes = List.of(treated(3), treated(3), treated(1), treated(1), treated(1), treated(1));
        passTo(100);
        var start = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var runs = new ArrayList<Future<?>>();
            for (Instance instance : List.of(here, there, here, there)) {
                runs.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    policies(instance, agenda()).run(() -> true);
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        }
        policies(here, agenda()).run(() -> true);
        for (EpisodeId episode : episodes) {
            assertThat(actors(episode, "care-episode.discharged")).as("discharges").hasSize(1);
        }
        assertThat(sql.sql("select count(*) from eventstore.event where name = 'work-entry.raised'"
                + " group by stream_id").query(Integer.class).list()).isNotEmpty().containsOnly(1);
    }

    /** What is kept before it is done is lost with the process; the control shows that this test would notice. */
    @Test
    void a_process_that_ends_in_the_middle_leaves_nothing_undone() {
        assertThat(undoneAfterAnEndInTheMiddle(agenda())).isZero();
    }

    @Test
    void control_an_agenda_that_is_kept_too_early_leaves_something_undone() {
        assertThat(undoneAfterAnEndInTheMiddle(new KeptTooEarly(agenda()))).isPositive();
    }

    private long undoneAfterAnEndInTheMiddle(Agenda agenda) {
        for (int n = 0; n < 5; n++) {
            treated(1);
        }
        passTo(100);
        var commands = new AtomicInteger();
        Policies ending = policies((command, request, resource) -> {
            if (commands.incrementAndGet() > 4) {
                throw new Ended();
            }
            return here.decisions.decide(command, request, resource);
        }, here, agenda);
        assertThatThrownBy(() -> ending.run(() -> true)).isInstanceOf(Ended.class);
        Policies next = policies(there, agenda);
        for (int run = 0; run < 3; run++) {
            next.run(() -> true);
        }
        return sql.sql("select count(*) from rules.episode where open").query(Long.class).single();
    }

    @Test
    void everything_from_the_beginning_records_nothing_twice() {
        treated(3);
        treated(1);
        Policies policies = policies(here, agenda());
        pass(policies, 61);
        pass(policies, 40);
        pass(policies, 80);
        long recorded = events();
        for (String table : List.of("policy.agenda", "policy.followed")) {
            sql.sql("delete from " + table).update();
        }
        var asked = new AtomicInteger();
        Policies again = policies((command, request, resource) -> {
            asked.incrementAndGet();
            return there.decisions.decide(command, request, resource);
        }, there, agenda());
        again.run(() -> true);
        again.run(() -> true);
        assertThat(asked).as("what was asked for again").hasPositiveValue();
        assertThat(events()).isEqualTo(recorded);
    }

    @Test
    void rows_that_are_made_anew_are_the_same() {
        treated(3);
        Policies policies = policies(here, agenda());
        pass(policies, 65);
        List<@Nullable String> rows = rows();
        assertThat(rows).isNotEmpty();
        sql.sql("delete from policy.agenda").update();
        sql.sql("delete from policy.followed").update();
        policies.run(() -> true);
        policies.run(() -> true);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void an_urgent_referral_is_there_at_once_is_claimed_and_goes_with_the_word_of_a_physician() {
        EpisodeId episode = new EpisodeId(desk.episodes
                .open(request(), desk.opening(desk.client(), null, new PositiveSign("RF-CES-1", List.of())))
                .resource());
        WorkList.Item item = items(State.WAITING).getFirst();
        assertThat(item.matter().kind()).isEqualTo(Kind.URGENT_REFERRAL);
        assertThat(item.id()).as("reckoned alike in SQL and in Java").isEqualTo(item.matter().entry());
        WorkEntries entries = entries();
        entries.claim(request(), item.id());
        assertThat(items(State.WAITING)).isEmpty();
        assertThat(items(State.CLAIMED)).singleElement()
                .satisfies(claimed -> assertThat(claimed.by()).isEqualTo(request().actor()));
        Policies policies = policies(here, agenda());
        policies.run(() -> true);
        policies.run(() -> true);
        assertThat(items(State.CLAIMED)).as("it stays as long as no physician spoke").hasSize(1);
        desk.episodes.recordClearance(request(), episode, "Dr. J. Smit", today, null, List.of());
        assertThat(items(State.CLAIMED)).as("gone at once").isEmpty();
        policies.run(() -> true);
        assertThat(items(State.CLOSED)).extracting(WorkList.Item::id).containsExactly(item.id());
    }

    @Test
    void signs_that_are_found_again_are_news_to_whoever_saw_to_them_and_keep_their_place_in_the_list() {
        EpisodeId first = urgent(2);
        EpisodeId second = urgent(1);
        WorkEntries entries = entries();
        WorkEntryId before = items(State.WAITING).getFirst().id();
        entries.claim(request(), before);
        desk.episodes.recordScreening(request(), first, null, List.of(new PositiveSign("RF-CES-1", List.of())), null);
        assertThat(items(State.WAITING)).extracting(item -> item.matter().episode()).containsExactly(first, second);
        WorkList.Item found = items(State.WAITING).getFirst();
        assertThat(found.id()).isNotEqualTo(before).isEqualTo(found.matter().entry());
        assertThat(found.matter().since()).isEqualTo(today.minus(DAY.multipliedBy(2)));
        Policies policies = policies(here, agenda());
        policies.run(() -> true);
        policies.run(() -> true);
        assertThat(items(State.CLOSED)).extracting(WorkList.Item::id).containsExactly(before);
        assertThat(items(State.WAITING)).hasSize(2);
    }

    private WorkEntries entries() {
        return new WorkEntries(here.decisions, here.records, list,
                new Sight(here.records, new ClientStandings(JdbcClient.create(database.dataSource()))),
                () -> new UUID(9, ids.incrementAndGet()), Clock.fixed(today, ZoneOffset.UTC));
    }

    /** Opened so many days ago, with a sign that a physician must look at. */
    private EpisodeId urgent(int days) {
        return new EpisodeId(desk.episodes.open(request(), desk.opening(desk.client(),
                today.minus(DAY.multipliedBy(days)), new PositiveSign("RF-CES-1", List.of()))).resource());
    }

    @Test
    void a_long_list_is_read_in_parts_longest_waiting_first() {
        for (int n = 1; n <= 5; n++) {
            treated(3);
        }
        policies(here, agenda()).run(() -> true);
        var seen = new ArrayList<WorkEntryId>();
        String cursor = null;
        do {
            var page = list.find(filter(State.WAITING), new PageRequest(2, cursor, null, Scope.EVERYTHING));
            page.items().forEach(item -> seen.add(item.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(items(State.WAITING)).extracting(WorkList.Item::id).containsExactlyElementsOf(seen);
    }

    @Test
    void more_changes_than_are_followed_at_once_are_followed_all_the_same() {
        treated(1);
        sql.sql("select count(*) from eventstore.event").query(Integer.class).single();
        Agenda agenda = agenda();
        for (int n = 0; n < 3; n++) {
            treated(3);
        }
        Set<StreamId> seen = new HashSet<>();
        Agenda.Changes changes = agenda.changes();
        while (changes.upTo() != null) {
            seen.addAll(changes.streams());
            agenda.keep(List.of(), changes.upTo());
            changes = agenda.changes();
        }
        assertThat(seen).hasSize(sql.sql("select count(*) from eventstore.event where version = 0")
                .query(Integer.class).single());
    }

    /** Kept before anything was done. */
    private record KeptTooEarly(Agenda agenda) implements Agenda {
        @Override
        public Changes changes() {
            Changes changes = agenda.changes();
            agenda.keep(List.of(), changes.upTo());
            return changes;
        }

        @Override
        public List<StreamId> due(Instant at) {
            return agenda.due(at);
        }

        @Override
        public Map<StreamId, Set<WorkEntryId>> entries(Collection<StreamId> streams) {
            return agenda.entries(streams);
        }

        @Override
        public void keep(List<Looked> looked, @Nullable Position upTo) {
            agenda.keep(looked, upTo);
        }

        @Override
        public List<EpisodeId> plannedWith(TherapistId therapist) {
            return agenda.plannedWith(therapist);
        }
    }

    /** The process ends. */
    private static final class Ended extends Error {
        private static final long serialVersionUID = 1L;
    }

    private Agenda agenda() {
        return new StoredAgenda(database.dataSource());
    }

    private Policies policies(Instance instance, Agenda agenda) {
        return policies(instance.decisions, instance, agenda);
    }

    private Policies policies(Decisions decisions, Instance instance, Agenda agenda) {
        return new Policies(decisions, instance.records, list, agenda, () -> new UUID(8, ids.incrementAndGet()),
                () -> now, (_, failure) -> troubles.add(failure));
    }

    /** In treatment since yesterday, with so many sessions since. */
    private EpisodeId treated(int sessions) {
        TherapistId therapist = desk.therapist("L" + ids.incrementAndGet());
        EpisodeId episode = desk.waitingEpisode();
        desk.assignments.assign(request(), episode, therapist, today.minus(DAY), null, null, null);
        for (int n = sessions; n > 0; n--) {
            desk.sessions.holdUnplanned(request(), episode, given(null, today.minus(Duration.ofHours(2L * n))));
        }
        return episode;
    }

    private CareEpisode standing(EpisodeId episode) {
        return there.records.episode(episode).state();
    }

    private void passTo(int days) {
        now = today.plus(Duration.ofDays(days));
    }

    /** One look a day, and one more. */
    private void pass(Policies policies, int days) {
        for (int day = 0; day < days; day++) {
            now = now.plus(DAY);
            policies.run(() -> true);
        }
        policies.run(() -> true);
    }

    private List<Kind> open(Kind... kinds) {
        return list.find(new WorkList.Filter(Set.of(), Set.of(kinds), EnumSet.of(State.WAITING, State.CLAIMED),
                Set.of(), Set.of(), Set.of()), new PageRequest(200, null, null, Scope.EVERYTHING)).items().stream()
                .map(item -> item.matter().kind()).toList();
    }

    private List<WorkList.Item> items(State state) {
        return list.find(filter(state), new PageRequest(200, null, null, Scope.EVERYTHING)).items();
    }

    private static WorkList.Filter filter(State state) {
        return new WorkList.Filter(Set.of(), Set.of(), Set.of(state), Set.of(), Set.of(), Set.of());
    }

    private List<@Nullable String> actors(EpisodeId episode, String name) {
        return sql.sql("select metadata ->> 'actor' from eventstore.event where stream_id = ? and name = ?")
                .params(episode.value(), name).query(String.class).list();
    }

    private long events() {
        return Objects.requireNonNull(sql.sql("select count(*) from eventstore.event").query(Long.class).single());
    }

    private List<@Nullable String> rows() {
        return sql.sql("select (stream_kind, stream_id, look_at, entries)::text from policy.agenda"
                + " where look_at is not null or entries <> '{}' order by 1").query(String.class).list();
    }
}
