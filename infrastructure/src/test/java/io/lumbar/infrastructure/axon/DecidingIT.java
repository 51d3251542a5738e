package io.lumbar.infrastructure.axon;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import io.lumbar.application.DecidingContract;
import io.lumbar.application.Decisions;
import io.lumbar.application.Receipt;
import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.Told;
import io.lumbar.domain.Command;
import io.lumbar.domain.DomainError;
import io.lumbar.domain.DomainError.AlreadyExists;
import io.lumbar.domain.DomainError.ClientDoubleBooked;
import io.lumbar.domain.DomainError.ConcurrentChange;
import io.lumbar.domain.DomainError.LicenceNumberTaken;
import io.lumbar.domain.DomainError.TherapistDoubleBooked;
import io.lumbar.domain.Rejected;
import io.lumbar.domain.SessionId;
import io.lumbar.domain.StreamId;
import io.lumbar.domain.episode.CareEpisode;
import io.lumbar.infrastructure.TestDatabase;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.lumbar.application.Receipt.Outcome.RECORDED;
import static io.lumbar.application.Receipt.Outcome.UNCHANGED;
import static io.lumbar.application.Told.expecting;
import static io.lumbar.application.Told.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Commands on PostgreSQL: the contract, and what only a second writer or a second request shows. */
class DecidingIT extends DecidingContract {
    private static TestDatabase database;
    private static JdbcClient sql;

    private Instance here;
    private Instance there;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.migrated();
        sql = JdbcClient.create(database.ownerDataSource());
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void start() {
        here = new Instance(database);
        there = new Instance(database);
        sql.sql("truncate application.idempotency, rules.booking").update();
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Override
    protected Decisions decisions() {
        return here.decisions;
    }

    @Override
    protected Records records() {
        return here.records;
    }

    @Test
    void an_aggregate_that_another_instance_changed_is_read_again_and_the_command_recorded() {
        treat();
        for (int day = 1; day <= 4; day += 2) {
            decide(here, told.plan(new SessionId(UUID.randomUUID()), day));
            decide(there, told.plan(new SessionId(UUID.randomUUID()), day + 1));
        }
        assertThat(versions()).isEqualTo(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L));
        assertThat(here.records.episode(told.episode)).isEqualTo(there.records.episode(told.episode));
    }

    @Test
    void nothing_is_decided_on_a_stream_in_which_another_release_recorded_what_this_one_does_not_know() {
        treat();
        sql.sql("""
                select eventstore.append('{4}', array[?], '{4}', array[gen_random_uuid()], '{care-episode.cupped}', '{1}',
                                         '{"{}"}', '{"{}"}')""").param(told.episode.value()).query().listOfRows();

        assertThatThrownBy(() -> decide(there, told.plan(new SessionId(UUID.randomUUID()), 1)))
                .hasStackTraceContaining("another release");
        assertThatThrownBy(() -> here.records.episode(told.episode)).hasMessageContaining("another release");
    }

    @Test
    void a_refusal_from_an_outdated_aggregate_is_not_given() {
        treat();
        var session = new SessionId(UUID.randomUUID());
        assertRefused(() -> decide(here, told.cancel(session)));
        decide(there, told.plan(session, 1));
        assertThat(decide(here, told.cancel(session)).outcome()).isEqualTo(RECORDED);
    }

    @Test
    void nor_is_a_stale_version_told_from_one() {
        treat();
        decide(there, told.plan(new SessionId(UUID.randomUUID()), 1));
        Receipt receipt = here.decisions.decide(told.plan(new SessionId(UUID.randomUUID()), 2), expecting(4),
                told.episode.value());
        assertThat(receipt.version()).isEqualTo(5);
    }

    @Test
    void nor_is_something_called_unchanged_at_an_outdated_version() {
        treat();
        var session = new SessionId(UUID.randomUUID());
        decide(here, told.plan(session, 1));
        decide(there, told.plan(new SessionId(UUID.randomUUID()), 2));
        Receipt repeated = decide(here, told.plan(session, 1));
        assertThat(repeated.outcome()).isEqualTo(UNCHANGED);
        assertThat(repeated.version()).isEqualTo(5);
    }

    /**
     * What the next test guards against (issue 4659 of Axon 4): where the creation itself fails, as it does when the first
     * command is decided while the aggregate is made, the lock is never released. Only its own thread gets in again.
     */
    @Test
    void axon_alone_leaves_a_lock_behind_when_the_first_command_is_refused_inside_the_creation() throws Exception {
        String stream = told.openClinic().stream().toString();
        Repository<ClinicAggregate> repository = here.repository(ClinicAggregate.class);
        assertThatThrownBy(() -> creating(repository, stream, () -> {
            throw new Rejected(new ConcurrentChange(told.openClinic().stream()));
        })).isInstanceOf(Rejected.class);

        try (var another = Executors.newSingleThreadExecutor()) {
            assertThatThrownBy(() -> another.submit(() -> creating(repository, stream, ClinicAggregate::new)).get())
                    .hasCauseInstanceOf(LockAcquisitionFailedException.class);
        }
        assertThat(creating(repository, stream, ClinicAggregate::new)).isNotNull();
    }

