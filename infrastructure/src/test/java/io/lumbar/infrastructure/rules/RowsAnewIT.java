package io.lumbar.infrastructure.rules;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.lumbar.application.Told;
import io.lumbar.domain.Command;
import io.lumbar.domain.SessionId;
import io.lumbar.infrastructure.StartRefused;
import io.lumbar.infrastructure.TestDatabase;
import io.lumbar.infrastructure.axon.Instance;
import io.lumbar.infrastructure.client.IdentityKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is stored, beside what the events say. */
class RowsAnewIT {

    private static final String[] COMMANDS = {"OpenClinic", "CloseClinic", "RegisterTherapist", "ChangeCaseloadLimit",
            "DeactivateTherapist", "RegisterClient", "CorrectClientDetails", "GiveConsent", "WithdrawConsent",
            "OpenEpisode", "DischargeEpisode", "ReopenEpisode", "DeclineEpisode", "RecordScreening", "RecordClearance",
            "AssignTherapist", "PlanSession", "RescheduleSession", "CancelSession", "MarkNoShow", "RevertNoShow",
            "HoldSession", "VoidSession", "RaiseEntry", "ClaimEntry", "ReleaseEntry", "FinishEntry", "CloseEntry",
            "OpenAccount", "ChangeRights", "RenewSecret", "DisableAccount"};
    /** Rows that come about in unusual ways. */
    private static final List<String> UNUSUAL = List.of("account where not enabled",
            "booking where planned_with is not null", "breach",
            "caseload where overridden > 0", "caseload where left_at is not null", "client_identity where told_apart",
            "clinic where closed_at is not null", "episode where beside", "urgent_referral",
            "work_entry where state = 'DONE'");

    private static TestDatabase database;
    private static Instance here;
    private static Instance there;
    private static Bustle bustle;
    private static RowsAnew rows;
    private static JdbcClient sql;

    @BeforeAll
    static void let_things_happen() {
        database = TestDatabase.migrated();
        sql = JdbcClient.create(database.dataSource());
        here = new Instance(database);
        there = new Instance(database);
        rows = new RowsAnew(() -> database.ownerDataSource().getConnection(),
                IdentityKey.of("a key of more than thirty-two characters", Path.of("unused"), sql), here.stored);
        bustle = new Bustle(here, there);
        for (int seed = 1; seed < 20 && !everythingHappened(); seed++) {
            bustle.goOn(seed, 400);
        }
    }

    @AfterAll
    static void drop() {
        here.close();
        there.close();
        database.close();
    }

    @AfterEach
    void put_right() {
        rows.rebuild();
    }

    /**
     * @param set what is set in one row
     * @param where which may be set so
     * @param extra columns and values of a row that no event says anything about
     */
    record Table(String name, String key, String set, String where, String extra) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Table> tables() {
        return Stream.of(
                new Table("account", "account_id", "enabled = not enabled", "true", """
                        (account_id, secret_id, enabled, every_clinic, roles, clinics) values (gen_random_uuid(),
                        gen_random_uuid(), true, true, '{ADMIN}', '{}')"""),
                new Table("booking", "session_id", "planned_with = null", "planned_with is not null", """
                        (session_id, episode_id, therapist_id, client_id, period) values (gen_random_uuid(),
                        gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '[2020-01-01, 2020-01-02)')"""),
                new Table("breach", "session_id", "rules = '{CONSENT_MISSING}'", "true", """
                        (session_id, episode_id, client_id, clinic_id, since, rules) values (gen_random_uuid(),
                        gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), '{AREA_EXCLUDED}')"""),
                new Table("caseload", "therapist_id", "caseload_limit = caseload_limit + 1", "true",
                        "(therapist_id, caseload_limit) values (gen_random_uuid(), 5)"),
                new Table("client_identity", "client_id", "told_apart = true", "not told_apart",
                        "(client_id, digest) values (gen_random_uuid(), sha256('nobody'))"),
                new Table("client_standing", "client_id", "withdrawn_at = consented_at + interval '1 s'",
                        "treatment is not null",
                        "(client_id) values (gen_random_uuid())"),
                new Table("clinic", "clinic_id", "closed_at = now()", "closed_at is null",
                        "(clinic_id) values (gen_random_uuid())"),
                new Table("episode", "episode_id", "therapist_id = gen_random_uuid()", "true", """
                        (episode_id, client_id, clinic_id) values (gen_random_uuid(), gen_random_uuid(),
                        gen_random_uuid())"""),
                new Table("licence", "therapist_id", "digest = sha256('another')", "true",
                        "(therapist_id, digest) values (gen_random_uuid(), sha256('of nobody'))"),
                new Table("urgent_referral", "episode_id", "codes = '{}'", "true", """
                        (episode_id, client_id, clinic_id, since, found_at, codes) values (gen_random_uuid(),
                        gen_random_uuid(), gen_random_uuid(), now(), now(), '{RF-CES-1}')"""),
                new Table("work_entry", "id", "seen_by = 'user:nobody'", "state = 'DONE'", """
                        (id, version, since, state_at, clinic_id, kind, state, codes) values (gen_random_uuid(), 0, now(),
                        now(), gen_random_uuid(), 'STALLED_INTAKE', 'WAITING', '{}')"""));
    }

