package io.lumbar.infrastructure.axon;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lumbar.application.Records;
import io.lumbar.application.Request;
import io.lumbar.application.demo.Demo;
import io.lumbar.application.demo.InventedHistories;
import io.lumbar.application.imports.Drafts;
import io.lumbar.application.imports.Form;
import io.lumbar.application.imports.ImportStore.Counts;
import io.lumbar.application.imports.ImportStore.Refusal;
import io.lumbar.application.imports.Imports;
import io.lumbar.application.imports.Names;
import io.lumbar.application.imports.Readers;
import io.lumbar.domain.ImportId;
import io.lumbar.infrastructure.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever happens to whoever imports them, histories are stored once: the first hundred of the demo. */
class ImportedOnceIT {
    private static final int HISTORIES = 100;
    private final Instant now = Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.SECONDS);

    private TestDatabase database;
    private JdbcClient sql;
    private Instance here;
    private Instance there;

    @BeforeEach
    void start() throws SQLException {
        database = TestDatabase.migrated();
        sql = JdbcClient.create(database.ownerDataSource());
        sql.sql("select eventstore.mark_demo()").query(Object.class).optional();
        here = new Instance(database);
        there = new Instance(database);
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        database.close();
    }

    @Test
    void by_four_workers_of_two_instances_that_all_want_the_same_slices() throws Exception {
        ImportId id = received(here);
        workAll(List.of(imports(here, here.drafts), imports(there, there.drafts), imports(here, here.drafts),
                imports(there, there.drafts)));

        assertThat(refusals(id)).isEmpty();
        assertThat(counts(id)).isEqualTo(new Counts(HISTORIES, 0, 0));
        assertAllThereOnce();
        assertThat(received(here)).isNotEqualTo(id);
        ImportId again = received(there);
        long before = events();
        workAll(List.of(imports(here, here.drafts), imports(there, there.drafts)));
        assertThat(counts(again)).isEqualTo(new Counts(0, HISTORIES, 0));
        assertThat(events()).isEqualTo(before);
    }

    /** Slices that are claimed by nobody are worked on by all of them at once: what a claim that ran out leads to. */
    @Test
    void by_two_instances_that_work_on_the_same_slice_at_once() throws Exception {
        ImportId id = received(here);
        sql.sql("""
                create function application.unclaim() returns trigger language plpgsql as
                $$ begin new.claimed_until := null; return new; end $$""").update();
        sql.sql("""
                create trigger unclaim before update of claimed_until on application.import_slice
                for each row execute function application.unclaim()""").update();
        workAll(List.of(imports(here, here.drafts), imports(there, there.drafts)));

        assertThat(refusals(id)).isEmpty();
        assertThat(counts(id)).isEqualTo(new Counts(HISTORIES, 0, 0));
        assertAllThereOnce();
    }

    @Test
    void by_one_that_dies_between_storing_a_slice_and_saying_so() throws Exception {
        ImportId id = received(here);
        try {
            imports(here, new DyingAfterwards(here.drafts)).importNext();
        } catch (Dead _) {
            assertThat(stored()).isPositive();
        }
        assertThat(counts(id)).isEqualTo(new Counts(0, 0, 0));
        sql.sql("update application.import_slice set claimed_until = clock_timestamp() - interval '1 ms'"
                + " where claimed_until is not null").update();
        workAll(List.of(imports(there, there.drafts)));

        assertThat(refusals(id)).isEmpty();
        assertThat(counts(id)).isEqualTo(new Counts(HISTORIES, 0, 0));
        assertAllThereOnce();
    }

    @Test
    void bodies_are_sealed_and_what_was_refused_is_forgotten_with_their_keys_after_seven_days() throws Exception {
        ImportId id = received(here);
        assertThat(sql.sql("select count(*) from application.import_slice where sealed").query(Long.class).single())
                .isPositive();
        var first = here.imports.claim().orElseThrow();
        assertThat(sql.sql("select count(*) from application.import_slice where position(? in body) > 0")
                .param(first.part().body()).query(Long.class).single()).isZero();
        sql.sql("update application.import_slice set body = ?, sealed = false, claimed_until = null where number = ?")
                .params(first.part().body(), first.part().number()).update(); // as an earlier release stored it
        JdbcClient superuser = JdbcClient.create(database.superuserDataSource());
        String keys = "select wrapped is not null from vault.keyset where kind = 'import' and id = '" + id.value()
                + "'";
        workAll(List.of(imports(here, here.drafts)));
        assertAllThereOnce();
        sql.sql("insert into application.import_refusal values (?, 1, 'malformed-json', null, 'is no JSON')")
                .param(id.value()).update();
        Counts counts = counts(id);
        for (String age : List.of("6 days 23 hours", "7 days 1 hour")) {
            here.imports.forgetFinished();
            assertThat(refusals(id)).as("before " + age).isNotEmpty();
            assertThat(superuser.sql(keys).query(Boolean.class).single()).isTrue();
            sql.sql("update application.import_slice set done_at = clock_timestamp() - interval '" + age + "'")
                    .update();
        }
        here.imports.forgetFinished();
        there.imports.forgetFinished();
        assertThat(refusals(id)).isEmpty();
        assertThat(counts(id)).isEqualTo(counts);
        assertThat(superuser.sql(keys).query(Boolean.class).single()).isFalse();
    }

    @Test
    void what_is_there_is_known_again_by_digests_that_say_nothing_without_the_key() throws Exception {
        received(here);
        workAll(List.of(imports(here, here.drafts)));
        String plain = Names.digest(now + " 0");
        assertThat(sql.sql("select count(*) from application.imported_history where digest = decode(?, 'hex')")
                .param(plain).query(Long.class).single()).isZero();
        assertThat(sql.sql("""
                update application.imported_history set digest = decode(?, 'hex') where digest = decode(?, 'hex')""")
                .param(plain).param(here.imports.kept(plain)).update()).as("an earlier release kept it so")
                .isEqualTo(1);

        ImportId again = received(there);
        workAll(List.of(imports(there, there.drafts)));
        assertThat(counts(again)).isEqualTo(new Counts(0, HISTORIES, 0));
    }

    @Test
    void nothing_of_the_body_is_left_when_it_is_done() throws Exception {
        received(here);
        workAll(List.of(imports(here, here.drafts)));
        assertThat(sql.sql("select count(*) from application.import_slice where body is not null").query(Long.class)
                .single()).isZero();
    }

    @Test
    void a_body_that_breaks_off_leaves_nothing() throws Exception {
        InputStream gone = InputStream.nullInputStream();
        gone.close();
        var broken = new SequenceInputStream(new ByteArrayInputStream("1\n".repeat(500).getBytes(UTF_8)), gone);
        try {
            imports(here, here.drafts).receive(request(), Form.INVENTED, false, broken);
        } catch (IOException _) {
            assertThat(sql.sql("select count(*) from application.import_slice").query(Long.class).single()).isZero();
            assertThat(sql.sql("select count(*) from application.import").query(Long.class).single()).isZero();
            return;
        }
        throw new AssertionError("it was received");
    }

    private void assertAllThereOnce() {
        assertThat(stored()).isEqualTo(HISTORIES);
        Map<String, Long> told = told();
        assertThat(names()).isEqualTo(told);
        assertThat(
                sql.sql("select count(*) from (select stream_id from eventstore.event group by stream_kind, stream_id"
                        + " having count(*) <> max(version) + 1) gaps").query(Long.class).single())
                .isZero();
    }

    /** How often each event is stored, beside what one worker alone stores in a database of its own. */
    private Map<String, Long> told() {
        try (TestDatabase other = TestDatabase.migrated()) {
            JdbcClient.create(other.ownerDataSource()).sql("select eventstore.mark_demo()").query(Object.class)
                    .optional();
            var alone = new Instance(other);
            received(alone);
            workAll(List.of(imports(alone, alone.drafts)));
            alone.close();
            return names(JdbcClient.create(other.ownerDataSource()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Long> names() {
        return names(sql);
    }

    private static Map<String, Long> names(JdbcClient of) {
        var names = new TreeMap<String, Long>();
        of.sql("select name, count(*) from eventstore.event group by name")
                .query(row -> {
                    names.put(row.getString(1), row.getLong(2));
                });
        return names;
    }

    private long events() {
        return sql.sql("select count(*) from eventstore.event").query(Long.class).single();
    }

    private long stored() {
        return sql.sql("select count(*) from application.imported_history").query(Long.class).single();
    }

    private Counts counts(ImportId id) {
        return here.imports.progress(id).orElseThrow().counts();
    }

    private List<String> refusals(ImportId id) {
        return here.imports.refusals(id, 0, 200).stream().map(Refusal::toString).toList();
    }

    private static Request request() {
        return new Request("demo", UUID.randomUUID(), null, null, true);
    }

    private ImportId received(Instance instance) throws IOException {
        Imports imports = imports(instance, instance.drafts);
        new Demo(imports, instance.imports, instance.drafts, instance.records, UUID::randomUUID, Clock.systemUTC())
                .found(now);
        String lines = IntStream.range(0, HISTORIES).mapToObj(n -> now + " " + n)
                .collect(Collectors.joining("\n"));
        return imports.receive(request(), Form.INVENTED, false, new ByteArrayInputStream(lines.getBytes(UTF_8)));
    }

    private static Imports imports(Instance instance, Drafts drafts) {
        var histories = new InventedHistories();
        return new Imports(instance.imports, new Readers(histories, histories, histories), drafts, instance.records,
                instance.licences,
                UUID::randomUUID, Clock.systemUTC());
    }

    private static void workAll(List<Imports> workers) throws Exception {
        try (var threads = Executors.newFixedThreadPool(workers.size())) {
            List<Future<Boolean>> ends = threads.invokeAll(workers.stream().<Callable<Boolean>>map(worker -> () -> {
                while (worker.importNext()) {
                    Thread.onSpinWait();
                }
                return true;
            }).toList());
            for (Future<Boolean> end : ends) {
                end.get();
            }
        }
    }

    /** The process ends when the slice is stored. */
    private record DyingAfterwards(Drafts drafts) implements Drafts {
        @Override
        public Draft begin(Records standing, @Nullable Clock recorded) {
            return drafts.begin(standing, recorded);
        }

        @Override
        public void keep(List<? extends Draft> kept, Runnable alongside) {
            drafts.keep(kept, alongside);
            throw new Dead();
        }

        @Override
        public void rehearse(List<? extends Draft> kept, Runnable alongside) {
            drafts.rehearse(kept, alongside);
        }
    }

    private static final class Dead extends Error {
        private static final long serialVersionUID = 1L;
    }
}