    private static <A> Aggregate<A> creating(Repository<A> repository, String stream, Callable<A> creation)
            throws Exception {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("a command"));
        try {
            return repository.loadOrCreate(stream, creation);
        } finally {
            unit.rollback();
        }
    }

    /** A lock that is left behind would let its own thread in again, and no other. */
    @Test
    void a_refused_first_command_leaves_no_lock_that_keeps_others_out() throws Exception {
        assertRefused(() -> decide(here, told.openClinic("")));
        try (var another = Executors.newSingleThreadExecutor()) {
            assertThat(another.submit(() -> decide(here, told.openClinic())).get(10, TimeUnit.SECONDS).outcome())
                    .isEqualTo(RECORDED);
        }
    }

    @Test
    void commands_racing_on_one_stream_from_two_instances_all_are_recorded_or_refused_as_concurrent() throws Exception {
        treat();
        List<Object> outcomes = race(20, n -> () -> decide(n % 2 == 0 ? here : there,
                told.plan(new SessionId(UUID.randomUUID()), n + 1)));
        long recorded = outcomes.stream().filter(Receipt.class::isInstance).count();
        assertThat(recorded).isPositive();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOfAny(Receipt.class,
                ConcurrentChange.class));
        assertThat(versions()).hasSize((int) (4 + recorded)).doesNotHaveDuplicates().isSorted();
        assertThat(outcomes.stream().filter(Receipt.class::isInstance).map(each -> ((Receipt) each).version()))
                .doesNotHaveDuplicates();
    }

    @Test
    void of_racing_creations_one_is_recorded() throws Exception {
        List<Object> outcomes = race(8,
                n -> () -> decide(n % 2 == 0 ? here : there, told.openClinic("Clinic " + n)));
        assertThat(outcomes.stream().filter(Receipt.class::isInstance)).hasSize(1);
        assertThat(outcomes.stream().filter(AlreadyExists.class::isInstance)).hasSize(7);
    }

    @Test
    void racing_requests_with_one_key_get_one_answer_and_leave_one_event() throws Exception {
        List<Told> tellers = Stream.generate(Told::new).limit(8).toList();
        List<Object> outcomes = race(8, n -> () -> (n % 2 == 0 ? here : there).decisions
                .decide(tellers.get(n).openClinic(), Told.under("racing", "body"), tellers.get(n).clinic.value()));
        assertThat(outcomes).hasOnlyElementsOfType(Receipt.class);
        assertThat(new HashSet<>(outcomes)).hasSize(1);
        assertThat(tellers.stream().filter(each -> !here.records.history(StreamId.of(each.clinic)).isEmpty()))
                .hasSize(1);
    }

    @Test
    void a_breach_of_a_rule_across_aggregates_is_its_refusal_and_leaves_nothing() {
        treat();
        decide(here, told.plan(new SessionId(UUID.randomUUID()), 1));
        long version = here.records.episode(told.episode).version();
        Object error = refusal(() -> decide(here, told.plan(new SessionId(UUID.randomUUID()), 1)));
        assertThat(error).isIn(new TherapistDoubleBooked(told.therapist), new ClientDoubleBooked(told.client));
        assertThat(here.records.episode(told.episode).version()).isEqualTo(version);
        assertThat(decide(here, told.plan(new SessionId(UUID.randomUUID()), 2)).version()).isEqualTo(version + 1);

        var other = new Told();
        assertRefused(() -> decide(here, other.registerTherapist("NL-" + told.therapist.value())))
                .isEqualTo(new LicenceNumberTaken());
    }

    @Test
    void a_repeat_that_breaks_a_constraint_by_what_it_did_itself_gets_the_first_answer() {
        treat();
        var first = new SessionId(UUID.randomUUID());
        var second = new SessionId(UUID.randomUUID());
        Request request = Told.under("booking", "body");
        Receipt receipt = here.decisions.decide(told.plan(first, 1), request, first.value());
        assertThat(there.decisions.decide(told.plan(second, 1), request, second.value())).isEqualTo(receipt);
    }

    @Test
    void a_failure_after_the_append_leaves_neither_event_nor_answer_nor_a_known_state() {
        treat();
        sql.sql("revoke insert on application.idempotency from lumbar_runtime").update();
        try {
            assertThatThrownBy(() -> here.decisions.decide(told.plan(new SessionId(UUID.randomUUID()), 1),
                    Told.under("lost", "body"), told.episode.value())).isNotInstanceOf(Rejected.class);
        } finally {
            sql.sql("grant insert on application.idempotency to lumbar_runtime").update();
        }
        assertThat(versions()).hasSize(4);
        assertThat(here.records.episode(told.episode)).isEqualTo(there.records.episode(told.episode));
        assertThat(here.decisions.decide(told.plan(new SessionId(UUID.randomUUID()), 1), Told.under("lost", "body"),
                told.episode.value()).version()).isEqualTo(4);
    }

    /** Who comes while another commits shares the next transaction; whose rows break a rule is refused alone. */
    @Test
    void commands_that_are_ready_together_share_a_transaction_unless_one_of_them_is_refused() throws Exception {
        List<Told> tellers = Stream.generate(Told::new).limit(6).toList();
        assertThat(transactionsOf(tellers, n -> () -> decide(here, tellers.get(n).openClinic()))).isEqualTo(2);

        List<Told> others = Stream.generate(Told::new).limit(6).toList();
        String taken = "NL-" + UUID.randomUUID();
        decide(here, new Told().registerTherapist(taken));
        assertThat(transactionsOf(others, n -> () -> n == 3
                ? refusal(() -> decide(here, others.get(n).registerTherapist(taken)))
                : decide(here, others.get(n).registerTherapist("NL-" + others.get(n).therapist.value()))))
                .isEqualTo(5);
    }

    /** The first is kept from committing until all others wait. Returns how many transactions wrote the events. */
    private int transactionsOf(List<Told> tellers, IntFunction<Callable<Object>> commands) throws Exception {
        var threads = new ArrayList<Thread>();
        Instant begun = sql.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
        try (var each = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
                var owner = database.ownerDataSource().getConnection();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("lock table eventstore.stream_kind in access exclusive mode");
            var ends = new ArrayList<Future<Object>>();
            for (int n = 0; n < tellers.size(); n++) {
                ends.add(each.submit(commands.apply(n)));
                int waiting = n;
                Awaitility.await().until(() -> threads.stream()
                        .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING).count() == waiting);
                if (n == 0) {
                    Awaitility.await().until(() -> sql.sql("select count(*) from pg_locks where not granted")
                            .query(Integer.class).single() == 1);
                }
            }
            owner.rollback();
            for (Future<Object> end : ends) {
                end.get();
            }
        }
        return sql.sql("select count(distinct transaction_id) from eventstore.event where recorded_at >= ?")
                .param(begun.atOffset(ZoneOffset.UTC)).query(Integer.class).single();
    }

    @Test
    void an_event_carries_who_asked_and_in_which_request_and_nothing_else() {
        Request request = request();
        here.decisions.decide(told.openClinic(), request, told.clinic.value());
        assertThat(sql.sql("select metadata from eventstore.event where stream_id = ?").param(told.clinic.value())
                .query(String.class).single()).isIn(
                        "{\"actor\":\"u-1\",\"request\":\"" + request.id() + "\"}",
                        "{\"request\":\"" + request.id() + "\",\"actor\":\"u-1\"}");
        assertThat(sql.sql("select uuid_extract_version(event_id) from eventstore.event where stream_id = ?")
                .param(told.clinic.value()).query(Integer.class).single()).isEqualTo(7);
    }

    @Test
    void answers_are_forgotten_after_seven_days() {
        here.decisions.decide(told.openClinic(), Told.under("old", "body"), told.clinic.value());
        here.decisions.decide(told.openClinic(), Told.under("new", "body"), told.clinic.value());
        sql.sql("update application.idempotency set created_at = now() - ?::interval where key = 'old'")
                .param(Duration.ofDays(7).plusMinutes(1).toString()).update();
        here.answers.forgetOld();
        assertThat(here.answers.find(Told.under("old", "body"))).isEmpty();
        assertThat(here.answers.find(Told.under("new", "body"))).isPresent();
    }

    @Test
    void a_record_is_never_behind_another_instance() {
        treat();
        assertThat(there.records.episode(told.episode).state()).isInstanceOf(CareEpisode.InTreatment.class);
        for (int day = 1; day <= 3; day++) {
            decide(here, told.plan(new SessionId(UUID.randomUUID()), day));
            assertThat(there.records.episode(told.episode)).isEqualTo(here.records.episode(told.episode));
            assertThat(there.records.episode(told.episode).version()).isEqualTo(3 + day);
        }
    }

    private List<Long> versions() {
        return here.records.history(StreamId.of(told.episode)).stream().map(each -> each.version()).toList();
    }

    private static Receipt decide(Instance instance, Command command) {
        return instance.decisions.decide(command, request(), command.stream().id());
    }

    private static DomainError refusal(Callable<?> call) {
        try {
            throw new AssertionError("not refused: " + call.call());
        } catch (Rejected refused) {
            return refused.error();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private interface Racer {
        Callable<Receipt> of(int n);
    }

    /** Starts all at once; each outcome is a receipt or the error of a refusal. Anything else fails the test. */
    private static List<Object> race(int count, Racer racer) throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(count);
        try (var threads = Executors.newFixedThreadPool(count)) {
            var outcomes = new ArrayList<Future<Object>>();
            for (int n = 0; n < count; n++) {
                Callable<Receipt> command = racer.of(n);
                outcomes.add(threads.submit(() -> {
                    start.await();
                    try {
                        return command.call();
                    } catch (Rejected refused) {
                        return refused.error();
                    }
                }));
            }
            var results = new ArrayList<>();
            for (var outcome : outcomes) {
                results.add(outcome.get());
            }
            return results;
        }
    }
}