    @Test
    void every_table_is_compared_and_has_rows_that_follow_from_events() {
        List<@Nullable String> all = sql.sql("select relname from pg_class where relnamespace = 'rules'::regnamespace"
                + " and relkind = 'r'").query(String.class).list();
        assertThat(tables().map(Table::name)).as("planted differences").containsExactlyInAnyOrderElementsOf(
                all.stream().filter(table -> !Shadow.NOT_OF_EVENTS.contains(table)).toList());
        assertThat(rows.check().rows().keySet()).containsExactlyElementsOf(tables().map(Table::name).toList());
        assertThat(tables()).allSatisfy(table -> assertThat(count(table.name)).as(table.name).isGreaterThan(1));
    }

    @Test
    void what_commands_wrote_is_what_the_events_say() {
        assertThat(bustle.recorded()).as("refused: %s", bustle.refused()).containsKeys(COMMANDS);
        assertThat(UNUSUAL).allSatisfy(rows -> assertThat(count(rows)).as(rows).isPositive());
        assertSame();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_row_that_is_missing_altered_or_too_many_is_named_and_put_right(Table table) {
        Map<String, String> before = contents();
        String altered = planted(
                "update rules.%1$s set " + table.set + " where ctid = (select min(ctid) from rules.%1$s"
                        + " where " + table.where + ") returning %2$s",
                table);
        String missing = planted("delete from rules.%1$s where ctid = (select min(ctid) from rules.%1$s"
                + " where %2$s <> '" + altered + "') returning %2$s", table);
        String extra = planted("insert into rules.%1$s " + table.extra + " returning %2$s", table);

        Comparison found = rows.check();

        assertThat(found.rows()).allSatisfy(
                (name, differing) -> assertThat(differing).as(name).isEqualTo(name.equals(table.name) ? 3 : 0));
        assertThat(found.differences()).allSatisfy(each -> assertThat(each.table()).isEqualTo(table.name));
        assertThat(difference(found, missing)).satisfies(each -> {
            assertThat(each.stored()).isNull();
            assertThat(each.expected()).contains(missing);
        });
        assertThat(difference(found, altered)).satisfies(each -> {
            assertThat(each.stored()).isNotNull().doesNotContain("\"" + table.key + "\"");
            assertThat(each.expected()).isNotNull().isNotEqualTo(each.stored());
        });
        assertThat(difference(found, extra)).satisfies(each -> {
            assertThat(each.stored()).contains(extra);
            assertThat(each.expected()).isNull();
        });

        assertThat(rows.rebuild().differences()).isEqualTo(found.differences());
        assertSame();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void all_rows_can_be_made_from_nothing() {
        Map<String, String> before = contents();
        tables().forEach(table -> tamper("delete from rules." + table.name));
        Comparison found = rows.rebuild();
        assertThat(found.total()).isEqualTo(found.rows().values().stream().mapToLong(Long::longValue).sum());
        assertThat(found.differences().stream().filter(each -> each.table().equals("booking")))
                .hasSizeLessThanOrEqualTo(
                        100);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_rebuild_beside_commands_loses_nothing_of_what_they_write() {
        CompletableFuture<Void> going = CompletableFuture.runAsync(() -> bustle.goOn(12, 600));
        int rebuilds = 0;
        while (!going.isDone()) {
            tamper("delete from rules.urgent_referral");
            rows.rebuild();
            rebuilds++;
        }
        going.join();
        rows.rebuild();
        assertThat(rebuilds).isPositive();
        assertSame();
    }

    @Test
    void a_check_beside_commands_finds_no_difference_that_is_none() {
        CompletableFuture<Void> going = CompletableFuture.runAsync(() -> bustle.goOn(13, 600));
        int checks = 0;
        while (!going.isDone()) {
            assertSame();
            checks++;
        }
        going.join();
        assertThat(checks).isPositive();
    }

    @Test
    void events_that_break_a_rule_are_not_made_into_rows() {
        var told = new Told();
        var first = new SessionId(UUID.randomUUID());
        Stream.of(told.openClinic(), told.registerTherapist("NL-broken"), told.registerClient(), told.openEpisode(),
                told.assign(), told.plan(first, 1)).forEach(RowsAnewIT::ask);
        tamper("delete from rules.booking where session_id = '" + first.value() + "'");
        ask(told.plan(new SessionId(UUID.randomUUID()), 1));
        Map<String, String> before = contents();

        assertThat(rows.check().differences()).singleElement().satisfies(
                each -> assertThat(each.toString()).startsWith("booking " + first.value() + ": missing, expected {"));
        assertThatThrownBy(() -> rows.rebuild()).isInstanceOf(StartRefused.class)
                .hasMessageContaining("double_booked");
        assertThat(contents()).isEqualTo(before);

        ask(told.cancel(first));
        assertSame();
    }

    @Test
    void one_at_a_time_works_on_a_database() throws SQLException {
        try (Connection other = database.ownerDataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('rules anew', 0))");
            assertThatThrownBy(() -> rows.check()).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("is running");
        }
    }

    @Test
    void a_rebuild_does_not_wait_for_ever_for_a_transaction_that_appends() throws SQLException {
        try (Connection other = database.ownerDataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table eventstore.event in row exclusive mode");
            assertThatThrownBy(() -> rows.rebuild()).isInstanceOf(StartRefused.class)
                    .hasMessageContaining("did not end within");
        }
    }

    @Test
    void references_between_tables_can_be_looked_at_when_all_is_put_right() {
        assertThat(sql.sql("select conname from pg_constraint where connamespace = 'rules'::regnamespace"
                + " and contype = 'f' and not condeferrable").query(String.class).list()).isEmpty();
    }

    private static boolean everythingHappened() {
        return bustle.recorded().keySet().containsAll(List.of(COMMANDS))
                && UNUSUAL.stream().allMatch(rows -> count(rows) > 0)
                && tables().allMatch(table -> count(table.name) > 1);
    }

    private static void ask(Command command) {
        here.decisions.decide(command, Told.request(), command.stream().id());
    }

    private static void assertSame() {
        Comparison found = rows.check();
        assertThat(found.differences()).isEmpty();
        assertThat(found.total()).isZero();
    }

    private static Difference difference(Comparison found, String key) {
        return found.differences().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    }

    private static Map<String, String> contents() {
        var contents = new TreeMap<String, String>();
        tables().forEach(table -> contents.put(table.name,
                sql.sql("select coalesce(string_agg(t::text, chr(10) order by t::text), '') from rules." + table.name
                        + " t").query(String.class).single()));
        return contents;
    }

    private static long count(String table) {
        return sql.sql("select count(*) from rules." + table).query(Long.class).single();
    }

    /** The key of the row. */
    private static String planted(String statement, Table table) {
        return tamper("with row as (" + statement.formatted(table.name, table.key) + ") select * from row");
    }

    /** Whoever tampers is no login of the product, and no reference between tables stops him. */
    private static String tamper(String statement) {
        try (Connection superuser = database.superuserDataSource().getConnection();
                Statement each = superuser.createStatement()) {
            each.execute("set session_replication_role = replica");
            if (each.execute(statement)) {
                var row = each.getResultSet();
                assertThat(row.next()).as(statement).isTrue();
                return row.getString(1);
            }
            return "";
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }
}
